## Handing over
hand = Remettre par images
hand-intro = Là où il n’y a ni réseau ni clé USB : un écran ici, une caméra là-bas. Rien n’est cru pour la façon dont c’est venu : chaque déclaration est vérifiée en entrant.
hand-step-one = Celui qui prend montre ce qu’il a, et celui qui donne le lit.
hand-step-two = Celui qui donne montre ce qui manque à l’autre.
hand-step-three = Celui qui prend le lit. Refait dans l’autre sens, les deux ont la même chose.
hand-held = Montrer ce qui est ici
hand-read = Lire des images
hand-all = Tout montrer (petits registres seulement)
hand-give = Montrer ce qui manque à l’autre
hand-lost = Le serveur n’a pas répondu. Rien n’a changé à notre connaissance ; réessayez.
hand-too-large = C’est plus de 64 Kio, trop pour des images. Exportez sur une clé USB, ou laissez les postes se synchroniser par un réseau.
hand-nothing-lacking = Il ne manque à l’autre rien de ce qui est ici.
hand-taken = Déclarations nouvelles : { $n } ; déjà connues : { $known } ; refusées : { $refused }.
hand-forked = Parmi les nouvelles, { $n } contredisent une autre déclaration de leur appareil : les deux sont gardées. Voir Appareils.
hand-more = Sceaux conformes : { $seals }. Contenus scellés nouveaux : { $blobs }.
hand-said = Ceci dit seulement ce que l’autre a.
hand-showing = Les images
hand-picture = Image { $n } sur { $total }
hand-round = toutes en { $n } s
hand-hold = Laissez l’autre caméra voir l’image entière jusqu’à ce que toutes soient lues : l’ordre n’importe pas, et ce qui a manqué revient. Pas de reflet ; l’écran clair.
hand-pause = Pause
hand-go-on = Continuer
hand-next = Image suivante
hand-speed = { $n } par seconde
hand-none-yet = Aucune image lue encore. Tenez la caméra de façon à voir le code entier et net.
hand-in = Images lues : { $have } sur { $total }
hand-missing = Manquent : { $list }
hand-foreign = Des images d’une autre remise ont été vues et laissées de côté. Si ce sont celles que vous voulez, recommencez.
hand-damaged = Toutes étaient là, mais ensemble elles ne sont pas ce qui a été envoyé. On recommence ; gardez la caméra sur les images.
hand-anew = Recommencer
camera-insecure = Un navigateur ne donne la caméra qu’à une adresse sûre (https, ou cette machine même). Ouvrez cette page sur le poste lui-même, faites reconnaître l’autorité de terrain par cet appareil, ou portez une clé USB.
camera-refused = La caméra a été refusée. Permettez-la pour cette page dans les réglages du navigateur, puis choisissez à nouveau Lire des images ; ou portez une clé USB.
camera-none = Aucune caméra trouvée. Prenez un appareil qui en a une, ou portez une clé USB.
camera-broken = La caméra ne donne pas d’image. Fermez les autres programmes qui s’en servent, puis choisissez à nouveau Lire des images ; ou portez une clé USB.

## Scanning the code of a new device
camera-sees = Ce que voit la caméra
scan = Lire avec la caméra
scan-hold = Tenez le code de l’appareil devant la caméra, entier et net. Il est pris tout seul ; ensuite ses mots sont comparés.
scan-other = Un code est vu, mais ce n’est pas celui d’un appareil qui demande à entrer. Cherchez la page de l’appareil qui montre son code.
hand-came = { $n ->
    [0] Aucune image
    [one] Une image
   *[other] { $n } images
  } en { $seconds } s.
