# Personnes, billets, doublons, rapprochement, papier, confiance.

nav-people = Personnes
keys-people = Personnes
keys-reconcile = Rapprochement
attention-settle = Régler
attention-nobody_looks = { $count ->
    [one] Personne ne cherche une personne manquante.
   *[other] Personne ne cherche { $count } personnes manquantes.
 }
attention-nobody_looks-do = Dire pour chacune qui la cherche et ce qu’il fait ensuite.
attention-tell = { $count ->
    [one] Une famille a un billet qui ne vaut plus.
   *[other] { $count } familles ont des billets qui ne valent plus.
 }
attention-tell-do = Leur dire le nouveau départ et leur donner le nouveau billet.
attention-split = { $count ->
    [one] La famille { $party } est séparée, ou a accepté de voyager ainsi.
   *[other] { $count } familles sont séparées.
 }
attention-split-do = Dire qui les réunit, et comment.
attention-twin = { $count ->
    [one] Deux familles sont peut-être une seule, enregistrée deux fois.
   *[other] { $count } paires de familles sont peut-être chacune une seule, enregistrée deux fois.
 }
attention-twin-do = Les comparer côte à côte et décider.
attention-unclosed = { $count ->
    [one] Un convoi est arrivé et personne ne l’a clos.
   *[other] { $count } convois sont arrivés et personne ne les a clos.
 }
