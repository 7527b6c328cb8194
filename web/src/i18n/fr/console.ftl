# La console en français. Chaque message existe dans chaque langue ; un test compare les fichiers.

title = Corridor
title-page = { $page } · { $operation } · Corridor
skip = Aller à la page
loading = Demande de l’opération au serveur …
loading-trouble = Le serveur ne répond pas. Cette page continue d’essayer ; vérifiez que le poste central est allumé et que cet appareil est sur son réseau.

## Cadre
nav = Pages
nav-now = Maintenant
nav-plan = Plan
nav-convoys = Convois
nav-devices = Appareils
top-time = Heure locale
top-utc = UTC { $time }
top-corridor = Corridor
top-next = Prochain convoi
top-seal = Dernier sceau cosigné
top-connection = Connexion
top-operator = Opérateur
operator-none = non identifié
operator-none-why = Cette version n’a pas encore d’identification : tous ceux qui atteignent cette adresse voient la même page.
seal-none = pas encore cosigné
seal-none-why = Aucun observateur n’a cosigné le registre de cette opération. Ses chiffres ne reposent que sur des déclarations signées.
seal-age = il y a { $span }
next-none = aucun convoi prévu
next-in = { $convoy } dans { $time }
next-due = { $convoy } était prévu il y a { $span }
connection-connecting = connexion …
connection-live = en direct
connection-quiet = dernier signe il y a { $span }
connection-lost = connexion perdue depuis { $time } : les chiffres ci-dessous datent de { $asof }
connection-lost-short = perdue depuis { $time }
connection-lost-never = pas encore de connexion au serveur : rien de ce qui suit n’est connu
connection-lost-do = Cette page continue d’essayer. Vérifiez le poste central et le réseau de cet appareil ; passez par la radio en attendant.
corridor-open = ouvert
corridor-open-until = ouvert jusqu’à { $until }
corridor-closed = fermé
corridor-closed-until = fermé jusqu’à { $until }
corridor-suspended = suspendu depuis { $since } par { $by }
corridor-suspended-plain = suspendu depuis { $since }
not-known = pas encore connu
language = Langue
lang-en = English
lang-ar = العربية
lang-fr = Français
numerals = Chiffres
numerals-latn = 123
numerals-arab = ١٢٣
theme-day = Jour
theme-night = Nuit
search = Chercher
close = Fermer
by-unknown = un appareil inconnu
place-unknown = un lieu non précisé

## Exercice
drill = EXERCICE
drill-what = Personnes simulées : rien de ce qui est à l’écran n’est réel.
drill-speed = { $speed } × temps réel
drill-paused = en pause
drill-finished = terminé : l’opération simulée est arrivée à sa fin
drill-pause = Pause
drill-run = Reprendre
drill-speeds = Vitesse de l’exercice

## Durées
span-s = { $s } s
span-min = { $min } min
span-h = { $h } h
span-h-min = { $h } h { $min } min
span-d-h = { $d } j { $h } h

## Personnes
count-people = { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
  }
count-stretcher = { $n } sur brancard
count-wounded = { $n ->
    [one] { $n } blessé
   *[other] { $n } blessés
  }
count-other = { $n ->
    [one] { $n } autre
   *[other] { $n } autres
  }
category-all = Tous
category-stretcher = Brancard
category-wounded = Blessés
category-other = Autres

## Compte
account = Compte
account-registered = enregistrés
account-waiting = en attente
account-on_the_way = en route
account-out = sortis
account-declined = ont refusé
account-died = décédés
account-unaccounted = non retrouvés
account-boarded = embarqués
account-born = nés
account-unlisted = hors liste
account-received = accueillis
account-handed_over = remis
account-removed = enlevés
account-left = descendus en route
account-aboard = à bord
account-assigned = affectés
account-headcount = comptage
balance-closes = La somme est juste.
balance-rests = déclarations
balance-open = La somme n’est pas juste : { $n } de trop d’un côté. Ouvrez les sources des deux côtés avant d’employer ces chiffres.
balance-differs = Les totaux sont justes, mais une catégorie ne l’est pas. Ouvrez les sources de chaque catégorie avant d’employer ces chiffres.

