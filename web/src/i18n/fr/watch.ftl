# La veille, l’aide et les observateurs.

nav-watch = Veille
nav-aid = Aide
nav-observers = Observateurs
keys-watch = La veille
keys-aid = L’aide
keys-observers = Les observateurs
watch-lost = Le serveur ne répond pas. Réessayez dans un instant.
watch-go = Le prochain convoi peut-il partir ?
watch-operator = Coordinateur de service
watch-why-go = Vérifié point par point
watch-why-hold = Attendre que ce soit clair
watch-why-stop = Il ne part pas
watch-tracking-why = Décidé en salle d’opérations
watch-neutral = sans camp
watch-everywhere = partout
watch-whole = tous les convois, depuis { $since }, par { $by } :
watch-source = Sources
watch-sources = { $n ->
    [0] aucune déclaration
    [one] une déclaration
   *[other] { $n } déclarations
}
watch-replan = Voir le nouveau plan
watch-no-convoy = Aucun convoi n’attend de partir.
watch-convoy = Convoi
watch-why = Pourquoi
watch-do-go = Départ
watch-do-hold = Attendre
watch-do-stop = Arrêt
watch-hold-all = Retenir tous les convois
watch-lift-all = Lever l’arrêt général
watch-no-guarantee = Vous décidez ; le programme montre seulement l’état des choses. Une notification n’est pas une autorisation et rien ici ne garantit la sécurité.
watch-truce = La trêve en clauses
watch-no-clauses = Aucun accord n’est saisi. Saisissez ses clauses ici, une à une, ou mettez des tables [[clause]] dans le fichier de l’opération.
watch-clause = Clause
watch-state = D’après tout ce qui est connu
watch-view = Selon : { $party }
watch-from-until = de { $from } à { $until }
watch-incidents = Incidents
watch-tracing = { $n ->
    [one] Une personne est à rechercher
   *[other] { $n } personnes sont à rechercher
}
watch-traced = dernière nouvelle { $since }, { $place }
watch-pfif = note communicable (PFIF)
watch-road = Sur la route
watch-tracking-on = Les positions sont reçues ; à l’extérieur elles sont vues une demi-heure plus tard, à gros traits.
watch-tracking-off = Toutes les positions sont coupées.
watch-tracking-cut = Couper toutes les positions
watch-tracking-open = Reprendre les positions
watch-no-way = le trajet n’est pas sur la carte
watch-driven = { $km } km sur { $of }
watch-crossed = passé { $place } à { $at }
watch-doubted = son horloge ou sa position n’est pas croyable
watch-no-trackers = Aucun traceur n’est inscrit. Les téléphones envoient par OwnTracks ou Traccar ; voir docs/watch.md.
watch-trip = Trajet
watch-expected = Attendu
watch-planned = Prévu
watch-rests = Repose sur
watch-rests-on = { $n ->
    [0] le plan seul
    [one] un trajet précédent
   *[other] { $n } trajets précédents
}
watch-too-few = Trop peu l’ont parcouru pour le dire
watch-within = au moins { $share } sur { $of }
watch-between = { $early } – { $late }
watch-from-on = dès { $early } ; plus tard que tous les précédents
watch-told = Qui a été prévenu
watch-none-told = Aucune partie n’a été prévenue d’un convoi.
watch-valid = jusqu’à { $until }
watch-paper = papier
line-immediate = Immédiate
line-verifiable = Vérifiable
line-durable = Durable
line-not-quiet = Aucun calme attesté
line-quiet = Calme depuis { $since }, { $span } après la promesse
line-last-fire = dernier tir { $at }
line-nobody = Personne ne surveille
line-verified = Par { $by }
line-one-side = D’un seul camp : { $by }
line-no-time = Pas encore
line-lasting = { $span } sans violation
line-unwatched = { $span } sans surveillance
pledge-no_fire = Pas de tir à moins de { $km } km de la route
pledge-passage_hours = Passage de { $opens } à { $closes }, { $place }
pledge-convoy_max = Au plus { $n } véhicules par convoi
pledge-inspection = Inspection d’au plus { $s } s par véhicule, { $place }
pledge-aid_per_day = Au moins { $n } camions d’aide par jour, { $place }
holding-held = respectée
holding-breached = violée
holding-unknown = ne peut être jugée
judged-not_begun = pas encore en vigueur
judged-fire = tir près de la route
judged-word = sur parole
judged-alleged = allégué ou contredit
judged-watched = surveillé sans lacune
judged-unwatched = pas surveillé tout le temps
judged-measured = mesuré : { $n }
judged-exceeded = mesuré : { $n }, au-delà
judged-refused = passage refusé
judged-nothing_yet = rien à mesurer encore
judged-fewer_let_in = { $n } entrés, d’autres refusés ou sans réponse
judged-fewer_came = { $n } entrés ; on ignore si plus furent demandés
check-clause = Clause { $about }
check-notified = { $about } prévenu
check-escorts = Accompagnateurs
check-road = { $has ->
    [yes] Route, { $about }
   *[no] Route
}
check-fire = Tirs de la dernière heure
check-reception = Accueil, { $about }
checked-held = respectée
checked-breached = violée
checked-cannot_be_judged = ne peut être jugée
checked-not_sent = pas encore
checked-expired = la notification a expiré
checked-not_acknowledged = envoyé, sans réponse
checked-acknowledged = accusé de réception
checked-rejected = rejeté
checked-no_limit = sans limite
checked-enough = assez
checked-too_few = trop peu
checked-suspended = suspendue
checked-open = ouverte
checked-closed = fermée à leur arrivée
checked-none_reported = aucun signalé
checked-fire_near = tir près de la route
checked-fire_alleged = allégué
checked-room = place pour tous
checked-full = pas assez de place
decision-go = Départ
decision-hold = Attente
decision-stop = Arrêt
decision-undecided = pas décidé
incident-shelling = Bombardement
incident-airstrike = Frappe aérienne
incident-shot_at = Tirs directs
incident-obstruction = Obstruction
incident-detention = Détention ou enlèvement
incident-disappearance = Disparition
incident-confiscation = Confiscation
incident-aid_refused = Aide refusée
knownby-seen = vu
knownby-heard = entendu
knownby-told = rapporté
linked-corroborates = corrobore
linked-contradicts = contredit
linked-same_event = même événement
incident-record = Noter un incident
incident-what = Quoi
incident-where = Où
incident-how = Connu par
incident-by = Par qui (sans nom)
incident-us = salle d’opérations
incident-view = Selon qui
incident-reliability = Fiabilité de la source, A–F
incident-credibility = Crédibilité du récit, 1–6
incident-words = Ce qui fut dit
incident-photo = Photo ou document
incident-share = Les observateurs peuvent le savoir
incident-save = Noter
incident-none = Aucun incident noté. Notez ce qui est vu, entendu ou rapporté, et notez à part la source et le récit.
incident-distance = à { $km } km de la route
incident-alleged = allégué
incident-shared = dit aux observateurs
incident-evidence = { $n ->
    [one] Pièce
   *[other] Pièce, { $n } étapes de garde
}
incident-broken = La chaîne de garde est rompue
incident-link = Relier à un autre
incident-choose = choisissez l’autre
incident-link-here = Relier à celui-ci
pace-unheard = pas encore entendu
pace-moving = roule
pace-stalled = arrêté en route
pace-waiting = attend à un arrêt
pace-silent = muet
pace-off = hors du trajet
notice-sent = envoyée
notice-acknowledged = accusée
notice-rejected = rejetée
notice-expired = expirée
aid-requests = Demandes
aid-no-requests = Rien n’a été demandé. Notez une demande, à qui et pour quoi ; la réponse et son délai y restent.
aid-request = Demande
aid-way = Trajet
aid-trucks = Camions
aid-asked = Demandé
aid-answer = Réponse
aid-after = après { $span }
aid-overdue = en retard de { $span }
aid-changed = la réponse a changé
aid-answered-by = selon le bureau de liaison
aid-yes = Accordé
aid-no = Refusé
aid-new-request = Noter une demande
aid-party = Demandé à
aid-from = De
aid-to = Vers
aid-commodity = Denrée
aid-unit = Unité
aid-unit-default = pièce
aid-quantity = Quantité
aid-save = Noter
aid-waybills = Lettres de voiture
aid-waybill = Lettre de voiture
aid-no-waybills = Rien n’est chargé. Une lettre commence par le chargement ; son compte se ferme quand tout est livré, rendu, confisqué ou perdu.
aid-return-leg = au retour de { $trip }
aid-move = Noter ce qui arrive aux biens
aid-step = Ce qui arrive
aid-place = Où
aid-vehicle = Véhicule
aid-trip = Entre au retour du trajet
aid-batch = Lot
aid-obstructed = Obstruction
aid-none-obstructed = Aucune obstruction notée.
aid-record-there = Noter une obstruction avec les incidents
answered-approved = accordée
answered-refused = refusée
answered-none = sans réponse
bill-on_the_way = en route
bill-closed = close
bill-open = ne tombe pas juste
goods-loaded = chargé
goods-passed = passé un contrôle
goods-delivered = livré
goods-returned = rendu
goods-confiscated = confisqué
goods-lost = perdu
goods-on_the_way = en route
goods-unaccounted = inexpliqué
observers-intro = Chaque partie et chaque observateur reçoit son lien. Ils voient des totaux par pas de cinq, les clauses, les incidents communicables et les sceaux ; une demi-heure plus tard ; sans noms, codes, véhicules ni paroles.
observers-monitors = observateurs
observers-audience = Pour qui
observers-party = Partie
observers-hours = Heures
observers-make = Créer un lien
observers-link = Le lien, montré une fois :
observers-links = Liens
observers-none = Personne à l’extérieur n’a de lien. Créez-en un pour une partie ou des observateurs ; il prend fin seul.
observers-until = Jusqu’à
observers-end = Y mettre fin
observers-ended = Terminé par la salle d’opérations
observers-over = terminé
observers-expired = expiré
observers-seen = Ce qu’ils voient
outside-for = Pour { $audience }
outside-as-of = État au { $at }
outside-verified = vérifié par { $by }
outside-neutral = des observateurs d’aucun camp
outside-drill = EXERCICE
outside-people = Personnes
outside-total = Total
outside-few = moins de { $n }
outside-convoys = Convois : { $left } partis, { $there } arrivés
outside-no-incidents = Aucun qui puisse être dit.
outside-hour = Dans l’heure dès { $at }
outside-within = à moins de { $km } km de la route
outside-aid = Demandes d’aide : { $asked } ; accordées { $yes }, refusées { $no }, sans réponse { $none }
outside-squares = { $n ->
    [one] Véhicules dans un carré de 5 km, il y a une demi-heure :
   *[other] Véhicules dans { $n } carrés de 5 km, il y a une demi-heure :
}
outside-seals = Sceaux
outside-seals-how = Chacun est une note signée (C2SP tlog-checkpoint) sur tout ce qu’un appareil a dit. Gardez-la et comparez-y les suivantes : d’un journal qui n’a fait que croître on peut prouver qu’il contient tout ce que vous avez vu.
cosign = Apposez-y votre propre sceau
cosign-why = Avec votre témoin vous confirmez que ces journaux n’ont fait que croître depuis votre dernier passage. Il ne voit ni déclaration ni nom. Qui vérifie plus tard voit que rien n’a été retiré dans votre dos.
cosign-fetch = Prendre les sceaux
cosign-fetch-how = un fichier, seals.json
cosign-do = Sur votre ordinateur, dans le dossier du fichier :
cosign-keep = La première fois, il tire votre clé dans le dossier « witness » et affiche la ligne par laquelle les autres la connaissent. Gardez ce dossier, reprenez-le chaque fois, jamais à deux endroits.
cosign-hand-in = Remettre cosigned.json
cosign-done = { $n ->
    [0] Rien n’a été cosigné
    [one] Un sceau porte votre signature
   *[other] { $n } sceaux portent votre signature
}
cosign-refused = { $n ->
    [one] Un n’a pas été pris
   *[other] { $n } n’ont pas été pris
}
cosign-check = Votre signature est maintenant sous chaque sceau ci-dessus. Qui possède le dossier entier la vérifie avec : corridor verify.
outside-rounded = Les nombres de personnes sont arrondis aux multiples de { $n }, chacun pour soi ; leur somme peut différer. Un nombre ne bouge que si { $n } personnes ou plus ont bougé.
outside-no-seals = Rien n’est encore scellé.
attention-fire = { $atplace ->
    [yes] Tir près de la route, { $place } ; personne n’a décidé depuis.
   *[no] Tir près de la route ; personne n’a décidé depuis.
}
attention-fire-do = Décidez sur la page Veille : retenir tous les convois ou les laisser partir.
attention-clause_breached = La clause « { $reason } » est violée.
attention-clause_breached-do = Voyez les sources ; prévenez chaque partie ; décidez du prochain convoi.
attention-held = { $one ->
    [yes] { $subject } : attente ou arrêt décidé par { $by } : { $reason }.
   *[other] Tous les convois : attente ou arrêt décidé par { $by } : { $reason }.
}
attention-held-do = Demandez à qui l’a dit ; puis vérifiez point par point sur la page Veille et décidez. Seul un départ le lève. Voyez le nouveau plan proposé.
attention-undecided = { $subject } part { $until } et personne n’a décidé.
attention-undecided-do = Parcourez la vérification sur la page Veille, puis décidez.
attention-aid = { $reason ->
    [refused] L’aide pour { $place } a été refusée.
   *[overdue] L’aide pour { $place } est sans réponse à temps.
}
attention-aid-do = Notez qui a refusé et pourquoi ; redemandez par le bureau de liaison.
attention-waybill_open = La lettre { $reason } ne tombe pas juste : { $count }.
attention-waybill_open-do = Recomptez au déchargement ; notez ce qui fut perdu ou pris.
attention-tracker_silent = Le traceur de { $subject } se tait depuis { $since }.
attention-tracker_silent-do = Appelez l’accompagnateur par radio ; demandez au dernier contrôle.
attention-stalled = { $subject } est arrêté en route depuis { $since }.
attention-stalled-do = Appelez l’accompagnateur ; envoyez de l’aide s’il ne repart pas.
kind-incident = incident
kind-link = lien
kind-evidence = pièce
kind-clause = clause
kind-clause_word = parole sur une clause
kind-notify = notification
kind-acknowledge = réponse à une notification
kind-decide = décision
kind-aid_request = demande d’aide
kind-aid_answer = réponse sur l’aide
kind-aid_move = aide en route
kind-tracking = positions ouvertes ou coupées
kind-tracker = traceur
kind-share = lien pour observateurs
kind-unshare = lien terminé
incident-established = établi
incident-line = Incidents dans le temps
incident-key = Triangle : tirs ; barre : route ; anneau : personnes ; losange : aide. Cadre plein : établi, pointillé : allégué. Les numéros suivent le temps ; choisissez-en un pour le voir dans la liste.
incident-on-map = Sur la carte
incident-off-map = pas sur la carte : ni lieu ni position connus
incident-when = Quand (heure locale ; vide : maintenant)
incident-lat = Latitude
incident-lon = Longitude
incident-trip = Trajet touché
incident-tokens = Codes des personnes concernées
incident-how-linked = Comment
lane-fire = Tirs
lane-road = Route
lane-people = Personnes
lane-aid = Aide
map-incident = Incident : { $what }
custody = Garde
custody-captured = capturé
custody-handed_on = remis
custody-verified = empreinte vérifiée
custody-exported = copie donnée
custody-step = Ce qui s’est passé
custody-holder = Qui le détient
custody-note = Note
watch-source-of = Source { $n } sur { $all } : { $what }
watch-read = Lire un rapport
watch-claims = Affirmé et compté
word-record = Dire si une clause a été tenue
word-holding = Elle a été
word-minutes = Observée tant de minutes jusqu’à maintenant
clause-enter = Saisir une clause de l’accord
clause-in-file = dans le fichier de l’opération
clause-term = Terme
clause-name = Nom court
clause-km = Kilomètres de la route
clause-opens = Ouvre
clause-closes = Ferme
clause-vehicles = Véhicules
clause-seconds = Secondes par véhicule
clause-hours = En vigueur pendant tant d’heures, dès maintenant
clause-bound = Qui est lié (vide : toutes les parties)
term-no_fire = Pas de tirs près de la route
term-passage_hours = Passage entre deux heures
term-convoy_max = Véhicules par convoi
term-inspection = Durée d’une inspection
term-aid_per_day = Camions d’aide admis par jour
told-intro = Itinéraire, créneau, véhicules, marquages et contact ; rien sur les passagers. Qu’une partie soit informée n’est ni une autorisation ni une garantie de sécurité.
told-tell = Informer les parties d’un convoi
told-all = toutes les parties
told-hours = Valable tant d’heures
told-markings = Marquages
told-contact = Contact
told-by = Réponse de
told-send = Noter qu’elles ont été informées
told-yes = Elles accusent réception
told-no = Elles refusent
told-vehicles = { $n } véhicules
linked-supersedes = remplace
outside-cosigned = { $n ->
    [0] pas encore cosigné
    [one] une cosignature
   *[other] { $n } cosignatures
}
