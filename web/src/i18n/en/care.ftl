# Statements about single persons' needs and about vehicles that may go, as the console shows them.

kind-needs = needs on the way
kind-accompany = answers for a child
kind-split = travel apart
kind-clear = may go
kind-countersign = countersigned
field-oxygen = oxygen
field-companion = beside them
field-from = from
field-scanned = by code
field-witness = witness
kind-note_key = reads notes
kind-note = medical note, sealed
kind-read_note = notes were read
field-readers = clinicians who can open it