attention-unclosed-do = Rapprocher chaque véhicule, puis clore le convoi.
kind-ticket = billet
kind-close = convoi clos
kind-twin = doublon possible
kind-attend = affaire en main
kind-transcribe = copié du papier
field-depart = départ
field-persons = personnes
field-convoy = convoi
field-trips = trajets
field-likeness = ressemblance
field-persons_in_common = personnes communes
field-matter = affaire
field-who = chez
field-step = étape suivante
field-done = terminé
field-sheet = feuille
field-written_by = écrit par
likeness-suspected = peut-être une seule
likeness-same = une seule famille
likeness-apart = deux familles
likeness-both = décidé dans les deux sens : comptées pour deux
yes = oui
people-title = Personnes
people-search = Recherche
people-ask = Code d’une personne ou famille, véhicule ou trajet
people-look = Chercher
people-how = Tapez les huit signes d’une carte, ou un véhicule comme bus-3. Codes seulement : les noms sont scellés, deux dépositaires les ouvrent.
people-more = Il y en a d’autres ; seuls les premiers sont listés.
people-party = Famille
people-person = Personne
people-where = Où
people-need = Besoin
people-trips = Trajets
people-ticket = Billet
people-no-party = jamais enregistré
people-same = Par décision, la même que { $codes }.
found-nothing = Rien n’est connu de « { $q } ».
found-mistyped = « { $q } » n’est pas un code : un signe a été mal lu ou mal tapé. Relisez la carte.
tickets = Billets
tickets-what = Qui ne part pas maintenant reçoit une place signée et datée dans un convoi ultérieur du plan en vigueur. Elle se vérifie partout avec la seule clé publique. Un nouveau plan la garde, sauf si un changement fait sortir plus de gens ou plus tôt.
promise-lost = Place perdue
promise-moved = Changé
promise-new = Pas encore de billet
promise-without = Sans place dans le plan
promise-called = Appelé à monter
promise-kept = Billet valable
tickets-print = Imprimer les billets (PDF)
tickets-print-sheets = Imprimer les feuilles { $from } à { $to } sur { $all }
tickets-sheets-before = Feuilles précédentes
tickets-sheets-after = Feuilles suivantes
tickets-key = Signé avec
tickets-tell = Qui doit être prévenu
tickets-tell-none = Personne : tous les billets distribués valent.
tickets-before = Ancien
tickets-after = Nouveau
tickets-none = aucune place
tickets-unissued = pas encore signé
tickets-told = Prévenus
tickets-told-all = Tous prévenus
tickets-told-by = prévenus par { $who }
tickets-waiting = Familles en attente
tickets-show = Afficher
tickets-all = toutes
tickets-everywhere = partout
tickets-nobody = Personne de cette sorte n’attend.
tickets-stands = État
tickets-held = Billet
tickets-planned = Place dans le plan
tickets-rest = { $n } autres ne sont pas listés.
tickets-qr = Code QR du billet
tickets-issued = délivré { $at }
tickets-check = Vérifier un billet
tickets-code = Texte de son code QR
tickets-check-do = Vérifier
verdict-good = Valable.
verdict-replaced = Remplacé : un billet plus récent vaut.
verdict-unknown = Signé par un appareil de cette opération, mais jamais saisi ici.
verdict-stranger = Signé par personne de connu ici. Ne pas s’y fier.
verdict-other_operation = D’une autre opération.
twins = Doublons possibles
twins-what = La même famille a pu être enregistrée deux fois, sur deux téléphones. Rien n’est uni tout seul : comparez et décidez. Unies, elles comptent une fois partout, et chaque carte vaut.
twins-none = Aucune paire ne ressemble à une seule famille.
twins-why = Pourquoi vous décidez ainsi (sans nom)
twins-why-such = demandé à la porte
twins-chance = Sur 100 paires pareilles, { $n } sont un seul ménage
twins-chance-low = Peu probable d’après la composition, le lieu et le moment
twins-sure = Degré de certitude : sans noms, on se fie à la composition du ménage, au lieu et au moment de l’inscription. Sur des foules inventées, environ la moitié des paires montrées étaient un seul ménage, et trois paires sur quatre n’ont pas été trouvées ; les familles de six personnes et plus le sont deux fois plus souvent. Demandez aux gens. Les noms ne sont comparés que sur la machine d’un dépositaire (corridor custody match) ; ce qui y est trouvé apparaît ici.
twins-one-person = une personne
twins-only = seulement ici
twins-keep = Ce sont deux familles : garder séparées
twins-decided = Décidé
twins-decided-none = Rien n’a encore été décidé.
twins-undo = Une décision se retire en corrigeant sa déclaration. Décisions :
trait-nearly_same_make_up = mêmes personnes sauf une
trait-same_place = même lieu
trait-other_place = lieux différents
trait-other_device = téléphones différents
trait-same_device = même téléphone
trait-apart = à { $span } d’écart
trait-one_gone = l’une est partie, l’autre jamais revue
trait-said = dit : { $why }
sex-female = femme
sex-male = homme
sex-unknown = sexe inconnu
age-infant = 0–4
age-child = 5–17
age-adult = 18–59
age-older = 60+
age-unknown = âge inconnu
reconcile = Rapprochement
reconcile-what = Un convoi se clôt quand, pour chaque véhicule, montés + nés + non listés = reçus + remis + enlevés + descendus + morts + non comptés, et que chaque personne non comptée est la tâche de quelqu’un, avec une étape suivante.
reconcile-open = Non clos
reconcile-open-none = Tous les convois commencés sont clos.
reconcile-settled = rien n’est ouvert
reconcile-unsettled = ouvert
reconcile-reopened = clos auparavant ; quelque chose s’est rouvert :
reconcile-close = Clore { $convoy }
reconcile-sum = Somme
reconcile-why = Pourquoi pas encore
reconcile-all = Tout afficher ({ $n })
reconcile-closed = Clos
reconcile-closed-none = Aucun encore.
open-not_left = pas parti
open-on_the_way = en route
open-broken_down = en panne avec des gens à bord
open-aboard = { $n } non reçus
open-count_differs = { $n } comptés, { $expected } connus
open-nobody_looks = personne ne cherche { $token }
term-boarded = montés
term-born = nés
term-unlisted = non listés
term-received = reçus
term-handed_over = remis
term-removed = enlevés
term-left = descendus
term-died = morts
term-aboard = à bord
term-unaccounted = non comptés
searches = Personnes recherchées
searches-none = Personne : on sait où est chacun.
searches-seen = Vu en dernier
searches-by = Par qui
searches-alarm = personne ne s’en charge
search-missing = manquant
search-removed = enlevé
search-left = descendu en route
search-disputed = contesté
apart = Familles séparées
apart-none = Aucune famille n’est séparée.
apart-where = Qui est où
attend = Qui s’en charge
attend-done = terminé
attend-nobody = personne
attend-who = Poste
attend-who-post = recherche, équipe de jour
attend-step = Étape suivante
attend-say = Déclarer
attend-is-done = Plus rien à faire
attend-take = Prendre
attend-change = Changer
paper = Papier
paper-print = Imprimer
paper-print-how = A4, avec codes QR. Le numéro d’une feuille redonne les mêmes codes. Aucune feuille n’a de place pour des noms.
paper-first = 1re feuille n°
paper-sheets = Feuilles
paper-trip = Trajet (formulaires)
papers-cards = Cartes à code
papers-manifest = Manifeste vierge
papers-tally = Pointage
papers-tickets = Billets
paper-enter = Saisir ce qui a été écrit
paper-enter-how = Cela devient des déclarations de cette console qui disent, partout, de quelle feuille elles viennent et de quelle main : tardives et de seconde main.
paper-by = De quelle main (poste)
paper-codes = Codes, séparés par des espaces ou lignes
paper-members = Une ligne chacun : code, F ou M, 0 5 18 ou 60, stretcher ou wounded
paper-add = Ajouter la ligne
paper-strike = Rayer
line-board = montés
line-headcount = comptés
line-depart = parti
line-arrive = arrivé
line-receive = reçus
line-register = enregistrés
trust = Pages sécurisées
trust-secure = Vous êtes sur la page sécurisée.
trust-secure-what = Caméra, clés et travail hors ligne sont disponibles.
trust-plain = Cette page n’est pas encore sécurisée.
trust-plain-what = Caméra, clés et travail hors ligne demandent la page sécurisée. En attendant, on peut taper les codes ici.
trust-off = Ce hub n’a pas de pages sécurisées : démarrez-le avec --listen sur le réseau local, ou avec --https.
trust-what = Le hub se porte garant avec sa propre autorité. Un appareil qui lui fait confiance a des pages sécurisées ici, et nulle part ailleurs : l’autorité est limitée aux réseaux privés.
trust-step-words = Faites lire ces mots sur l’écran du hub lui-même. Ils doivent être les mêmes ici :
trust-sha256 = SHA-256
trust-step-file = Prenez le certificat :
trust-step-install = Faites confiance sur l’appareil :
trust-step-open = Ouvrez la page sécurisée :
trust-step-check = Elle dit en haut qu’elle est sécurisée.
trust-limits = Après l’opération, retirez le certificat de l’appareil au même endroit.
trust-until = Le certificat se renouvelle seul avant { $shown } ; l’autorité vaut jusqu’à { $authority }.
system-android = Android
system-ios = iPhone, iPad, Mac
system-windows = Windows
system-linux = Linux
system-android-1 = Ouvrez les Paramètres et cherchez « certificat CA ».
system-android-2 = Choisissez Installer quand même ; entrez le verrouillage d’écran.
system-android-3 = Choisissez corridor-authority.crt dans Téléchargements.
system-android-4 = Fermez puis rouvrez le navigateur.
system-ios-1 = Ouvrez le fichier ; autorisez le téléchargement du profil.
system-ios-2 = Réglages : Profil téléchargé, Installer.
system-ios-3 = Réglages, Général, Informations, Réglages des certificats : activez-le.
system-ios-4 = Sur Mac : ouvrez-le dans Trousseaux d’accès et choisissez Toujours approuver.
system-windows-1 = Ouvrez le fichier ; Installer un certificat, Utilisateur actuel.
system-windows-2 = Placez-le dans « Autorités de certification racines de confiance ».
system-windows-3 = Firefox : Paramètres, Certificats, Autorités, Importer.
system-linux-1 = Chromium : Paramètres, Certificats, Autorités, Importer ; confiance pour les sites.
system-linux-2 = Firefox : Paramètres, Certificats, Autorités, Importer.
system-linux-3 = Un autre hub : donnez le fichier à --trust.
tickets-persons = { $n ->
    [0] aucune personne
    [one] une personne
   *[other] { $n } personnes
 }
