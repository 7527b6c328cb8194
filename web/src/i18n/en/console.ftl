# The console in English. Every message stands in every language; a test compares the files.

title = Corridor
title-page = { $page } · { $operation } · Corridor
skip = Skip to the page
loading = Asking the server for the operation …
loading-trouble = The server does not answer. This page keeps trying; check that the hub is on and that this device is in its network.

## Shell
nav = Pages
nav-now = Now
nav-plan = Plan
nav-convoys = Convoys
nav-devices = Devices
top-time = Local time
top-utc = UTC { $time }
top-corridor = Corridor
top-next = Next convoy
top-seal = Last cosigned seal
top-connection = Connection
top-operator = Operator
operator-none = not signed in
operator-none-why = This version has no sign-in yet: everyone who reaches this address sees the same page.
seal-none = not yet cosigned
seal-none-why = No observer has cosigned the ledger in this operation. Its figures rest on signed statements only.
seal-age = { $span } old
next-none = none planned
next-in = { $convoy } in { $time }
next-due = { $convoy } was due { $span } ago
connection-connecting = connecting …
connection-live = live
connection-quiet = last heard { $span } ago
connection-lost = connection lost since { $time }: figures below are as of { $asof }
connection-lost-short = lost since { $time }
connection-lost-never = no connection to the server yet: nothing below is known
connection-lost-do = This page keeps trying. Check the hub and this device’s network; go by radio until it is back.
corridor-open = open
corridor-open-until = open until { $until }
corridor-closed = closed
corridor-closed-until = closed until { $until }
corridor-suspended = suspended since { $since } by { $by }
corridor-suspended-plain = suspended since { $since }
not-known = not known yet
language = Language
lang-en = English
lang-ar = العربية
lang-fr = Français
numerals = Digits
numerals-latn = 123
numerals-arab = ١٢٣
theme-day = Day
theme-night = Night
search = Search
close = Close
by-unknown = an unknown device
place-unknown = a place not stated

## Drill
drill = DRILL
drill-what = Simulated people: nothing on this screen is real.
drill-speed = { $speed } × real time
drill-paused = paused
drill-finished = over: the simulated operation has come to its end
drill-pause = Pause
drill-run = Run
drill-speeds = Speed of the drill

## Durations
span-s = { $s } s
span-min = { $min } min
span-h = { $h } h
span-h-min = { $h } h { $min } min
span-d-h = { $d } d { $h } h

## People
count-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
  }
count-stretcher = { $n } stretcher
count-wounded = { $n } wounded
count-other = { $n } other
category-all = All
category-stretcher = Stretcher
category-wounded = Wounded
category-other = Other

## Account
account = Account
account-registered = registered
account-waiting = waiting
account-on_the_way = on the way
account-out = out
account-declined = declined
account-died = died
account-unaccounted = unaccounted
account-boarded = boarded
account-born = born
account-unlisted = unlisted
account-received = received
account-handed_over = handed over
account-removed = removed
account-left = left on the way
account-aboard = on board
account-assigned = assigned
account-headcount = headcount
balance-closes = The sum closes.
balance-rests = statements
balance-open = The sum does not close: { $n } too many on one side. Open both sides’ sources before using any of these figures.
balance-differs = The totals close, but a category does not. Open the sources of each category before using these figures.

## Attention
attention = Attention
attention-none = Nothing needs anyone now. New matters appear here by themselves, the most urgent first.
attention-since = { $span } old
attention-owner = with the { $owner }
attention-sources = Sources
attention-convoy = Open { $convoy }
attention-look = Open the sources and decide.
urgency-people = people unaccounted
urgency-decision = decision needed
urgency-note = note
role-coordinator = coordinator
role-registrar = registrar
role-gate = gate
role-convoy_leader = convoy leader
role-receiver = receiver
role-clinician = clinician
role-monitor = monitor
role-viewer = viewer
role-custodian = custodian
role-adjudicator = adjudicator
role-witness = witness
subject-vehicle-convoy = { $vehicle } (convoy { $convoy })
subject-convoy = convoy { $convoy }
subject-operation = the operation
subject-corridor = the corridor
subject-vehicle-at = a vehicle at { $place }
subject-vehicle-any = a vehicle
clash-unknown = they contradict each other
clash-two_trips = on two trips without having left the first
clash-two_places = received at two places without a trip between them
clash-after_death = boarded after having died
clash-left_and_received = left a trip on the way and was received from it
clash-out_of_order = received first and boarded afterwards somewhere else
clash-category = registered with different needs
clash-two_parties = registered in two parties or at two places
clash-answer = two answers at the same moment
clash-without_agreement = boarded without having agreed
attention-missing = { $count ->
    [one] { $count } person boarded { $subject } and was not received.
   *[other] { $count } people boarded { $subject } and were not received.
  }