## Attention
attention = À traiter
attention-none = Rien n’attend personne pour l’instant. Les nouvelles affaires apparaissent ici d’elles-mêmes, les plus urgentes d’abord.
attention-since = depuis { $span }
attention-owner = chez : { $owner }
attention-sources = Sources
attention-convoy = Ouvrir { $convoy }
attention-look = Ouvrez les sources et décidez.
urgency-people = personnes non retrouvées
urgency-decision = décision à prendre
urgency-note = note
role-coordinator = coordination
role-registrar = enregistrement
role-gate = porte
role-convoy_leader = chef de convoi
role-receiver = accueil
role-clinician = soignant
role-monitor = observateur de la trêve
role-viewer = lecteur
role-custodian = dépositaire
role-adjudicator = arbitre
role-witness = témoin
subject-vehicle-convoy = { $vehicle } (convoi { $convoy })
subject-convoy = convoi { $convoy }
subject-operation = l’opération
subject-corridor = le corridor
subject-vehicle-at = un véhicule à { $place }
subject-vehicle-any = un véhicule
clash-unknown = elles se contredisent
clash-two_trips = sur deux trajets sans avoir quitté le premier
clash-two_places = accueil en deux lieux sans trajet entre eux
clash-after_death = embarquement après le décès
clash-left_and_received = descente en route et accueil du même trajet
clash-out_of_order = accueil d’abord, embarquement ailleurs ensuite
clash-category = enregistrement avec des besoins différents
clash-two_parties = enregistrement dans deux familles ou en deux lieux
clash-answer = deux réponses au même moment
clash-without_agreement = embarquement sans accord
attention-missing = { $count ->
    [one] { $count } personne est montée dans { $subject } et n’a pas été accueillie.
   *[other] { $count } personnes sont montées dans { $subject } et n’ont pas été accueillies.
  }
attention-missing-do = Appelez l’accueil et l’escorte tout de suite ; recomptez le véhicule ; gardez-le sur place jusqu’à ce qu’on les retrouve.
attention-unlisted = { $count ->
    [one] { $count } personne est venue avec { $subject } sans être sur sa liste.
   *[other] { $count } personnes sont venues avec { $subject } sans être sur sa liste.
  }
attention-unlisted-do = Enregistrez-les là où elles sont, et demandez à quelle porte elles sont montées.
attention-removed = { $count ->
    [one] { $count } personne a été enlevée de { $subject } à { $place }.
   *[other] { $count } personnes ont été enlevées de { $subject } à { $place }.
  }
attention-removed-do = Ouvrez une recherche : prévenez l’observateur et la coordination, notez les témoins, réclamez ces personnes à l’autre partie par leur nombre.
attention-died = { $count ->
    [one] { $count } personne est décédée : { $subject }.
   *[other] { $count } personnes sont décédées : { $subject }.
  }
attention-died-do = Assurez-vous que le soignant l’a noté et que l’escorte de la famille le sait.
attention-no_show = { $count ->
    [one] { $count } personne avait une place dans { $subject } et n’est pas montée.
   *[other] { $count } personnes avaient une place dans { $subject } et ne sont pas montées.
  }
attention-no_show-do = Demandez à la porte si elles attendent encore ; donnez-leur une place dans un convoi suivant.
attention-headcount_differs = { $subject } : { $counted } comptés, { $expected } connus à bord.
attention-headcount_differs-do = Recomptez au prochain arrêt, par appel si l’écart demeure.
attention-disputed = { $count ->
    [one] Des déclarations sur { $count } personne ne peuvent être toutes vraies : { $clash }.
   *[other] Des déclarations sur { $count } personnes ne peuvent être toutes vraies : { $clash }.
  }
attention-disputed-do = Ouvrez les sources, interrogez les deux appareils, et corrigez la déclaration fausse.
attention-late = { $subject } a { $late } de retard sur le plan{ $more ->
    [0] {""}
    [one] , et { $more } convoi après lui
   *[other] , et { $more } convois après lui
  }.
attention-late-do = Appelez le chef de convoi ; donnez la nouvelle heure au point de contrôle et au lieu d’accueil.
attention-suspended = { $hasreason ->
    [yes] { $subject } : suspension depuis { $since } par { $by } : { $reason }.
   *[no] { $subject } : suspension depuis { $since } par { $by }.
  }
attention-suspended-do = Retenez les convois suivants sur place ; demandez une heure à l’observateur ; décidez à la réouverture.
attention-closed = { $hasuntil ->
    [yes] { $subject } : fermé jusqu’à { $until }.
   *[no] { $subject } : fermé et aucune ouverture n’est prévue.
  }
