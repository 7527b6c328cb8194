# Les déclarations de tiers, et les rapports lus pour en tirer chiffres et incidents.

nav-claims = Dires
nav-reading = Lire un rapport
keys-claims = Déclarations
keys-reading = Lire un rapport
claims = Déclaré et compté
claims-intro = Ce que disent les autres, à côté de ce qui a été compté. Chacun garde sa ligne ; ce qui ne peut être vrai ensemble est nommé ; rien n’est moyenné.
claims-read = Lire un rapport
claims-none = Personne n’a encore avancé de chiffre. Lisez un rapport, ou chargez une série en ligne de commande.
claims-lost = Le serveur n’a pas répondu ; les déclarations ci-dessous datent de la dernière réponse. La page redemande.
claims-day = Jour
claims-days-all = tous les jours
claims-spread = { $n ->
    [one] 1 déclaration : { $low }
   *[other] { $n } déclarations, de { $low } à { $high }
  }
claims-counted = compté
claims-uncounted = nous ne comptons rien de tel
claims-sealed = scellé il y a { $span }
claims-unsealed = sur des énoncés signés ; pas encore cosigné
claims-clash = Ne peuvent être vrais ensemble pour le { $day } : { $a } ({ $low }) et { $b } ({ $high })
claims-signs = ● tel quel · ○ environ · ▲ au moins · ▼ au plus · le trait : notre propre compte
claims-who = Qui le dit
claims-value = Valeur
claims-of = De quoi
claims-asof = Au
claims-grade = Cote
claims-words = Mots et source
claims-superseded = remplacée par une déclaration ultérieure
figure-people_out = personnes évacuées
figure-wounded_out = blessés évacués
figure-wounded = blessés
figure-people_inside = personnes encore à l’intérieur
figure-people_waiting = personnes en attente
figure-people_missing = personnes disparues
figure-people_detained = personnes détenues
figure-people_registered = personnes enregistrées
figure-fighters_out = combattants évacués
figure-deaths = morts
figure-buses = bus
figure-ambulances = ambulances
standing-reported = dit être ainsi
standing-planned = prévu ou souhaité
standing-denied = démenti
observed-seen = vu
observed-heard = entendu
observed-told = rapporté
grade-reliability = Source
grade-credibility = Information
reliability-A = tout à fait fiable
reliability-B = généralement fiable
reliability-C = assez fiable
reliability-D = peu fiable
reliability-E = non fiable
reliability-F = ne peut être jugée
credibility-1 = confirmée
credibility-2 = probablement vraie
credibility-3 = peut-être vraie
credibility-4 = douteuse
credibility-5 = improbable
credibility-6 = ne peut être jugée
reading = Lire un rapport
reading-intro = Collez une dépêche ou un rapport de situation en anglais, ou déposez un fichier. Chiffres et incidents sont proposés avec les mots dont ils viennent. Vous acceptez, corrigez ou refusez chacun ; rien n’entre tout seul.
reading-text = Rapport
reading-paste = Collez le texte ici, ou déposez un fichier
reading-source = Où on peut le lire
reading-date = Jour du rapport
reading-file = Fichier
reading-read = Lire
reading-found = Proposé : { $claims ->
    [one] une déclaration
   *[other] { $claims } déclarations
 } et { $incidents ->
    [one] un incident
   *[other] { $incidents } incidents
 }.
reading-open = { $n } à décider.
reading-lost = Le serveur n’a pas répondu. Réessayez.
reading-large = Le fichier est trop grand. Divisez-le et lisez les parties.
reading-accept = Accepter
reading-edit = Corriger
reading-refuse = Refuser
reading-accepted = Entré
reading-refused = Refusé
proposal-claimant = Qui le dit
proposal-figure_name = Chiffre
proposal-unit = Unité
proposal-scope = Portée
proposal-qualifier = Réserve
proposal-as_of = Au
proposal-place = Lieu
proposal-low = Au moins
proposal-high = Au plus
proposal-standing = Statut
proposal-kind = Genre
proposal-observed = Connu par
proposed-shelling = Bombardement
proposed-airstrike = Frappe aérienne
proposed-shot_at = Tirs
proposed-obstruction = Entrave
proposed-detention = Détention ou enlèvement
proposed-disappearance = Disparition
proposed-confiscation = Confiscation
proposed-aid_refused = Aide refusée
claims-tied = Liens
claim-link = Lier à une autre affirmation
claim-choose = puis choisissez l’autre
tied-supersedes = remplace
tied-contradicts = contredit
tied-corroborates = appuie
tied-same_event = même événement que
tied-by-supersedes = remplacée par
tied-by-contradicts = contredite par
tied-by-corroborates = appuyée par
tied-by-same_event = même événement que
proposal-when = Quand (local, ou avec un Z pour GMT)
claims-clash-undated = Ne peuvent être vraies ensemble : { $a } ({ $low }) et { $b } ({ $high })