attention-missing-do = Call the receiver and the escort now; count the vehicle again; keep it where it is until they are found.
attention-unlisted = { $count ->
    [one] { $count } person came on { $subject } without being on its list.
   *[other] { $count } people came on { $subject } without being on its list.
  }
attention-unlisted-do = Register them where they are, and ask which door they boarded at.
attention-removed = { $count ->
    [one] { $count } person was taken off { $subject } at { $place }.
   *[other] { $count } people were taken off { $subject } at { $place }.
  }
attention-removed-do = Open tracing: tell the monitor and the coordinator, record who saw it, ask the other side for them by number.
attention-died = { $count ->
    [one] { $count } person died: { $subject }.
   *[other] { $count } people died: { $subject }.
  }
attention-died-do = See that the clinician has recorded it and that the family’s escort knows.
attention-no_show = { $count ->
    [one] { $count } person had a place on { $subject } and did not board.
   *[other] { $count } people had a place on { $subject } and did not board.
  }
attention-no_show-do = Ask the gate whether they still wait; give them a place on a later convoy.
attention-headcount_differs = { $subject }: { $counted } counted, { $expected } known to be on board.
attention-headcount_differs-do = Count again at the next stop, by name if it still differs.
attention-disputed = { $count ->
    [one] Statements about { $count } person cannot all be true: { $clash }.
   *[other] Statements about { $count } people cannot all be true: { $clash }.
  }
attention-disputed-do = Open the sources, ask both devices, and correct the statement that is wrong.
attention-late = { $subject } is { $late } late against the plan{ $more ->
    [0] {""}
    [one] , and { $more } convoy after it
   *[other] , and { $more } convoys after it
  }.
attention-late-do = Call the convoy leader; tell the control point and the reception place the new time.
attention-suspended = { $hasreason ->
    [yes] { $subject } has been suspended since { $since } by { $by }: { $reason }.
   *[no] { $subject } has been suspended since { $since } by { $by }.
  }
attention-suspended-do = Hold the next convoys at their places; ask the monitor for a time; decide when it is open again.
attention-closed = { $hasuntil ->
    [yes] { $subject } is closed until { $until }.
   *[no] { $subject } is closed and no opening is planned.
  }
attention-closed-do = { $hasuntil ->
    [yes] Nothing may enter before it opens; tell those who wait when the next convoy leaves.
   *[no] Ask the parties for a new window; tell those who wait that there is none yet.
  }
attention-breakdown = { $subject } broke down{ $atplace ->
    [yes] {" "}at { $place }
   *[no] {""}
  }{ $count ->
    [0] , with nobody on board
    [one] , with { $count } person
   *[other] , with { $count } people
  }.
attention-breakdown-do = { $count ->
    [0] Have it towed off the road; its later trips need another vehicle.
   *[other] Send a spare vehicle for the people on it; move them with a count at both doors.
  }
attention-balance_open = { $count ->
    [one] { $count } person who arrived with { $subject } has not been received yet.
   *[other] { $count } people who arrived with { $subject } have not been received yet.
  }
attention-balance_open-do = Ask the reception post to receive them by code; count the vehicles before they drive off.
attention-silent = Nothing has been heard of { $subject } since { $since }.
attention-silent-do = Call by radio; ask the last control point that it passed.
attention-born = { $count ->
    [one] { $count } child was born: { $subject }.
   *[other] { $count } children were born: { $subject }.
  }