attention-closed-do = { $hasuntil ->
    [yes] Personne n’entre avant l’ouverture ; dites à ceux qui attendent quand part le prochain convoi.
   *[no] Demandez aux parties une nouvelle fenêtre ; dites à ceux qui attendent qu’il n’y en a pas encore.
  }
attention-breakdown = { $subject } est en panne{ $atplace ->
    [yes] {" "}à { $place }
   *[no] {""}
  }{ $count ->
    [0] , sans personne à bord
    [one] , avec { $count } personne
   *[other] , avec { $count } personnes
  }.
attention-breakdown-do = { $count ->
    [0] Faites-le dégager de la route ; ses trajets suivants demandent un autre véhicule.
   *[other] Envoyez un véhicule de réserve pour ses passagers ; transférez-les avec un comptage aux deux portes.
  }
attention-balance_open = { $count ->
    [one] { $count } personne arrivée avec { $subject } n’a pas encore été accueillie.
   *[other] { $count } personnes arrivées avec { $subject } n’ont pas encore été accueillies.
  }
attention-balance_open-do = Demandez à l’accueil de les recevoir par code ; comptez les véhicules avant qu’ils ne repartent.
attention-silent = Aucune nouvelle de { $subject } depuis { $since }.
attention-silent-do = Appelez par radio ; demandez au dernier point de contrôle s’il est passé.
attention-born = { $count ->
    [one] { $count } enfant est né : { $subject }.
   *[other] { $count } enfants sont nés : { $subject }.
  }
attention-born-do = Assurez-vous que la mère a un siège ou un brancard et que l’accueil attend une personne de plus.
attention-left = { $count ->
    [one] { $count } personne est descendue de { $subject } en route ; aucune nouvelle depuis.
   *[other] { $count } personnes sont descendues de { $subject } en route ; aucune nouvelle depuis.
  }
attention-left-do = Demandez à l’escorte où elles sont descendues et si elles sont en sécurité ; enregistrez-les là où on les trouve.
attention-diverted = { $named ->
    [yes] { $count ->
        [one] { $count } personne de { $subject } a été accueillie à { $place }, ailleurs que prévu ou convenu.
       *[other] { $count } personnes de { $subject } ont été accueillies à { $place }, ailleurs que prévu ou convenu.
      }
   *[no] { $subject } est arrivé ailleurs que prévu : { $place }.
  }
attention-diverted-do = Demandez-leur s’ils acceptent cette destination et notez-le ; prévenez le lieu d’accueil qui les attend.
## Les chiffres et leurs sources
figure-open = { $label } : { $value }. Ouvrir ses sources.
sources-of = D’où vient ce chiffre
sources-value = Chiffre
sources-rests = { $n ->
    [0] ne repose encore sur aucune déclaration
    [one] repose sur { $n } déclaration
   *[other] repose sur { $n } déclarations
  }
sources-none = Aucune déclaration n’a encore été faite à ce sujet. Cela devient un chiffre dès qu’un appareil déclare quelque chose.
sources-none-corridor = D’après les fenêtres du fichier d’opération : personne n’a déclaré autre chose.
sources-seal-none = Sceau : pas encore cosigné par un observateur.
sources-seal = Sceau : cosigné à { $time }.
sources-loading = Demande des déclarations …
sources-failed = Les sources n’ont pas pu être obtenues : { $what }
sources-devices = Par quels appareils
sources-device = Appareil
sources-role = Rôle
sources-statements = Déclarations
sources-first = Première
sources-last = Dernière
sources-newest = Déclarations, les plus récentes d’abord
sources-page = { $from }–{ $to } sur { $n }
sources-newer = Plus récentes
sources-older = Plus anciennes
sources-claims = Ce que d’autres ont affirmé de la même chose
sources-claims-none = Personne à l’extérieur n’a rien affirmé à ce sujet.
sources-withdrawn = retirée par une correction
sources-entry = entrée { $entry }, no { $seq } de son appareil
sources-tokens = { $n ->
    [one] { $n } code
   *[other] { $n } codes
  }
claim-range = { $low } à { $high }
claim-grade = cote { $grade }
claim-asof = au { $asof }
claim-counted = compté ici :
claim-qualifier = { $qualifier } { $value }