tickets-issue = { $n ->
    [0] Aucun billet à signer
    [one] Signer un billet
   *[other] Signer { $n } billets
 }
twins-join = { $n ->
    [0] C’est une seule famille : choisir qui unir
    [one] C’est une seule famille : unir une personne
   *[other] C’est une seule famille : unir { $n } personnes
 }
trait-same_make_up = { $n ->
    [0] mêmes personnes (sexe, âge, besoin) ; aucune autre famille
    [one] mêmes personnes (sexe, âge, besoin) ; une autre famille aussi
   *[other] mêmes personnes (sexe, âge, besoin) ; { $n } autres familles aussi
 }
paper-enter-do = { $n ->
    [0] Aucune ligne à saisir
    [one] Saisir une ligne
   *[other] Saisir { $n } lignes
 }
paper-entered = { $n ->
    [one] Une déclaration de la feuille { $sheet } est saisie.
   *[other] { $n } déclarations de la feuille { $sheet } sont saisies.
 }
attention-unconfirmed = { $lacks ->
    [gate] { $subject } est parti sans la confirmation de la porte{ $more ->
        [0] .
       *[other] { "" } (et { $more } autres véhicules sans l’une des deux).
    }
    [leader] { $subject } est parti sans la confirmation du chef de convoi{ $more ->
        [0] .
       *[other] { "" } (et { $more } autres véhicules sans l’une des deux).
    }
   *[both] { $subject } est parti sans les confirmations de la porte et du chef de convoi{ $more ->
        [0] .
       *[other] { "" } (et { $more } autres véhicules sans l’une des deux).
    }
 }
attention-unconfirmed-do = Chercher qui a compté et qui l’a laissé partir ; recompter au prochain point de contrôle et dire ce qui a été trouvé.
unconfirmed = Partis sans les deux confirmations
unconfirmed-what = La porte et le chef de convoi confirment tous deux qu’un véhicule peut partir. Il manque ici au moins une confirmation : reste affiché jusqu’à ce que quelqu’un dise ce qui a été trouvé.
unconfirmed-lacks = Manque
confirm-gate = Porte
confirm-leader = Chef de convoi
confirm-for = { $counted ->
    [one] { $counted } compté, { $scanned } par code
   *[other] { $counted } comptés, { $scanned } par code
 }
confirm-awaited = pas encore confirmé
confirm-never = parti sans
apart-agreed = { $who } voyagent à part : { $by } est d’accord
seat-hold = en attente
seat-stop = ne part pas
convoy-tickets = Billets pour ce convoi
convoy-tickets-none = Personne en attente n’a de billet pour ce convoi ni de place à bord.
anew-tell = Qui prévenir si ce plan est accepté
anew-tell-none = Aucun porteur de billet : tous les billets distribués vaudraient encore.
trust-link = Pages chiffrées pour téléphones
asking = Demande au centre …