attention-born-do = See that the mother has a seat or a stretcher and that the receiver expects one more.
attention-left = { $count ->
    [one] { $count } person left { $subject } on the way and has not been heard of since.
   *[other] { $count } people left { $subject } on the way and have not been heard of since.
  }
attention-left-do = Ask the escort where they got off and whether they are safe; register them where they are found.
attention-diverted = { $named ->
    [yes] { $count ->
        [one] { $count } person from { $subject } was received at { $place }, elsewhere than planned or agreed.
       *[other] { $count } people from { $subject } were received at { $place }, elsewhere than planned or agreed.
      }
   *[no] { $subject } reached another place than planned: { $place }.
  }
attention-diverted-do = Ask them whether they agree to this destination and record it; tell the reception place that waits for them.
## Figures and their sources
figure-open = { $label }: { $value }. Open its sources.
sources-of = Where this figure comes from
sources-value = Figure
sources-rests = { $n ->
    [0] rests on no statement yet
    [one] rests on { $n } statement
   *[other] rests on { $n } statements
  }
sources-none = No statement has been made about this yet. It becomes a figure when a device states something.
sources-none-corridor = By the windows of the operation file: nobody has stated otherwise.
sources-seal-none = Seal: not yet cosigned by any observer.
sources-seal = Seal: cosigned at { $time }.
sources-loading = Asking for the statements …
sources-failed = The sources could not be had: { $what }
sources-devices = By which devices
sources-device = Device
sources-role = Role
sources-statements = Statements
sources-first = First
sources-last = Last
sources-newest = Statements, newest first
sources-page = { $from }–{ $to } of { $n }
sources-newer = Newer
sources-older = Older
sources-claims = What others claimed of the same thing
sources-claims-none = Nobody outside has made a claim about this.
sources-withdrawn = withdrawn by a correction
sources-entry = entry { $entry }, no. { $seq } of its device
sources-tokens = { $n ->
    [one] { $n } code
   *[other] { $n } codes
  }
claim-range = { $low } to { $high }
claim-grade = grade { $grade }
claim-asof = as of { $asof }
claim-counted = counted here:
claim-qualifier = { $qualifier } { $value }

## Statement kinds
kind-enrol = joined
kind-adopt = plan adopted
kind-register = registered
kind-agree = agreement
kind-assign = assigned
kind-board = boarded
kind-depart = departed
kind-pass = passed
kind-arrive = arrived
kind-receive = received
kind-hand_over = handed over
kind-remove = removed
kind-alight = got off
kind-die = died
kind-born = born
kind-break_down = broke down
kind-suspend = suspended
kind-reopen = reopened
kind-position = position
kind-headcount = headcount
kind-claim = claim
kind-correct = correction
kind-plan_part = piece of a plan

## Fields of statements
field-label = name
field-role = role
field-plan_sha256 = plan
field-part = piece
field-parts = of
field-summary = summary
field-party = party
field-tokens = codes
field-people = group
field-class = class
field-answer = answer
field-destinations = destinations
field-language = language
field-told = told
field-parties = parties
field-trip = trip
field-to = to
field-escorts = escorts
field-passage = passage
field-headcount = headcount
field-by = by
field-grade = grade
field-vehicle = vehicle
field-control_point = control point
field-reason = reason
field-lat_e6 = latitude
field-lon_e6 = longitude
field-count = counted
field-claimant = claimant
field-figure = figure
field-low = lowest
field-high = highest
field-unit = unit
field-scope = of what
field-qualifier = said as
field-as_of = as of
field-source = source
field-entry = entry
field-why = why
said-yes = yes
said-declined = declined
said-stays = stays for now
said-withdrawn = withdrew
said-through = is through
said-enters = drives in