## Sortes de déclarations
kind-enrol = inscription
kind-adopt = plan adopté
kind-register = enregistrement
kind-agree = accord
kind-assign = affectation
kind-board = embarquement
kind-depart = départ
kind-pass = passage
kind-arrive = arrivée
kind-receive = accueil
kind-hand_over = remise
kind-remove = enlèvement
kind-alight = descente
kind-die = décès
kind-born = naissance
kind-break_down = panne
kind-suspend = suspension
kind-reopen = réouverture
kind-position = position
kind-headcount = comptage
kind-claim = affirmation
kind-correct = correction
kind-plan_part = partie d’un plan

## Champs des déclarations
field-label = nom
field-role = rôle
field-plan_sha256 = plan
field-part = partie
field-parts = sur
field-summary = résumé
field-party = famille
field-tokens = codes
field-people = groupe
field-class = classe
field-answer = réponse
field-destinations = destinations
field-language = langue
field-told = informé de
field-parties = familles
field-trip = trajet
field-to = vers
field-escorts = escortes
field-passage = passage
field-headcount = comptage
field-by = par
field-grade = cote
field-vehicle = véhicule
field-control_point = point de contrôle
field-reason = raison
field-lat_e6 = latitude
field-lon_e6 = longitude
field-count = comptés
field-claimant = auteur
field-figure = chiffre
field-low = minimum
field-high = maximum
field-unit = unité
field-scope = portée
field-qualifier = formule
field-as_of = au
field-source = source
field-entry = entrée
field-why = pourquoi
said-yes = oui
said-declined = refuse
said-stays = reste pour l’instant
said-withdrawn = s’est retiré
said-through = est passé
said-enters = entre

## Convois
convoys = Convois
convoys-none = Aucun convoi n’est prévu. Faites un plan à partir du fichier d’opération, et ses convois apparaîtront ici.
convoy = Convoi
convoy-title = Convoi { $convoy }
convoy-unknown = Il n’y a pas de convoi { $convoy } dans le plan en vigueur.
convoy-all = Tous les convois
convoy-state = État
convoy-vehicles = Véhicules
convoy-persons = Personnes prévues
convoy-from = De
convoy-to = Vers
convoy-departure = Départ
convoy-arrival = Arrivée
convoy-planned = prévu
convoy-actual = réel
convoy-expected = attendu
convoy-late = Retard
convoy-late-by = { $span } de retard
convoy-on-time = à l’heure
convoy-control = par { $place }
convoy-manifest = Véhicules et manifestes
convoy-timeline = Déroulement
convoy-timeline-none = Rien n’a encore été déclaré sur ce convoi. La première ligne apparaît au début de l’embarquement.
convoy-timeline-all = Montrer les { $n } lignes
convoy-timeline-last = les { $n } dernières
convoy-balance = Bilan
convoy-escort = Escortes
convoy-escort-of = { $on } sur { $needed }
convoy-seats = Sièges
convoy-seats-both = { $seats } + { $stretchers } brancards
convoy-missing = Manquent
state-planned = prévu
state-boarding = embarque
state-on_the_way = en route
state-arrived = arrivé
state-closed = complet
state-open_balance = bilan ouvert
state-broken_down = en panne
trip = Trajet
time = Heure
what = Quoi
where = Où
people = Personnes

## Plan
plan = Plan
plan-none = Aucun plan n’est en vigueur. Faites-en un avec « corridor plan » ; il apparaîtra ici de lui-même.
plan-exposure-value = personnes-heures en danger, pondérées, additionnées sur tous jusqu’à leur sortie
plan-makespan-value = jusqu’à ce que le dernier de ceux qui sortent soit sorti
plan-bound-exposure = Aucun plan ne peut descendre sous { $bound } personnes-heures : celui-ci peut être amélioré de { $left } personnes-heures au plus.
plan-bound-makespan = Aucun plan ne peut finir en moins de { $bound } : celui-ci peut être raccourci de { $left } au plus.
plan-best = Il est prouvé qu’aucun plan n’est meilleur.
plan-bound-none = Il n’y a pas de borne prouvée pour ce plan : on ne sait pas de combien un autre pourrait être meilleur.
plan-gap = Écart { $gap }
plan-delivered = Sortis
plan-left = Laissés
plan-last = Dernière arrivée
plan-binding = Ce qui le limite
plan-binding-none = On n’a rien trouvé qui limite ce plan.
plan-convoys = Convois
plan-left-who = Qui reste, et pourquoi
plan-left-none = Ce plan ne laisse personne.
plan-left-people = Groupe
plan-left-parties = Familles
plan-left-reason = Pourquoi
plan-depart = Part
plan-enter = Entre
plan-arrive = Arrive
plan-real = Maintenant
plan-planned-figures = Ce sont les nombres du plan lui-même : des intentions, pas des déclarations.

