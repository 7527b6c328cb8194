# Les pages de terrain : téléphones à la porte du bus, au point de contrôle, à l’accueil.

phone-title = Corridor – terrain
phone-home = Tâches
phone-unsent = { $n ->
    [one] { $n } déclaration pas encore envoyée
   *[other] { $n } déclarations pas encore envoyées
}
phone-unsent-short = à envoyer
phone-drill = EXERCICE – personne n’est réel
phone-opening = Ouverture …
phone-no-key = Ce navigateur ne peut pas signer ici
phone-plain = Ouvrir la page simple
nokey-insecure = La page est venue sans chiffrement : le navigateur ne lui donne ni clé ni caméra. Ouvrez-la en https après avoir accepté le certificat du poste central, ou utilisez la page simple : le poste y signe pour vous.
nokey-no_ed25519 = Ce navigateur ne connaît pas les signatures utilisées ici (Ed25519). Mettez-le à jour ou utilisez la page simple : le poste y signe pour vous.
nokey-no_storage = Ce navigateur ne garde rien (fenêtre privée ?). Ouvrez une fenêtre ordinaire ou utilisez la page simple.
phone-storage-little = La mémoire du téléphone est presque pleine. Libérez de la place : photos, programmes.
phone-storage-full = La mémoire est pleine : plus aucun enregistrement sur ce téléphone, pour ne rien perdre. Libérez de la place ou prenez un autre téléphone.
phone-not-kept = Rien n’a été noté : { $why }
phone-kept = Noté sur ce téléphone
phone-revoked = Ce téléphone a été révoqué. Ce qu’il dit est gardé et ne compte pas.
phone-forked = Ce téléphone a signé deux histoires. Rendez-le et prenez-en un autre.
phone-asks = Personne n’a encore admis ce téléphone. Montrez son code ; ce qu’il dit est gardé jusque-là.
phone-held = { $n ->
    [one] { $n } déclaration de ce téléphone ne compte pas pour l’instant
   *[other] { $n } déclarations de ce téléphone ne comptent pas pour l’instant
}
phone-refused = Le poste central a refusé une déclaration de ce téléphone et ne peut rien prendre après elle : { $why }. Montrez ceci au responsable ; tout est encore gardé ici.
phone-knows = { $n ->
    [one] connaît { $n } groupe
   *[other] connaît { $n } groupes
}
phone-no-hub = Ce téléphone n’a pas encore rencontré le poste central. Rejoignez son réseau et gardez cette page ouverte.
phone-admitted = Admis comme { $role }
phone-own-code = Le code de ce téléphone
phone-words-aloud = Lisez ces mots à voix haute à qui admet ce téléphone ; ils doivent être les mêmes sur les deux écrans.
phone-role = À quoi sert ce téléphone ?
phone-place = Où
phone-label = Comment on appelle ce poste
phone-label-hint = Par exemple « Porte 2 ». Jamais le nom d’une personne.
phone-enrol = Demander à rejoindre
post-registrar = Enregistrement
post-gate = Porte
post-convoy_leader = Chef de convoi
post-receiver = Accueil
post-clinician = Soignant
post-coordinator = Coordination
task-register = Enregistrer un ménage
task-people = Liste des codes
task-needs = Besoins et réponse
task-board = Embarquement
task-gate = Départ
task-pass = Passer un point de contrôle
task-remove = Quelqu’un a été emmené
task-arrive = Arrivée
task-hand = Remise
task-life = Naissance ou décès
task-device = Ce téléphone
phone-code = Code sur la carte
phone-look = Voir
phone-camera = Lire avec la caméra
phone-camera-close = Fermer la caméra
phone-no-camera = Pas de caméra ici : tapez le code.
code-length = Un code a 8 caractères. Relisez-le sur la carte.
code-sign = « { $sign } » n’est dans aucun code : 0, 1, I, L, O et U ne servent jamais.
code-check = Mal lu ou mal tapé : le dernier caractère ne va pas. Relisez.
phone-less = Moins : { $what }
phone-more = Plus : { $what }
phone-trip-choose = Quel véhicule ? Une partie de son numéro
phone-trip-change = Autre véhicule
phone-trip-none = Aucun véhicule. Voyez si le téléphone a rencontré le poste central depuis le changement de plan.
phone-more-hidden = { $n } de plus : tapez une partie du numéro
phone-persons = { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}
phone-who = Touchez une fois par personne
phone-who-first = D’abord qui est dans le ménage
phone-tap-need = touchez une personne : siège ou brancard
who-woman = Femme
who-man = Homme
who-girl = Fille 5–17
who-boy = Garçon 5–17
who-infant = Moins de 5 ans
who-older = 60 ans et plus
who-anybody = Non précisé
need-other = siège
need-wounded = blessé, siège
need-stretcher = brancard
need-oxygen = oxygène
phone-one-less = Retirer le dernier
phone-alone = Un enfant sans sa famille : un adulte ou un organisme doit répondre de lui aux deux bouts. Il n’est dans aucune liste ni recherche.
phone-alone-from = Qui répond jusqu’à l’arrivée (code d’un adulte, ou organisme)
phone-alone-to = Qui répond après l’arrivée (code d’un adulte, ou organisme)
phone-to = Destination
phone-told = On vous demande si vous voulez aller à { $place }. Vous pouvez refuser sans en souffrir. Vous pouvez changer d’avis jusqu’au départ du véhicule. Personne ne peut garantir que la route est sûre.
phone-told-in = Dit en
tongue-en = anglais
tongue-ar = arabe
tongue-fr = français
phone-interpreter = par un interprète
answer-yes = Accepte de partir
answer-declined = Refuse
answer-stays = Reste pour l’instant
answer-withdrawn = Se rétracte
phone-card = Carte
phone-own-codes = Le code de chaque personne
phone-print = Imprimer
phone-next = Ménage suivant
phone-by-hand = Pas d’imprimante : recopiez le grand code à la main et relisez-le.
phone-go = ALLEZ
phone-stop = STOP
stop-unknown = Ce téléphone ne connaît pas le code
stop-departed = Le véhicule est parti
stop-here = Déjà à bord
stop-elsewhere = Déjà à bord ou accueilli ailleurs
stop-not_agreed = Pas d’accord pour cette destination
stop-later = Leur place est dans un véhicule suivant
stop-wrong_vehicle = Leur place est dans un autre véhicule
stop-child_alone = Un enfant seul : personne ne répond de lui aux deux bouts
stop-incomplete = Le groupe n’est pas complet
stop-companion = L’accompagnant n’est pas là
stop-escort = L’escorte n’est pas à bord
stop-full = Plus de siège ni de place de brancard
phone-seats = Sièges occupés
phone-escorts = { $n ->
    [one] Escortes à bord ({ $n } nécessaire)
   *[other] Escortes à bord ({ $n } nécessaires)
}
phone-on-board = { $n ->
    [one] { $n } personne est à bord
   *[other] { $n } personnes sont à bord
}
phone-boarded = { $n ->
    [one] { $n } à bord
   *[other] { $n } à bord
}
phone-all-here = { $n ->
    [one] Tous ({ $n }) sont là
   *[other] Tous ({ $n }) sont là
}
phone-split = { $n ->
    [one] { $n } part maintenant, les autres plus tard : l’adulte { $code } accepte
   *[other] { $n } partent maintenant, les autres plus tard : l’adulte { $code } accepte
}
phone-agree-now = Ils acceptent maintenant d’aller à { $place }
phone-code-alone = Voyage avec le code seul, accepte d’aller à { $place }
phone-close = Fermer
phone-headcount = Personnes comptées à bord
phone-scanned = { $n ->
    [one] { $n } connu à bord par code
   *[other] { $n } connus à bord par code
}
phone-differs = Le compte et les codes diffèrent : pourquoi ?
phone-ok = en ordre
phone-missing = manque
gate-escort = escorte à bord
gate-seats = chacun a un siège
gate-agreed = tous à bord ont accepté
gate-corridor = corridor ouvert
gate-counted = compte = codes, ou un motif
gate-gate = la porte confirme
gate-leader = le chef de convoi confirme
phone-confirm = Je confirme : { $n } à bord
phone-confirmed = Confirmé
phone-depart = Il part
phone-departed = Il est parti
phone-show-other = Sans réseau : faites lire ceci à l’autre téléphone
phone-scan-other = Sans réseau : lire la confirmation de l’autre
phone-no-confirmation = Ce n’est pas la confirmation d’un autre téléphone pour ce véhicule.
phone-no-points = Pas de point de contrôle sur ce trajet.
phone-point = Point de contrôle
phone-in = Entrée
phone-out = Sortie
phone-entered = { $n ->
    [one] Entre avec { $n }
   *[other] Entre avec { $n }
}
phone-through = { $n ->
    [one] Passé avec { $n }
   *[other] Passé avec { $n }
}
phone-fewer = { $n } de moins que connus à bord. Si quelqu’un a été emmené, dites-le :
phone-remove-hint = Cela ouvre aussitôt la recherche. Décrivez qui l’a fait ; jamais de nom.
phone-take-out = Retirer { $code }
phone-where = Où
phone-ago = Il y a combien de minutes
phone-by = Par qui, comme vu
phone-witness = Qui l’a vu, sinon vous (un poste, pas de nom)
phone-reliability = Source
phone-credibility = Contenu
relied-A = fiable
relied-B = habituellement fiable
relied-C = assez fiable
relied-D = peu fiable
relied-E = non fiable
relied-F = ne peut être jugé
credited-1 = confirmé
credited-2 = probable
credited-3 = possible
credited-4 = douteux
credited-5 = improbable
credited-6 = ne peut être jugé
phone-remove = Déclarer l’enlèvement
phone-removed = Noté. La recherche commence quand le poste central l’apprend.
phone-arrive = Il est arrivé
phone-arrived = { $n ->
    [one] Arrivé, { $n } compté
   *[other] Arrivé, { $n } comptés
}
phone-to-receive = { $n ->
    [one] { $n } encore à accueillir
   *[other] { $n } encore à accueillir
}
phone-received = { $n ->
    [one] { $n } accueilli
   *[other] { $n } accueillis
}
phone-received-already = Déjà accueilli, ou pas dans ce véhicule.
phone-received-unlisted = Accueilli, mais inconnu dans ce véhicule. Revoyez la carte.
phone-who-missing = Qui manque encore
phone-empty = Le véhicule est vide
phone-is-empty = Compté vide. Qui n’a pas été accueilli manque désormais, par code.
phone-hand-to = Qui les prend : hôpital ou organisme
phone-hand = Remettre
phone-handed = { $n ->
    [one] { $n } remis
   *[other] { $n } remis
}
phone-hand-show = Faites lire ceci à l’autre téléphone pour contresigner
phone-countersign = Contresigner
phone-countersign-hint = Lire la remise sur l’autre téléphone
phone-countersigned = Contresigné
phone-no-handover = Ce n’est pas la remise d’un autre téléphone.
phone-life-code = Code : le groupe de l’enfant, ou la personne décédée
phone-birth = Un enfant est né
phone-death = Cette personne est morte
phone-birth-kept = La naissance est notée
phone-death-kept = Le décès est noté
phone-one-person = C’est le code d’un groupe : lisez celui de la personne.
phone-child-code = Le code de l’enfant
phone-on-trip = Véhicule
phone-companion = Accompagnant
phone-companion-code = Code de l’accompagnant
phone-nobody = personne
phone-yes = oui
phone-no = non
phone-keep = Noter
phone-answer = Réponse
phone-no-answer = pas encore demandé
phone-code-part = Début d’un code
phone-parties = { $n ->
    [one] { $n } groupe
   *[other] { $n } groupes
}
plain-title = Corridor – page simple
plain-intro = Pour les navigateurs qui ne savent pas signer. Le poste central signe ce que vous dites ici, au nom de ce poste, une fois admis. Il faut le réseau du poste central.
plain-kept = Noté et signé par le poste central
plain-photo = Photo du code
plain-photo-none = Il n’y avait pas de photo.
plain-photo-kind = Ce n’est pas une image JPEG ou PNG de taille raisonnable.
plain-photo-unread = Aucun code lisible : tenez la carte à plat, de près, bien éclairée, ou tapez le code.
plain-numbers = Combien de chaque ; parmi tous, combien de brancards, combien de blessés
plain-vehicle = Véhicule
plain-escorts = Escortes à bord
plain-board = { $n } à bord
plain-all-here = Tous sont là : { $n }
plain-receive = Accueillir
phone-ticket = Billet valable pour le véhicule { $trip } à { $time }, personnes : { $n }
ticket-damaged = Le billet est illisible. Relisez-le ou tapez le code de la carte.
ticket-foreign = Ce billet est d’une autre opération.
ticket-forged = Ce billet n’a pas été signé par cette opération. Gardez-le et prévenez la coordination.
phone-gone = Ils sont partis : la réponse ne peut plus changer.
phone-give = Utiliser une carte imprimée
phone-given = Code de la carte imprimée
phone-given-is = Carte { $code }
phone-given-taken = Cette carte est déjà attribuée : prenez-en une autre.
where-waiting = attend
where-declined = ne part pas
where-on = en route
where-left = descendu en route
where-out = sorti
where-died = décédé
where-unaccounted = introuvable
stand-hold = ATTENTE : ce convoi ne part pas pour l’instant
stand-stop = ARRÊT : ce convoi ne part pas
phone-held-by = Depuis { $time }, décidé par { $by } : { $why }
gate-decided = ni attente ni arrêt décidé
gate-both = Les deux doivent confirmer
gate-said = Confirmé à { $time } pour { $n } à bord
gate-other-number = Confirmé pour { $n }, mais { $now } sont à bord : à confirmer de nouveau
gate-yours = Pas encore : c’est à vous
gate-awaited = Pas encore : on attend l’autre téléphone
gate-suspended = Suspendu : { $place }
gate-shut = Fermé, aucune ouverture connue : { $place }
gate-shut-until = { $place } sera fermé à l’arrivée de ce véhicule ; ouvre à { $time }
plain-departs-not = Il ne part pas encore. Rien n’a été enregistré.
plain-left-already = Il est parti quand même : l’enregistrer ; le centre signale ce qui manquait
plain-confirm = Confirmer : il peut partir avec ceux à bord
plain-alone-ends = Enfants seuls : écrivez qui répond d’eux, aux deux bouts.
task-notes = Notes médicales
note-title = Note pour les soignants seulement
note-text = { $n ->
    [one] Scellée sur ce téléphone. Seul le téléphone de { $n } soignant peut l’ouvrir ; elle reste fermée ici. Aucun nom.
   *[other] Scellée sur ce téléphone. Seuls les téléphones de { $n } soignants peuvent l’ouvrir ; elle reste fermée ici. Aucun nom.
}
note-keep = Sceller et enregistrer
note-kept = Scellée. Seuls les soignants peuvent la lire.
note-nobody = Aucun téléphone de soignant n’est encore admis : la note ne serait scellée pour personne. Dites-le au soignant en personne.
note-clinician = Seul un téléphone admis pour un soignant lit les notes.
note-recorded = Chaque lecture est enregistrée : par qui, de qui, pourquoi.
note-why = Pourquoi
note-why-treat = soins
note-read = Lire les notes (c’est enregistré)
note-reading-kept = La lecture est enregistrée
note-none = Rien n’est noté sous ce code. Une note peut être sous le code de la famille ou de la personne.
note-closed = { $n ->
    [one] { $n } autre note a été scellée avant l’admission de ce téléphone : demandez au soignant qui pouvait la lire.
   *[other] { $n } autres notes ont été scellées avant l’admission de ce téléphone : demandez au soignant qui pouvait les lire.
}
note-needs-hub = La lecture demande le centre : rien n’est remis avant que la lecture y soit enregistrée.
note-refused = Le centre ne remet pas de notes à ce téléphone.
phone-trust = Faire confiance aux pages chiffrées de ce centre, pas à pas
phone-alike = { $n ->
    [one] Un ménage composé exactement ainsi est déjà enregistré. Demandez : avez-vous déjà été enregistrés ? Si c’est lui, touchez-le ; sinon continuez.
   *[other] { $n } ménages composés exactement ainsi sont déjà enregistrés. Demandez : avez-vous déjà été enregistrés ? Si c’est l’un d’eux, touchez-le ; sinon continuez.
}
phone-by-code = À bord par code
phone-heads = Têtes comptées
phone-heads-differ = { $n } comptés, { $codes } par code : recompter avant le départ
task-hold = Retenir ou arrêter le convoi
task-off = Quelqu’un descend
hold-what = Visible aussitôt sur la console et, dès que le poste central l’a, sur chaque téléphone du convoi. Seule la coordination le laisse repartir.
hold-why = Pourquoi
hold-why-other = Ou avec vos mots
cause-fire = Tirs près de la route
cause-blocked = La route est bloquée
cause-ordered = Arrêtés à un point de contrôle
cause-missing = Quelqu’un manque
cause-vehicle = Un véhicule ne peut pas continuer
cause-crowd = La foule est en danger
hold-hold = ATTENTE : attendre pour l’instant
hold-stop = ARRÊT : ne pas partir
hold-kept = Noté. Prévenez aussi les autres conducteurs : leurs téléphones l’affichent quand ils joignent le poste central.
hold-mistake = C’était une erreur : annuler
hold-taken-back = Annulé
stand-hold-road = ATTENTE : ce convoi attend où il est
stand-stop-road = ARRÊT : ce convoi ne continue pas
phone-off-what = De leur plein gré ou par besoin. Avant le départ ils attendent de nouveau ; en route on note où ils sont descendus. Emmenés par d’autres, c’est autre chose :
phone-off = Ils descendent ici
phone-off-waits = Ils descendent et attendent de nouveau
phone-off-back = Ils descendent et retirent leur accord
phone-off-kept = { $n ->
    [one] { $n } est descendu
   *[other] { $n } sont descendus
}
phone-off-not-here = Personne de ce code n’est à bord de ce véhicule.
phone-part = Ils voyagent séparés
phone-part-who = Qui part dans ce véhicule ? Une famille n’est séparée que si un adulte de la famille l’accepte ; la réunir devient la tâche de quelqu’un.
phone-part-adult = Quel adulte accepte
phone-answered = Leur réponse jusqu’ici : { $answer }
phone-empty-sure = { $n ->
    [one] { $n } non accueilli manquera alors, par code. Touchez encore : il est vide
   *[other] { $n } non accueillis manqueront alors, par code. Touchez encore : il est vide
}
phone-is-empty-all = Compté vide. Tous ont été accueillis.
phone-arrived-uncounted = Arrivé. Personne n’a encore compté : comptez qui est à bord.
phone-camera-refused = La caméra n’est pas autorisée. Autorisez-la pour cette page dans les réglages du navigateur, ou tapez le code.
phone-people-none = Aucun groupe connu ici. Ils apparaissent quand un ménage est enregistré, ou quand ce téléphone joint le poste central.
phone-people-not = Aucun code ne commence ainsi. Un enfant qui voyage sans sa famille n’est jamais listé : lisez sa carte.
phone-label-first = D’abord le nom de ce poste
plain-codes = Codes, séparés par des espaces
plain-people = À bord et à l’arrivée : personnes
plain-note = La note. Aucun nom.
plain-note-read = Scellée ici aussitôt pour les soignants ; ils la lisent sur leurs propres téléphones, jamais sur cette page.
plain-note-open = Par cette connexion d’autres sur le réseau pourraient lire : aucune note n’est prise ici. Ouvrez cette page en https (l’avertissement sur le certificat peut être passé), ou dites-le au soignant en personne.
plain-note-empty = La note est vide.
note-later = { $n ->
    [one] { $n } soignant est venu après ces notes et ne peut pas les ouvrir.
   *[other] { $n } soignants sont venus après ces notes et ne peuvent pas les ouvrir.
}
note-again = { $n ->
    [one] Les sceller pour { $n } soignant de plus
   *[other] Les sceller pour { $n } soignants de plus
}
note-again-kept = Scellées de nouveau. Ils pourront les lire quand le poste central les aura.
note-sealed-again = scellée de nouveau par { $by }
note-ask = Peut la sceller pour vous : { $who }
phone-anew = Recommencer
phone-move-here = Leur véhicule a été échangé : leur donner une place ici
plain-not-yours = Cela ne compte pas encore : ce poste a été admis pour autre chose. Prévenez aussitôt la coordination, qui peut le faire compter.