## Convoys
convoys = Convoys
convoys-none = No convoy is planned. Make a plan from the operation file, and its convoys appear here.
convoy = Convoy
convoy-title = Convoy { $convoy }
convoy-unknown = There is no convoy { $convoy } in the plan in force.
convoy-all = All convoys
convoy-state = State
convoy-vehicles = Vehicles
convoy-persons = Planned people
convoy-from = From
convoy-to = To
convoy-departure = Departure
convoy-arrival = Arrival
convoy-planned = planned
convoy-actual = actual
convoy-expected = expected
convoy-late = Late
convoy-late-by = { $span } late
convoy-on-time = on time
convoy-control = through { $place }
convoy-manifest = Vehicles and manifest
convoy-timeline = Timeline
convoy-timeline-none = Nothing has been stated about this convoy yet. Its first line appears when boarding begins.
convoy-timeline-all = Show all { $n } lines
convoy-timeline-last = the last { $n }
convoy-balance = Balance
convoy-escort = Escorts
convoy-escort-of = { $on } of { $needed }
convoy-seats = Seats
convoy-seats-both = { $seats } + { $stretchers } stretcher
convoy-missing = Missing
state-planned = planned
state-boarding = boarding
state-on_the_way = on the way
state-arrived = arrived
state-closed = complete
state-open_balance = open balance
state-broken_down = broken down
trip = Trip
time = Time
what = What
where = Where
people = People

## Plan
plan = Plan
plan-none = No plan is in force. Make one with “corridor plan”; it appears here by itself.
plan-exposure-value = person-hours in danger, weighted, added up over everyone until they are out
plan-makespan-value = until the last of those who are brought out is out
plan-bound-exposure = No plan can go below { $bound } person-hours: this one can be improved by { $left } person-hours at most.
plan-bound-makespan = No plan can be done in less than { $bound }: this one can be shortened by { $left } at most.
plan-best = This is proven to be the best plan there is.
plan-bound-none = There is no proven bound for this plan: how much better another could be is not known.
plan-gap = Gap { $gap }
plan-delivered = Brought out
plan-left = Left behind
plan-last = Last arrival
plan-binding = What limits it
plan-binding-none = Nothing was found that limits this plan.
plan-convoys = Convoys
plan-left-who = Who is left, and why
plan-left-none = Nobody is left behind in this plan.
plan-left-people = Group
plan-left-parties = Parties
plan-left-reason = Why
plan-depart = Leaves
plan-enter = Enters
plan-arrive = Arrives
plan-real = Now
plan-planned-figures = These are the plan’s own numbers: intentions, not statements.

## Planning anew
anew = Plan anew
anew-go = Plan anew
anew-intro = A new plan from now on: what has been driven stays, what has changed is planned for, and as few people as possible are told another departure. Nothing changes until you accept it.
anew-limit = Look for
anew-seconds = { $n ->
    [one] { $n } second
   *[other] { $n } seconds
  }
anew-reopens = If something is suspended, take it to open again
anew-reopens-in = in { $span }
anew-reopens-never = not before the end
anew-suspended = The corridor is suspended now, and nobody knows for how long. The plan needs a guess; plan anew when more is known.
anew-open = Nothing is suspended now, so this makes no difference.
anew-running = Planning: { $elapsed } of { $limit } s
anew-running-label = How much of the time is over
anew-progress = Value { $value }, bound { $bound }, gap { $gap }; { $n } plans tried
anew-stop = Stop, take the best so far
anew-cancel = Cancel
anew-lead = { $parties ->
    [0] Nobody who has been told a departure is told another; planned from { $at } on.
    [one] { $parties } party is told another departure; planned from { $at } on.
   *[other] { $parties } parties are told another departure; planned from { $at } on.
  }