## Planning anew
anew = Planifier à nouveau
anew-go = Planifier à nouveau
anew-intro = Un nouveau plan à partir de maintenant : ce qui a roulé reste, ce qui a changé est pris en compte, et aussi peu de gens que possible reçoivent un autre départ. Rien ne change avant que vous ne l’acceptiez.
anew-limit = Chercher pendant
anew-seconds = { $n ->
    [one] { $n } seconde
   *[other] { $n } secondes
  }
anew-reopens = Si quelque chose est suspendu, le supposer rouvert
anew-reopens-in = dans { $span }
anew-reopens-never = pas avant la fin
anew-suspended = Le corridor est suspendu, et personne ne sait pour combien de temps. Le plan a besoin d’une hypothèse ; planifiez à nouveau quand on en saura plus.
anew-open = Rien n’est suspendu : ce choix est sans effet.
anew-running = Planification : { $elapsed } sur { $limit } s
anew-running-label = Part du temps écoulée
anew-progress = Valeur { $value }, borne { $bound }, écart { $gap } ; { $n } plans essayés
anew-stop = Arrêter, prendre le meilleur
anew-cancel = Annuler
anew-lead = { $parties ->
    [0] Aucune famille n’apprend un autre départ ; plan à partir de { $at }.
    [one] { $parties } famille apprend un autre départ ; plan à partir de { $at }.
   *[other] { $parties } familles apprennent un autre départ ; plan à partir de { $at }.
  }
anew-nothing = Le nouveau plan ne change rien : le plan en vigueur vaut le meilleur qui ait été trouvé.
anew-later = Partent plus tard
anew-earlier = Partent plus tôt
anew-newly-out = Sortent finalement
anew-newly-left = Restent finalement
anew-people = personnes
anew-person-hours = { $h } personnes-heures en tout
anew-accept = Accepter : mettre en vigueur
anew-discard = Rejeter
anew-again = Planifier encore
anew-accept-what = Accepter écrit le plan en déclarations signées ; tous s’y tiennent dès lors.
anew-held = L’horloge de l’exercice est arrêtée pendant que vous décidez.
anew-accepted = Le nouveau plan est en vigueur.
anew-see-plan = Voir le plan
anew-overtaken = Il s’est passé autre chose depuis : cette proposition ne convient plus.
anew-refused = Cela n’a pas été fait.
anew-lost = Le serveur n’a pas répondu. Rien n’indique un changement ; réessayez.
anew-failed = Aucun plan n’a pu être proposé.
anew-worth = Ce que valent les plans
anew-before = Avant
anew-after = Après
anew-value = Personnes-heures pondérées en danger
anew-bound = Aucun plan ne descend sous
anew-gap = Écart
anew-before-what = Avant : le plan en vigueur sans ce qui est perdu, comme si tout ce qui lui reste pouvait être tenu. Ce qui ne peut plus l’être y compte comme si c’était possible.
anew-took = Planifié en { $s } s.
anew-assumptions = Ce qui a été supposé
anew-assumptions-none = Rien n’a dû être supposé.
anew-convoys = Convois : { $n } sur { $all } changent
anew-what = Changement
anew-shift = Décalage
anew-same = identique
anew-earlier-by = { $min } min plus tôt
anew-later-by = { $min } min plus tard
anew-becomes = devient
anew-every = Montrer aussi les { $n } qui ne changent pas
anew-moved = Qui part à une autre heure
anew-moved-none = Personne ne part plus de dix minutes plus tôt ou plus tard que prévu.
anew-moved-more = { $n ->
    [one] Une autre ligne n’est pas montrée ; les sommes la comptent.
   *[other] { $n } autres lignes ne sont pas montrées ; les sommes les comptent.
  }
anew-stays = laissés
fate-new = nouveau
fate-gone = ne part pas
fate-changed = modifié
fate-same = inchangé
place-roadside = sur la route, où { $trip } est tombé en panne
assume-suspended = { $hasplace ->
    [yes] { $place } est suspendu depuis { $since } ; supposé rouvert à { $until }. Personne ne l’a promis.
   *[no] Tout le corridor est suspendu depuis { $since } ; supposé rouvert à { $until }. Personne ne l’a promis.
  }
