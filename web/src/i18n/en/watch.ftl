# The watch, aid and observers.

nav-watch = Watch
nav-aid = Aid
nav-observers = Observers
keys-watch = The watch
keys-aid = Aid
keys-observers = Observers
watch-lost = The server does not answer. Try again in a moment.
watch-go = May the next convoy go?
watch-operator = Coordinator on duty
watch-why-go = Checked item by item
watch-why-hold = Wait until it is clear
watch-why-stop = It does not go
watch-tracking-why = Decided in the operations room
watch-neutral = no side
watch-everywhere = everywhere
watch-whole = all convoys, since { $since }, by { $by }:
watch-source = Sources
watch-sources = { $n ->
    [one] one statement
   *[other] { $n } statements
}
watch-replan = See the new plan
watch-no-convoy = No convoy waits to leave.
watch-convoy = Convoy
watch-why = Why
watch-do-go = Go
watch-do-hold = Hold
watch-do-stop = Stop
watch-hold-all = Hold all convoys
watch-lift-all = Lift the hold of all
watch-no-guarantee = You decide; the program only lays out how things stand. A notification is not a permission, and nothing here is a guarantee of safety.
watch-truce = The truce as terms
watch-no-clauses = No agreement is entered. Enter its clauses here, one by one, or put [[clause]] tables into the operation file.
watch-clause = Clause
watch-state = By all that is known
watch-view = In the view of { $party }
watch-from-until = { $from } to { $until }
watch-incidents = Incidents
watch-tracing = { $n ->
    [one] One person must be traced
   *[other] { $n } people must be traced
}
watch-traced = last known { $since }, { $place }
watch-pfif = note that may be shared (PFIF)
watch-road = On the road
watch-tracking-on = Positions are taken; those outside see them half an hour late and coarse.
watch-tracking-off = All positions are cut off.
watch-tracking-cut = Cut off all positions
watch-tracking-open = Take positions again
watch-no-way = the way is not on the map
watch-driven = { $km } of { $of } km
watch-crossed = through { $place } at { $at }
watch-doubted = its clock or position cannot be believed
watch-no-trackers = No tracker is enrolled. Phones report with OwnTracks or Traccar; docs/watch.md says how.
watch-trip = Trip
watch-expected = Expected
watch-planned = Planned
watch-rests = Rests on
watch-rests-on = { $n ->
    [0] the plan only
    [one] one trip before it
   *[other] { $n } trips before it
}
watch-too-few = Too few have driven it to say
watch-within = at least { $share } in { $of }
watch-between = { $early } – { $late }
watch-from-on = from { $early }; later than all before it
watch-told = Who was told
watch-none-told = No party has been told of a convoy.
watch-valid = until { $until }
watch-paper = paper
line-immediate = Immediate
line-verifiable = Verifiable
line-durable = Durable
line-not-quiet = No quiet that anybody vouches for
line-quiet = Quiet since { $since }, { $span } after it was promised
line-last-fire = last fire { $at }
line-nobody = Nobody watches
line-verified = By { $by }
line-one-side = By one side only: { $by }
line-no-time = Not yet
line-lasting = { $span } without a breach
line-unwatched = { $span } unwatched
pledge-no_fire = No fire within { $km } km of the road
pledge-passage_hours = Passage { $opens } to { $closes }, { $place }
pledge-convoy_max = At most { $n } vehicles in a convoy
pledge-inspection = Inspection at most { $s } s a vehicle, { $place }
pledge-aid_per_day = At least { $n } aid trucks a day, { $place }
holding-held = held
holding-breached = breached
holding-unknown = cannot be judged
judged-not_begun = not in force yet
judged-fire = fire near the road
judged-word = on somebody’s word
judged-alleged = alleged or contradicted
judged-watched = watched without a gap
judged-unwatched = not watched all the time
judged-measured = measured: { $n }
judged-exceeded = measured: { $n }, beyond the limit
judged-refused = passage refused
judged-nothing_yet = nothing to measure yet
judged-fewer_let_in = { $n } let in, others refused or unanswered
judged-fewer_came = { $n } let in; whether more were asked for is not known
check-clause = Clause { $about }
check-notified = { $about } told
check-escorts = Escorts
check-road = { $has ->
    [yes] Road, { $about }
   *[no] Road
}
check-fire = Fire in the last hour
check-reception = Reception, { $about }
checked-held = held
checked-breached = breached
checked-cannot_be_judged = cannot be judged
checked-not_sent = not yet
checked-expired = the notification has expired
checked-not_acknowledged = sent, no answer
checked-acknowledged = acknowledged
checked-rejected = rejected
checked-no_limit = no limit
checked-enough = enough
checked-too_few = too few
checked-suspended = suspended
checked-open = open
checked-closed = closed when they come
checked-none_reported = none reported
checked-fire_near = fire near the road
checked-fire_alleged = alleged
checked-room = room for all
checked-full = not enough room
decision-go = Go
decision-hold = Hold
decision-stop = Stop
decision-undecided = undecided
incident-shelling = Shelling
incident-airstrike = Airstrike
incident-shot_at = Shot at
incident-obstruction = Obstruction
incident-detention = Detention or removal
incident-disappearance = Disappearance
incident-confiscation = Confiscation
incident-aid_refused = Aid refused
knownby-seen = seen
knownby-heard = heard
knownby-told = told
linked-corroborates = corroborates
linked-contradicts = contradicts
linked-same_event = same event
incident-record = Record an incident
incident-what = What
incident-where = Where
incident-how = Known by
incident-by = By whom (no names)
incident-us = operations room
incident-view = In whose view
incident-reliability = Source reliability, A–F
incident-credibility = Report credibility, 1–6
incident-words = What was said
incident-photo = Photograph or document
incident-share = Observers may be told
incident-save = Record it
incident-none = No incident is recorded. Record what is seen, heard or told, and grade source and report apart.
incident-distance = { $km } km from the road
incident-alleged = alleged
incident-shared = observers are told
incident-evidence = { $n ->
    [one] Evidence
   *[other] Evidence, { $n } steps of custody
}
incident-broken = The chain of custody is broken
incident-link = Link with another
incident-choose = choose the other one
incident-link-here = Link to this
pace-unheard = not heard yet
pace-moving = moving
pace-stalled = stands on the open road
pace-waiting = waits at a stop
pace-silent = silent
pace-off = off the way
notice-sent = sent
notice-acknowledged = acknowledged
notice-rejected = rejected
notice-expired = expired
aid-requests = Requests
aid-no-requests = Nothing has been asked for. Record a request, to whom, and what for; the answer and how long it took are kept with it.
aid-request = Request
aid-way = Way
aid-trucks = Trucks
aid-asked = Asked
aid-answer = Answer
aid-after = after { $span }
aid-overdue = overdue by { $span }
aid-changed = the answer was changed
aid-answered-by = as told by the liaison office
aid-yes = Approved
aid-no = Refused
aid-new-request = Record a request
aid-party = Asked of
aid-from = From
aid-to = To
aid-commodity = Goods
aid-unit = Unit
aid-unit-default = piece
aid-quantity = Quantity
aid-save = Record it
aid-waybills = Waybills
aid-waybill = Waybill
aid-no-waybills = Nothing is loaded. A waybill begins with what is loaded; its balance closes when everything is delivered, returned, confiscated or lost.
aid-return-leg = on the way back of { $trip }
aid-move = Record what happened to goods
aid-step = What happened
aid-place = Where
aid-vehicle = Vehicle
aid-trip = Going in on the way back of trip
aid-batch = Batch
aid-obstructed = Obstruction
aid-none-obstructed = No obstruction is recorded.
aid-record-there = Record an obstruction with the incidents
answered-approved = approved
answered-refused = refused
answered-none = no answer
bill-on_the_way = on the way
bill-closed = closed
bill-open = does not add up
goods-loaded = loaded
goods-passed = passed a control point
goods-delivered = delivered
goods-returned = returned
goods-confiscated = confiscated
goods-lost = lost
goods-on_the_way = on the way
goods-unaccounted = unaccounted
observers-intro = Each party and every monitor gets a link of their own. They see totals in steps of five, the clauses, incidents that may be told, and seals to cosign; half an hour late; no names, codes, vehicles or words.
observers-monitors = monitors
observers-audience = For whom
observers-party = Party
observers-hours = Hours
observers-make = Make a link
observers-link = The link, shown once:
observers-links = Links
observers-none = Nobody outside has a link. Make one for a party or for monitors; it ends by itself.
observers-until = Until
observers-end = End it now
observers-ended = Ended in the operations room
observers-over = ended
observers-expired = expired
observers-seen = What they see
outside-for = For { $audience }
outside-as-of = As of { $at }
outside-verified = verified by { $by }
outside-neutral = monitors of no side
outside-drill = DRILL
outside-people = People
outside-total = Total
outside-few = fewer than { $n }
outside-convoys = Convoys: { $left } left, { $there } arrived
outside-no-incidents = None that may be told.
outside-hour = In the hour from { $at }
outside-within = within { $km } km of the road
outside-aid = Aid requests: { $asked }; approved { $yes }, refused { $no }, no answer { $none }
outside-squares = { $n ->
    [one] Vehicles in one square of 5 km, half an hour ago:
   *[other] Vehicles in { $n } squares of 5 km, half an hour ago:
}
outside-seals = Seals
outside-seals-how = Each is a signed note (C2SP tlog-checkpoint) over everything that one device has said. Keep it and check later ones against it: a log that only grew can be proved to contain all that you saw.
cosign = Put your own seal on them
cosign-why = With your witness you confirm that these logs only grew since you last looked. It sees no statement and no name. Whoever checks the record later sees that nothing was taken out behind your back.
cosign-fetch = Fetch the seals
cosign-fetch-how = a file, seals.json
cosign-do = On your laptop, in the folder with the file:
cosign-keep = The first time it draws your key into the folder “witness” and prints the line by which others know it. Keep that folder, use it each time, and never in two places.
cosign-hand-in = Hand in cosigned.json
cosign-done = { $n ->
    [0] Nothing was cosigned
    [one] One seal carries your signature
   *[other] { $n } seals carry your signature
}
cosign-refused = { $n ->
    [one] One was not taken
   *[other] { $n } were not taken
}
cosign-check = Your signature is now under each seal above. Anyone who has the whole record checks it with: corridor verify.
outside-rounded = Numbers of people are rounded to multiples of { $n }, each for itself, so they need not add up. A number moves only when { $n } people or more have.
outside-no-seals = Nothing is sealed yet.
attention-fire = { $atplace ->
    [yes] Fire near the road, { $place }; nobody has decided since.
   *[no] Fire near the road; nobody has decided since.
}
attention-fire-do = Decide on the Watch page: hold all convoys, or let them go.
attention-clause_breached = The clause “{ $reason }” is breached.
attention-clause_breached-do = Look at the sources; tell each party; decide whether the next convoy goes.
attention-held = { $one ->
    [yes] { $subject } was held or stopped by { $by }: { $reason }.
   *[other] All convoys were held or stopped by { $by }: { $reason }.
}
attention-held-do = Ask whoever said it; then go through the check on the Watch page and decide. Only a go lifts it. Look at the new plan that was proposed.
attention-undecided = { $subject } leaves { $until }, and nobody has decided whether.
attention-undecided-do = Go through the check on the Watch page, then decide go, hold or stop.
attention-aid = { $reason ->
    [refused] Aid for { $place } was refused.
   *[overdue] Aid for { $place } has no answer in time.
}
attention-aid-do = Record who refused and why; ask again by the liaison office.
attention-waybill_open = The waybill { $reason } does not add up: { $count }.
attention-waybill_open-do = Count again where it was unloaded; record what was lost or taken.
attention-tracker_silent = The tracker of { $subject } has been silent since { $since }.
attention-tracker_silent-do = Call the escort by radio; ask the last control point.
attention-stalled = { $subject } has stood on the open road since { $since }.
attention-stalled-do = Call the escort; send help if it does not move.
kind-incident = incident
kind-link = link
kind-evidence = evidence
kind-clause = clause
kind-clause_word = word on a clause
kind-notify = notification
kind-acknowledge = answer to a notification
kind-decide = decision
kind-aid_request = aid request
kind-aid_answer = answer on aid
kind-aid_move = aid on its way
kind-tracking = positions on or off
kind-tracker = tracker
kind-share = link for observers
kind-unshare = link ended
incident-established = established
incident-line = Incidents along time
incident-key = Triangle: fire; bar: road; ring: people; diamond: aid. A full frame is established, a dashed one alleged. Numbers run in the order of time; choose one to see it in the list.
incident-on-map = On the map
incident-off-map = not on the map: no place or position is known
incident-when = When (local; empty: now)
incident-lat = Latitude
incident-lon = Longitude
incident-trip = Trip that it befell
incident-tokens = Codes of the people concerned
incident-how-linked = How
lane-fire = Fire
lane-road = Road
lane-people = People
lane-aid = Aid
map-incident = Incident: { $what }
custody = Custody
custody-captured = captured
custody-handed_on = handed on
custody-verified = hash verified
custody-exported = copy given away
custody-step = What happened
custody-holder = Who has it now
custody-note = Note
watch-source-of = Source { $n } of { $all }: { $what }
watch-read = Read a report
watch-claims = Claimed against counted
word-record = Say whether a clause was kept
word-holding = It was
word-minutes = Watched for so many minutes until now
clause-enter = Enter a clause of the agreement
clause-in-file = in the operation file
clause-term = Term
clause-name = Short name
clause-km = Kilometres from the road
clause-opens = Opens
clause-closes = Closes
clause-vehicles = Vehicles
clause-seconds = Seconds a vehicle
clause-hours = In force for hours, from now
clause-bound = Who is bound (none: every party)
term-no_fire = No fire near the road
term-passage_hours = Passage between two hours
term-convoy_max = Vehicles in a convoy
term-inspection = Length of an inspection
term-aid_per_day = Aid trucks let in per day
told-intro = Route, window, vehicles, markings and contact; nothing of passengers. That a party knows is no permission and no guarantee of safety.
told-tell = Tell the parties of a convoy
told-all = every party
told-hours = Valid for hours
told-markings = Markings
told-contact = Contact
told-by = Answered by
told-send = Record that they were told
told-yes = They acknowledge
told-no = They reject
told-vehicles = { $n } vehicles
linked-supersedes = supersedes
outside-cosigned = { $n ->
    [0] not cosigned yet
    [one] one cosignature
   *[other] { $n } cosignatures
}