anew-nothing = The new plan changes nothing: the plan in force is as good as any that was found.
anew-later = People who leave later
anew-earlier = People who leave earlier
anew-newly-out = Get out after all
anew-newly-left = Are left behind after all
anew-people = people
anew-person-hours = { $h } person-hours in all
anew-accept = Accept: put it in force
anew-discard = Discard
anew-again = Plan again
anew-accept-what = Accepting writes the plan as signed statements; everybody works by it from then on.
anew-held = The drill’s clock stands still while you decide.
anew-accepted = The new plan is in force.
anew-see-plan = See the plan
anew-overtaken = More has happened since: this proposal no longer fits.
anew-refused = It was not done.
anew-lost = The server did not answer. Nothing is known to have changed; try again.
anew-failed = No plan could be proposed.
anew-worth = What the plans are worth
anew-before = Before
anew-after = After
anew-value = Weighted person-hours in danger
anew-bound = No plan can go below
anew-gap = Gap
anew-before-what = Before: the plan in force without what is lost, as if everything still ahead of it could be kept. What can no longer be kept counts there as if it could.
anew-took = Planned in { $s } s.
anew-assumptions = What was taken for so
anew-assumptions-none = Nothing had to be assumed.
anew-convoys = Convoys: { $n } of { $all } change
anew-what = What changes
anew-shift = Shift
anew-same = same
anew-earlier-by = { $min } min earlier
anew-later-by = { $min } min later
anew-becomes = becomes
anew-every = Also show the { $n } that stay the same
anew-moved = Who leaves at another time
anew-moved-none = Nobody leaves more than ten minutes earlier or later than planned.
anew-moved-more = { $n ->
    [one] One more row is not shown; the sums above count it.
   *[other] { $n } more rows are not shown; the sums above count them.
  }
anew-stays = left behind
fate-new = new
fate-gone = does not leave
fate-changed = changed
fate-same = as before
place-roadside = on the road, where { $trip } broke down
assume-suspended = { $hasplace ->
    [yes] { $place } has been suspended since { $since }; taken to open again at { $until }. Nobody has promised that.
   *[no] The whole corridor has been suspended since { $since }; taken to open again at { $until }. Nobody has promised that.
  }
assume-lost = { $vehicle } is out of service and gets no more trips.
assume-stranded = { $count } people of { $trip } wait since { $since } where { $vehicle } broke down ({ $place }); how far it had driven is taken from the time.
assume-left_out = { $trip } cannot be fitted into the plan: its vehicle and the { $count } people on it are left out.
assume-overdue = { $hassince ->
    [yes] { $trip } with { $count } people should have arrived at { $until } and was last heard of at { $since }; taken as on its way.
   *[no] { $trip } with { $count } people should have arrived at { $until } and was not heard of; taken as on its way.
  }
assume-way_back = { $count ->
    [one] One empty vehicle is taken to be driving back as planned; nobody states that.
   *[other] { $count } empty vehicles are taken to be driving back as planned; nobody states that.
  }
assume-not_registered = { $count } people of { $people } are not registered yet; taken to come as in the operation file.
assume-added = { $count } people registered at { $place } are not in the operation file; planned as registered.
assume-declined = { $count ->
    [one] One person who declined, stays or withdrew is not planned.
   *[other] { $count } people who declined, stay or withdrew are not planned.
  }
assume-unaccounted = { $count ->
    [one] One person of whom nobody can say where they are is not planned.
   *[other] { $count } people of whom nobody can say where they are, are not planned.
  }
assume-overfull = { $trip } carries { $count } more people than it has places; the plan does not count them.
assume-outside_window = { $place } let vehicles through from { $since } to { $until }, outside of every window; taken to have been open then.
assume-irregular = At { $place } vehicles went through closer together at { $since } than the rules allow; it is left as it was.
assume-aid_aboard = { $vehicle } brings aid in; { $count } minutes are taken for unloading it, so that people board from { $until } on.

## Diagram
diagram = Time and distance
diagram-what = Time runs across, the road runs down. Thin dashed lines are planned convoys, solid lines are what happened, light bands are open windows.
diagram-now = now
diagram-near = Nearer
diagram-far = Farther
diagram-earlier = Earlier
diagram-later = Later
diagram-hours = Around now
diagram-whole = Whole operation
diagram-legend-plan = planned
diagram-legend-real = really
diagram-legend-window = open window
diagram-km = { $km } km
diagram-min = { $min } min
diagram-convoy = Convoy { $convoy }, { $state }, leaves { $depart }, arrives { $arrive }, { $people }
diagram-hint = Point at a convoy, or choose one with the arrow keys; Enter opens it.
diagram-none = No place of this operation stands on a road with a length, so there is no distance to draw. Add “travel” or “distance_km” to its roads.