assume-lost = { $vehicle } est hors service et ne fait plus de trajet.
assume-stranded = { $count } personnes de { $trip } attendent depuis { $since } là où { $vehicle } est tombé en panne ({ $place }) ; la distance parcourue est estimée d’après le temps.
assume-left_out = { $trip } ne peut entrer dans le plan : son véhicule et les { $count } personnes à bord en sont exclus.
assume-overdue = { $hassince ->
    [yes] { $trip } avec { $count } personnes devait arriver à { $until }, dernier signe à { $since } ; supposé en route.
   *[no] { $trip } avec { $count } personnes devait arriver à { $until } et n’a pas donné signe ; supposé en route.
  }
assume-way_back = { $count ->
    [one] Un véhicule vide est supposé revenir comme prévu ; personne ne le déclare.
   *[other] { $count } véhicules vides sont supposés revenir comme prévu ; personne ne le déclare.
  }
assume-not_registered = { $count } personnes de { $people } ne sont pas encore enregistrées ; supposées venir comme dans le fichier de l’opération.
assume-added = { $count } personnes enregistrées à { $place } ne sont pas dans le fichier de l’opération ; planifiées comme enregistrées.
assume-declined = { $count ->
    [one] Une personne qui refuse, reste ou s’est retirée n’est pas planifiée.
   *[other] { $count } personnes qui refusent, restent ou se sont retirées ne sont pas planifiées.
  }
assume-unaccounted = { $count ->
    [one] Une personne dont nul ne sait où elle est n’est pas planifiée.
   *[other] { $count } personnes dont nul ne sait où elles sont ne sont pas planifiées.
  }
assume-overfull = { $trip } transporte { $count } personnes de plus que de places ; le plan ne les compte pas.
assume-outside_window = { $place } a laissé passer des véhicules de { $since } à { $until }, hors de toute fenêtre ; supposé ouvert alors.
assume-irregular = À { $place }, des véhicules sont passés à { $since } plus près les uns des autres que permis ; laissé tel quel.
assume-aid_aboard = { $vehicle } apporte de l’aide ; { $count } minutes sont comptées pour la décharger, on y monte donc dès { $until }.

## Diagramme
diagram = Temps et distance
diagram-what = Le temps va en travers, la route vers le bas. Les traits fins interrompus sont les convois prévus, les traits pleins ce qui est arrivé, les bandes claires les fenêtres ouvertes.
diagram-now = maint.
diagram-near = Plus près
diagram-far = Plus loin
diagram-earlier = Plus tôt
diagram-later = Plus tard
diagram-hours = Autour de maintenant
diagram-whole = Toute l’opération
diagram-legend-plan = prévu
diagram-legend-real = réel
diagram-legend-window = fenêtre ouverte
diagram-km = { $km } km
diagram-min = { $min } min
diagram-convoy = Convoi { $convoy }, { $state }, part { $depart }, arrive { $arrive }, { $people }
diagram-hint = Pointez un convoi, ou choisissez-en un avec les flèches ; Entrée l’ouvre.
diagram-none = Aucun lieu de cette opération n’est sur une route de longueur connue : il n’y a pas de distance à tracer. Ajoutez « travel » ou « distance_km » à ses routes.

## Carte
map = Carte
map-what = Les lieux et ceux qui y attendent, les convois avec leur nombre et leur direction.
map-approximate = Routes tracées droit entre des points connus : approximatif.
map-credit = Natural Earth ; GeoNames CC BY 4.0
map-plain = Carte simple : ce navigateur n’a pas WebGL.
map-none = Aucun lieu de cette opération n’a de coordonnées. Ajoutez « lat » et « lon » à ses lieux pour les voir ici.
map-fit = Tout le corridor
map-in = Plus près
map-out = Plus loin
map-waiting = { $place } : { $n } en attente
map-received = { $place } : { $n } accueillis
map-km = { $n } km
map-convoy = Convoi { $convoy } : { $people } à bord
map-loading = Tracé de la carte …
place-staging = lieu de rassemblement
place-reception = lieu d’accueil
place-hospital = hôpital
place-control_point = point de contrôle
place-depot = dépôt
place-junction = carrefour

