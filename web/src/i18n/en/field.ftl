# The field pages: phones at the bus door, the control point, the reception.

phone-title = Corridor – field
phone-home = Tasks
phone-unsent = { $n ->
    [one] { $n } statement not sent yet
   *[other] { $n } statements not sent yet
}
phone-unsent-short = unsent
phone-drill = DRILL – nobody is real
phone-opening = Opening …
phone-no-key = This browser cannot sign here
phone-plain = Open the plain page
nokey-insecure = The page came without encryption, so the browser gives it no key and no camera. Open it by https after trusting the hub’s certificate, or use the plain page: the hub signs for you there.
nokey-no_ed25519 = This browser does not know the signatures that are used here (Ed25519). Update it, or use the plain page: the hub signs for you there.
nokey-no_storage = This browser keeps nothing (a private window?). Open an ordinary window, or use the plain page.
phone-storage-little = The storage of this phone is nearly full. Free some space now: delete pictures or programs.
phone-storage-full = The storage is full: nothing new is registered on this phone, so that nothing is lost. Free some space or use another phone.
phone-not-kept = Nothing was recorded: { $why }
phone-kept = Recorded on this phone
phone-revoked = This phone was ended. What it says is kept and does not count.
phone-forked = This phone signed two histories. Hand it in and take another one.
phone-asks = Nobody has admitted this phone yet. Show its code; what it says is kept until then.
phone-held = { $n ->
    [one] { $n } statement of this phone does not count for now
   *[other] { $n } statements of this phone do not count for now
}
phone-refused = The hub refused a statement of this phone, and can take nothing after it: { $why }. Show this to whoever runs the hub; everything is still kept here.
phone-knows = { $n ->
    [one] knows { $n } party
   *[other] knows { $n } parties
}
phone-no-hub = This phone has not met the hub yet. Join its network and keep this page open.
phone-admitted = Admitted as { $role }
phone-own-code = The code of this phone
phone-words-aloud = Read these words aloud to whoever admits this phone; they must be the same on both screens.
phone-role = What is this phone for?
phone-place = Where
phone-label = What people call this post
phone-label-hint = Such as “Gate 2”. Never a person’s name.
phone-enrol = Ask to join
post-registrar = Registrar
post-gate = Gate
post-convoy_leader = Convoy leader
post-receiver = Receiver
post-clinician = Clinician
post-coordinator = Coordinator
task-register = Register a household
task-people = List of codes
task-needs = Needs and answer
task-board = Boarding
task-gate = Departure
task-pass = Pass a control point
task-remove = Somebody was taken off
task-arrive = Arrival
task-hand = Hand over
task-life = Birth or death
task-device = This phone
phone-code = Code on the card
phone-look = Look
phone-camera = Scan with the camera
phone-camera-close = Close the camera
phone-no-camera = No camera here: type the code.
code-length = A code has 8 characters. Read it again from the card.
code-sign = “{ $sign }” is in no code: 0, 1, I, L, O and U are never used.
code-check = Misread or mistyped: the last character does not fit. Read it again.
phone-less = Less: { $what }
phone-more = More: { $what }
phone-trip-choose = Which vehicle? Part of its number
phone-trip-change = Other vehicle
phone-trip-none = No vehicle fits. Look whether this phone has met the hub since the plan changed.
phone-more-hidden = { $n } more: type part of the number
phone-persons = { $n ->
    [one] { $n } person
   *[other] { $n } persons
}
phone-who = Tap once for each person
phone-who-first = First who is in the household
phone-tap-need = tap a person for seat or stretcher
who-woman = Woman
who-man = Man
who-girl = Girl 5–17
who-boy = Boy 5–17
who-infant = Under 5
who-older = 60 and over
who-anybody = Not said
need-other = seat
need-wounded = wounded, seat
need-stretcher = stretcher
need-oxygen = oxygen
phone-one-less = Take the last one out
phone-alone = A child without its family: an adult or an agency must answer for it at both ends. It is in no list and no search.
phone-alone-from = Who answers until arrival (adult’s code, or agency)
phone-alone-to = Who answers after arrival (adult’s code, or agency)
phone-to = Where to
phone-told = You are asked whether you want to go to { $place }. You may say no; nobody is treated worse for it. You may change your mind until the vehicle leaves. Nobody can guarantee that the road is safe.
phone-told-in = Told in
tongue-en = English
tongue-ar = Arabic
tongue-fr = French
phone-interpreter = by an interpreter
answer-yes = Agrees to go
answer-declined = Declines
answer-stays = Stays for now
answer-withdrawn = Takes it back
phone-card = Card
phone-own-codes = Each person’s own code
phone-print = Print
phone-next = Next household
phone-by-hand = No printer: copy the large code onto a card by hand and read it back.
phone-go = GO
phone-stop = STOP
stop-unknown = This phone does not know the code
stop-departed = The vehicle has left
stop-here = On board already
stop-elsewhere = Boarded or received elsewhere
stop-not_agreed = No agreement to this destination
stop-later = Their place is on a later vehicle
stop-wrong_vehicle = Their place is on another vehicle
stop-child_alone = A child alone: nobody answers for it at both ends
stop-incomplete = The party is not complete
stop-companion = Who travels beside them is not here
stop-escort = The escort is not on board
stop-full = No seat or stretcher place left
phone-seats = Seats taken
phone-escorts = { $n ->
    [one] Escorts on board ({ $n } needed)
   *[other] Escorts on board ({ $n } needed)
}
phone-on-board = { $n ->
    [one] { $n } person is on board
   *[other] { $n } persons are on board
}
phone-boarded = { $n ->
    [one] { $n } boarded
   *[other] { $n } boarded
}
phone-all-here = { $n ->
    [one] All { $n } are here
   *[other] All { $n } are here
}
phone-split = { $n ->
    [one] { $n } goes now, the others later: adult { $code } agrees
   *[other] { $n } go now, the others later: adult { $code } agrees
}
phone-agree-now = They agree now to go to { $place }
phone-code-alone = Travels by code alone, agrees to go to { $place }
phone-close = Close
phone-headcount = Persons counted on board
phone-scanned = { $n ->
    [one] { $n } known on board by code
   *[other] { $n } known on board by code
}
phone-differs = Count and codes differ: why?
phone-ok = holds
phone-missing = missing
gate-escort = escort on board
gate-seats = everybody has a seat
gate-agreed = everybody on board agreed
gate-corridor = corridor open
gate-counted = counted = codes, or a reason
gate-gate = gate confirms
gate-leader = convoy leader confirms
phone-confirm = I confirm: { $n } on board
phone-confirmed = Confirmed
phone-depart = It departs
phone-departed = It has departed
phone-show-other = With no network: let the other phone scan this
phone-scan-other = With no network: scan the other’s confirmation
phone-no-confirmation = That is no confirmation of another phone for this vehicle.
phone-no-points = No control point on this way.
phone-point = Control point
phone-in = In
phone-out = Through
phone-entered = { $n ->
    [one] Drives in with { $n }
   *[other] Drives in with { $n }
}
phone-through = { $n ->
    [one] Through with { $n }
   *[other] Through with { $n }
}
phone-fewer = { $n } fewer than known on board. If somebody was taken off, say it now:
phone-remove-hint = This opens tracing at once. Describe who did it; never write a name.
phone-take-out = Take out { $code }
phone-where = Where
phone-ago = How many minutes ago
phone-by = By whom, as seen
phone-witness = Who saw it, if not you (a post, no name)
phone-reliability = Source
phone-credibility = Content
relied-A = reliable
relied-B = usually reliable
relied-C = fairly reliable
relied-D = not usually reliable
relied-E = unreliable
relied-F = cannot be judged
credited-1 = confirmed
credited-2 = probably true
credited-3 = possibly true
credited-4 = doubtful
credited-5 = improbable
credited-6 = cannot be judged
phone-remove = State the removal
phone-removed = Recorded. Tracing begins when the hub hears it.
phone-arrive = It has arrived
phone-arrived = { $n ->
    [one] Arrived, { $n } counted
   *[other] Arrived, { $n } counted
}
phone-to-receive = { $n ->
    [one] { $n } still to be received
   *[other] { $n } still to be received
}
phone-received = { $n ->
    [one] { $n } received
   *[other] { $n } received
}
phone-received-already = Received already, or not on this vehicle.
phone-received-unlisted = Received, but not known on this vehicle. Look at the card again.
phone-who-missing = Who is still to come
phone-empty = The vehicle is empty
phone-is-empty = Counted empty. Who was not received is now missing by code.
phone-hand-to = Who takes them: hospital or agency
phone-hand = Hand over
phone-handed = { $n ->
    [one] { $n } handed over
   *[other] { $n } handed over
}
phone-hand-show = Let the other phone scan this to countersign
phone-countersign = Countersign
phone-countersign-hint = Scan the hand-over on the other phone
phone-countersigned = Countersigned
phone-no-handover = That is no hand-over of another phone.
phone-life-code = Code: the party of a child, or who died
phone-birth = A child is born
phone-death = This person died
phone-birth-kept = The birth is recorded
phone-death-kept = The death is recorded
phone-one-person = That is the code of a party: scan the person’s own.
phone-child-code = The child’s code
phone-on-trip = Vehicle
phone-companion = Travels beside
phone-companion-code = Code of who travels beside them
phone-nobody = nobody
phone-yes = yes
phone-no = no
phone-keep = Record
phone-answer = Answer
phone-no-answer = not asked yet
phone-code-part = Beginning of a code
phone-parties = { $n ->
    [one] { $n } party
   *[other] { $n } parties
}
plain-title = Corridor – plain page
plain-intro = For browsers that cannot sign. The hub signs what you say here, as this post, once it is admitted. Needs the hub’s network.
plain-kept = Recorded and signed by the hub
plain-photo = Photo of the code
plain-photo-none = There was no photo.
plain-photo-kind = That is no JPEG or PNG picture of sensible size.
plain-photo-unread = No code could be read in the photo: hold the card flat and near, in good light, or type the code.
plain-numbers = How many of each; of all these, how many need a stretcher, how many are wounded
plain-vehicle = Vehicle
plain-escorts = Escorts on board
plain-board = { $n } on board
plain-all-here = All are here: { $n }
plain-receive = Receive
phone-ticket = Good ticket for vehicle { $trip } at { $time }, persons: { $n }
ticket-damaged = The ticket cannot be read. Scan it again, or type the code on the card.
ticket-foreign = This ticket is of another operation.
ticket-forged = This ticket was not signed by this operation. Keep it and tell the coordinator.
phone-gone = They have left: the answer can no longer be changed.
phone-give = Use a printed card
phone-given = Code on the printed card
phone-given-is = Card { $code }
phone-given-taken = This card belongs to somebody already: take another.
where-waiting = waits
where-declined = does not go
where-on = on the way
where-left = left on the way
where-out = out
where-died = died
where-unaccounted = unaccounted
stand-hold = HOLD: this convoy does not leave for now
stand-stop = STOP: this convoy does not go
phone-held-by = Since { $time }, decided by { $by }: { $why }
gate-decided = no hold or stop
gate-both = Both must confirm
gate-said = Confirmed at { $time } for { $n } on board
gate-other-number = Confirmed for { $n }, but { $now } are on board now: must confirm again
gate-yours = Not yet: yours to give
gate-awaited = Not yet: waiting for the other phone
gate-suspended = Suspended: { $place }
gate-shut = Shut, and no window is known: { $place }
gate-shut-until = { $place } is shut when this vehicle comes; opens at { $time }
plain-departs-not = It does not leave yet. Nothing was recorded.
plain-left-already = It has left all the same: record it; the hub flags what was lacking
plain-confirm = Confirm: it may go with those on board
plain-alone-ends = Children alone: write who answers for them, at both ends.
task-notes = Medical notes
note-title = Note for clinicians only
note-text = { $n ->
    [one] Sealed on this phone. Only { $n } clinician’s phone can open it; it stays closed here. No names.
   *[other] Sealed on this phone. Only the phones of { $n } clinicians can open it; it stays closed here. No names.
}
note-keep = Seal and record
note-kept = Sealed. Only clinicians can read it.
note-nobody = No clinician’s phone is admitted yet, so a note could be sealed to nobody. Tell the clinician in person.
note-clinician = Only a phone that was admitted for a clinician reads notes.
note-recorded = Every reading is recorded: by whom, of whom, what for.
note-why = What for
note-why-treat = treatment
note-read = Read the notes (is recorded)
note-reading-kept = The reading is recorded
note-none = Nothing is noted of this code. Notes may stand under the party’s or the person’s own code.
note-closed = { $n ->
    [one] { $n } more note was sealed before this phone was admitted: ask the clinician who could read it.
   *[other] { $n } more notes were sealed before this phone was admitted: ask the clinician who could read them.
}
note-needs-hub = Reading needs the hub: nothing is given out before the reading is recorded there.
note-refused = The hub gives no notes to this phone.
phone-trust = Trust this hub’s encrypted pages, step by step
phone-alike = { $n ->
    [one] One household of just these persons is registered already. Ask: have you been registered before? If it is they, tap it; if not, go on.
   *[other] { $n } households of just these persons are registered already. Ask: have you been registered before? If it is they, tap it; if not, go on.
}
phone-by-code = On board by code
phone-heads = Heads counted
phone-heads-differ = { $n } counted, { $codes } by code: count again before it departs
task-hold = Hold or stop the convoy
task-off = Somebody gets off
hold-what = Shows at once on the console and, as soon as the hub has it, on every phone of the convoy. Only the coordinator lets it go again.
hold-why = Why
hold-why-other = Or in your words
cause-fire = Fire near the road
cause-blocked = The road is blocked
cause-ordered = Told to stop at a control point
cause-missing = Somebody is missing
cause-vehicle = A vehicle cannot go on
cause-crowd = The crowd is not safe
hold-hold = HOLD: wait for now
hold-stop = STOP: do not go
hold-kept = Said. Tell the other drivers too: their phones show it when they next reach the hub.
hold-mistake = That was a mistake: take it back
hold-taken-back = Taken back
stand-hold-road = HOLD: this convoy waits where it is
stand-stop-road = STOP: this convoy does not go on
phone-off-what = Of their own will or need. Before departure they wait again; on the way it is recorded where they got off. Taken off by others is something else:
phone-off = They get off here
phone-off-waits = They get off and wait again
phone-off-back = They get off and take their agreement back
phone-off-kept = { $n ->
    [one] { $n } got off
   *[other] { $n } got off
}
phone-off-not-here = Nobody of this code is on board this vehicle.
phone-part = They travel apart
phone-part-who = Who goes on this vehicle? A family is split only if an adult of it agrees; bringing them together again becomes somebody’s task.
phone-part-adult = Which adult agrees
phone-answered = Their answer until now: { $answer }
phone-empty-sure = { $n ->
    [one] { $n } not received is then missing by code. Tap again: it is empty
   *[other] { $n } not received are then missing by code. Tap again: it is empty
}
phone-is-empty-all = Counted empty. Everybody was received.
phone-arrived-uncounted = Arrived. Nobody has counted yet: count who is on board.
phone-camera-refused = The camera is not allowed. Allow it for this page in the browser’s settings, or type the code.
phone-people-none = No party is known here yet. They appear when a household is registered, or when this phone meets the hub.
phone-people-not = No code begins so. A child that travels without its family is never listed: scan its card.
phone-label-first = First what people call this post
plain-codes = Codes, with blanks between
plain-people = On board and arrival: people
plain-note = The note. No names.
plain-note-read = Sealed here at once for clinicians; they read it on their own phones, never on this page.
plain-note-open = Over this connection others on the network could read along, so no note is taken here. Open this page with https (a warning about the certificate may be passed), or tell the clinician in person.
plain-note-empty = The note is empty.
note-later = { $n ->
    [one] { $n } clinician came after these notes and cannot open them.
   *[other] { $n } clinicians came after these notes and cannot open them.
}
note-again = { $n ->
    [one] Seal them for { $n } more clinician
   *[other] Seal them for { $n } more clinicians
}
note-again-kept = Sealed anew. They can read it when the hub has it.
note-sealed-again = sealed anew by { $by }
note-ask = Can seal it for you: { $who }
phone-anew = Begin anew
phone-move-here = Their vehicle was swapped: give them a place here
plain-not-yours = It does not count yet: this post was admitted for something else. Tell the coordinator at once, who can let it count.