## Map
map = Map
map-what = Places with the people who wait there, and convoys with their head count and direction.
map-approximate = Roads drawn straight between known points: approximate.
map-credit = Natural Earth; GeoNames CC BY 4.0
map-plain = Plain map: this browser has no WebGL.
map-none = No place of this operation has coordinates. Add “lat” and “lon” to its places to see them here.
map-fit = Whole corridor
map-in = Nearer
map-out = Farther
map-waiting = { $place }: { $n } waiting
map-received = { $place }: { $n } received
map-km = { $n } km
map-convoy = Convoy { $convoy }: { $people } on board
map-loading = Drawing the map …
place-staging = staging place
place-reception = reception place
place-hospital = hospital
place-control_point = control point
place-depot = depot
place-junction = junction

## Search and keys
search-what = Convoy, vehicle, place or a person’s code
search-none = Nothing of that name. Try a convoy (C004), a vehicle (bus-3), a place, or a code of eight signs.
search-hint = Type a part of a name; arrows choose, Enter opens.
search-vehicle = vehicle, convoy { $convoy }
search-person = a person’s code: what was said of them
keys = Keys
keys-search = Search for a convoy, vehicle or place
keys-help = Show these keys
keys-now = Go to Now
keys-plan = Go to Plan
keys-anew = Go to Plan anew
keys-convoys = Go to Convoys
keys-devices = Go to Devices
keys-hand = Go to Hand over
keys-pause = Pause or run the drill
keys-rows = Move in a table or among convoys
keys-open = Open the figure’s sources, or the row
keys-close = Close the panel; the focus goes back
keys-diagram = In the diagram: nearer, farther, earlier, later, back to now

## Devices

devices = Devices
devices-intro = Every device signs what it says with a key of its own. What it says counts once an enroller has admitted it; until then it is kept and does not count.
devices-lost = The server did not answer. Nothing is known to have changed; try again.
devices-quorum = A seal counts as cosigned when this holds:
devices-quorum-none = No witnesses are named here: seals are made, but it is not known whose cosignature would be enough.
devices-device = Device
devices-role = Role
devices-statements = Statements
devices-held = { $n } not counted
devices-sealed = Sealed
devices-cosigned = Cosigned
devices-upto = up to { $size }, { $span } ago
devices-not-enough = up to { $size } by { $by }: not enough yet
devices-never = not yet
devices-proof = Proof, to take away
devices-admit = Admit …
devices-change = Change …
devices-aloud = Let whoever holds the device read its words aloud. Admit it only if every word is the same.
devices-place = Place
devices-everywhere = everywhere
devices-hours = For how many hours (0: without end)
devices-two = takes two enrollers
devices-same = The words are the same: admit
devices-why = Why
devices-why-lost = the device is lost
devices-why-accepted = accepted by the operations room
devices-end = End it: nothing after statement { $n } counts
devices-new = A new device
devices-new-how = The device shows a code. Scan it with the camera here, or put it in as text; the device is then listed above with its words.
devices-code = Code of the device
devices-code-wrong = This is no code of a device. Copy it whole.
devices-take = Take
devices-own = Show this console’s code to another hub
devices-own-qr = This console’s request to join, as a QR code
device-forked = { $role }; told two histories from statement { $seq } on
device-revoked = { $role }; ended at statement { $seq }
device-root = root: may admit others
device-enrolled = { $role }
device-asks = asks to be { $role }; not admitted
device-waiting = ({ $role }: admitted by { $by }, one more is needed)
quarantine = In quarantine
quarantine-none = Nothing is in quarantine: everything that was said counts.
quarantine-some = { $n ->
    [one] One statement is kept and does not count
   *[other] { $n } statements are kept and do not count
  }; { $persons ->
    [0] everybody whom they name is known otherwise.
    [one] one person is named by them alone.
   *[other] { $persons } persons are named by them alone.
  }
quarantine-accept = Accept
quarantine-accept-all = { $n ->
    [one] Accept it
   *[other] Accept these { $n }
  }
held-unenrolled = its device is not admitted
held-expired = its device’s time was over
held-role = not its device’s to say
held-place = not its device’s place
held-revoked = after its device was ended
held-forked = its device told two histories
kind-admit = device admitted
kind-revoke = device ended
kind-release = quarantine accepted