## Recherche et touches
search-what = Convoi, véhicule, lieu ou code d’une personne
search-none = Rien de ce nom. Essayez un convoi (C004), un véhicule (bus-3), un lieu, ou un code de huit signes.
search-hint = Tapez une partie d’un nom ; les flèches choisissent, Entrée ouvre.
search-vehicle = véhicule, convoi { $convoy }
search-person = code d’une personne : ce qui en a été dit
keys = Touches
keys-search = Chercher un convoi, un véhicule ou un lieu
keys-help = Montrer ces touches
keys-now = Aller à Maintenant
keys-plan = Aller au Plan
keys-anew = Aller à Planifier à nouveau
keys-convoys = Aller aux Convois
keys-devices = Aller aux Appareils
keys-hand = Aller à la remise par images
keys-pause = Mettre l’exercice en pause ou le reprendre
keys-rows = Se déplacer dans un tableau ou parmi les convois
keys-open = Ouvrir les sources du chiffre, ou la ligne
keys-close = Fermer le panneau ; le focus revient
keys-diagram = Dans le diagramme : plus près, plus loin, plus tôt, plus tard, maintenant

## Appareils

devices = Appareils
devices-intro = Chaque appareil signe ce qu’il dit avec sa propre clé. Ce qu’il dit compte dès qu’un responsable l’a admis ; d’ici là, c’est gardé sans compter.
devices-lost = Le serveur n’a pas répondu. Rien n’a changé à notre connaissance ; réessayez.
devices-quorum = Un sceau compte comme cosigné quand ceci est rempli :
devices-quorum-none = Aucun témoin n’est nommé ici : les sceaux sont faits, mais on ne sait pas quelles cosignatures suffiraient.
devices-device = Appareil
devices-role = Rôle
devices-statements = Déclarations
devices-held = { $n } sans compter
devices-sealed = Scellé
devices-cosigned = Cosigné
devices-upto = jusqu’à { $size }, il y a { $span }
devices-not-enough = jusqu’à { $size } par { $by } : pas encore assez
devices-never = pas encore
devices-proof = La preuve, à emporter
devices-admit = Admettre …
devices-change = Changer …
devices-aloud = Faites lire à haute voix les mots de l’appareil par celui qui le tient. N’admettez que si chaque mot est le même.
devices-place = Lieu
devices-everywhere = partout
devices-hours = Pour combien d’heures (0 : sans fin)
devices-two = il faut deux responsables
devices-same = Les mots sont les mêmes : admettre
devices-why = Pourquoi
devices-why-lost = l’appareil est perdu
devices-why-accepted = accepté par la salle des opérations
devices-end = Mettre fin : rien après la déclaration { $n } ne compte
devices-new = Un nouvel appareil
devices-new-how = L’appareil montre un code. Lisez-le ici avec la caméra, ou saisissez-le : l’appareil apparaît ci-dessus avec ses mots.
devices-code = Code de l’appareil
devices-code-wrong = Ceci n’est pas le code d’un appareil. Copiez-le en entier.
devices-take = Prendre
devices-own = Montrer le code de cette console à un autre poste
devices-own-qr = La demande de cette console, en code QR
device-forked = { $role } ; a dit deux histoires à partir de la déclaration { $seq }
device-revoked = { $role } ; fini à la déclaration { $seq }
device-root = racine : peut en admettre d’autres
device-enrolled = { $role }
device-asks = demande à être { $role } ; pas admis
device-waiting = ({ $role } : admis par { $by }, il en faut encore un)
quarantine = En quarantaine
quarantine-none = Rien n’est en quarantaine : tout ce qui a été dit compte.
quarantine-some = { $n ->
    [one] { $n } déclaration est gardée sans compter
   *[other] { $n } déclarations sont gardées sans compter
  } ; { $persons ->
    [0] tous ceux qu’elles nomment sont connus autrement.
    [one] { $persons } personne n’est nommée que par elles.
   *[other] { $persons } personnes ne sont nommées que par elles.
  }
quarantine-accept = Accepter
quarantine-accept-all = { $n ->
    [one] L’accepter
   *[other] Accepter ces { $n }
  }
held-unenrolled = son appareil n’est pas admis
held-expired = le temps de son appareil était passé
held-role = ce n’est pas à son appareil de le dire
held-place = ce n’est pas le lieu de son appareil
held-revoked = après la fin de son appareil
held-forked = son appareil a dit deux histoires
kind-admit = appareil admis
kind-revoke = fin d’un appareil
kind-release = quarantaine acceptée
