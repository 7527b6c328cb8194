# Déclarations sur les besoins et les départs, comme la console les montre.

kind-needs = besoins en route
kind-accompany = répond d’un enfant
kind-split = voyagent séparés
kind-clear = peut partir
kind-countersign = contresigné
field-oxygen = oxygène
field-companion = à leur côté
field-from = de
field-scanned = par code
field-witness = témoin
kind-note_key = lit les notes
kind-note = note médicale, scellée
kind-read_note = notes lues
field-readers = soignants qui peuvent l’ouvrir
