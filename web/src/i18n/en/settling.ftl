# People, tickets, twins, reconciliation, paper, trust.

nav-people = People
keys-people = People
keys-reconcile = Reconciliation
attention-settle = Settle it
attention-nobody_looks = { $count ->
    [one] Nobody looks for one person who was missed.
   *[other] Nobody looks for { $count } people who were missed.
 }
attention-nobody_looks-do = Say for each who looks for them and what they do next.
attention-tell = { $count ->
    [one] One party holds a ticket that no longer holds.
   *[other] { $count } parties hold tickets that no longer hold.
 }
attention-tell-do = Tell them the new departure and give them the new ticket.
attention-split = { $count ->
    [one] Family { $party } is apart, or agreed to travel so.
   *[other] { $count } families are apart.
 }
attention-split-do = Say who brings them together again, and how.
attention-twin = { $count ->
    [one] Two parties may be one household, registered twice.
   *[other] { $count } pairs of parties may be one household each, registered twice.
 }
attention-twin-do = Look at both side by side and decide.
attention-unclosed = { $count ->
    [one] One convoy has come through and nobody has closed it.
   *[other] { $count } convoys have come through and nobody has closed them.
 }
attention-unclosed-do = Reconcile each vehicle, then close the convoy.
kind-ticket = ticket
kind-close = convoy closed
kind-twin = possible duplicate
kind-attend = matter in hand
kind-transcribe = copied from paper
field-depart = departs
field-persons = persons
field-convoy = convoy
field-trips = trips
field-likeness = likeness
field-persons_in_common = persons in common
field-matter = matter
field-who = with
field-step = next step
field-done = done
field-sheet = sheet
field-written_by = written by
likeness-suspected = may be one
likeness-same = one household
likeness-apart = two households
likeness-both = decided both ways: counted as two
yes = yes
people-title = People
people-search = Search
people-ask = Code of a person or party, a vehicle, or a trip
people-look = Look
people-how = Type the eight signs of a card, or a vehicle such as bus-3. Codes only: names are sealed, and two custodians open them.
people-more = There are more; only the first are listed.
people-party = Party
people-person = Person
people-where = Where
people-need = Needs
people-trips = Trips
people-ticket = Ticket
people-no-party = never registered
people-same = By decision the same as { $codes }.
found-nothing = Nothing is known of “{ $q }”.
found-mistyped = “{ $q }” is no code: one sign was misread or mistyped. Read it again from the card.
tickets = Tickets
tickets-what = Everybody who does not leave now gets a signed, dated place on a later convoy of the plan in force. It can be checked anywhere with the hub’s public key alone. A new plan keeps it unless a change gets more people out or sooner.
promise-lost = Place lost
promise-moved = Changed
promise-new = No ticket yet
promise-without = No place in the plan
promise-called = Called to board
promise-kept = Ticket holds
tickets-print = Print tickets (PDF)
tickets-print-sheets = Print sheets { $from } to { $to } of { $all }
tickets-sheets-before = Earlier sheets
tickets-sheets-after = Later sheets
tickets-key = Signed with
tickets-tell = Who must be told
tickets-tell-none = Nobody: every ticket in people’s hands holds.
tickets-before = Old
tickets-after = New
tickets-none = no place
tickets-unissued = not signed yet
tickets-told = Told
tickets-told-all = All were told
tickets-told-by = told by { $who }
tickets-waiting = Waiting parties
tickets-show = Show
tickets-all = all
tickets-everywhere = everywhere
tickets-nobody = Nobody of these waits.
tickets-stands = How it stands
tickets-held = Ticket
tickets-planned = Place in the plan
tickets-rest = { $n } more are not listed.
tickets-qr = QR code of the ticket
tickets-issued = issued { $at }
tickets-check = Check a ticket
tickets-code = Text of its QR code
tickets-check-do = Check
verdict-good = Good.
verdict-replaced = Replaced: a later ticket counts.
verdict-unknown = Signed by a device of this operation, but never entered here.
verdict-stranger = Not signed by anybody known here. Do not trust it.
verdict-other_operation = Of another operation.
twins = Possible duplicates
twins-what = The same household may have been registered twice, on two phones. Nothing is joined by itself: look at both and decide. Joined, they count once everywhere, and either card works.
twins-none = No two parties look like one household.
twins-why = Why you decide so (no names)
twins-why-such = asked them at the gate
twins-chance = { $n } in 100 such pairs are one household
twins-chance-low = Hardly likely by make-up, place and time
twins-sure = How sure: without names it goes by who is in a household, where and when it was registered. On invented crowds about half of the pairs that are shown were one household, and three in four pairs were not found; families of six and more are found twice as often. Ask the people. Names are compared on a custodian’s machine only (corridor custody match); what is found there appears here.
twins-one-person = one person
twins-only = only here
twins-keep = They are two: keep apart
twins-decided = Decided
twins-decided-none = Nothing was decided yet.
twins-undo = A decision is taken back by a correction of its statement. Decisions:
trait-nearly_same_make_up = same persons but one
trait-same_place = same place
trait-other_place = different places
trait-other_device = different phones
trait-same_device = same phone
trait-apart = { $span } apart
trait-one_gone = one left, the other never seen again
trait-said = said: { $why }
sex-female = female
sex-male = male
sex-unknown = sex unknown
age-infant = 0–4
age-child = 5–17
age-adult = 18–59
age-older = 60+
age-unknown = age unknown
reconcile = Reconciliation
reconcile-what = A convoy closes when for each vehicle boarded + born + unlisted = received + handed over + removed + left + died + unaccounted, and everybody unaccounted for is somebody’s task with a next step.
reconcile-open = Not closed
reconcile-open-none = Every convoy that has begun is closed.
reconcile-settled = nothing is open
reconcile-unsettled = open
reconcile-reopened = closed before; something has opened since:
reconcile-close = Close { $convoy }
reconcile-sum = Sum
reconcile-why = Why it cannot close
reconcile-all = Show all { $n }
reconcile-closed = Closed
reconcile-closed-none = None yet.
open-not_left = has not left
open-on_the_way = on the way
open-broken_down = broken down with people on it
open-aboard = { $n } not received
open-count_differs = { $n } counted, { $expected } known
open-nobody_looks = nobody looks for { $token }
term-boarded = boarded
term-born = born
term-unlisted = unlisted
term-received = received
term-handed_over = handed over
term-removed = removed
term-left = left
term-died = died
term-aboard = aboard
term-unaccounted = unaccounted
searches = People who are looked for
searches-none = Nobody: it is known of everybody where they are.
searches-seen = Last seen
searches-by = By whom
searches-alarm = nobody has it
search-missing = missing
search-removed = removed
search-left = left on the way
search-disputed = disputed
apart = Families apart
apart-none = No family is apart.
apart-where = Who is where
attend = Who has it
attend-done = done
attend-nobody = nobody
attend-who = Post
attend-who-post = tracing, day shift
attend-step = Next step
attend-say = State it
attend-is-done = Nothing more to do
attend-take = Take it
attend-change = Change
paper = Paper
paper-print = Print
paper-print-how = A4, with QR codes. A sheet’s number prints the same codes again. No sheet has a place for names.
paper-first = First sheet no.
paper-sheets = Sheets
paper-trip = Trip (forms)
papers-cards = Code cards
papers-manifest = Blank manifest
papers-tally = Boarding tally
papers-tickets = Tickets
paper-enter = Enter what was written
paper-enter-how = It becomes statements of this console that say, wherever they are shown, from which sheet they were copied and whose hand it was: late and second-hand.
paper-by = Whose hand (post)
paper-codes = Codes, with spaces or lines between
paper-members = A line for each: code, F or M, 0 5 18 or 60, stretcher or wounded
paper-add = Add line
paper-strike = Strike
line-board = boarded
line-headcount = counted
line-depart = departed
line-arrive = arrived
line-receive = received
line-register = registered
trust = Secure pages
trust-secure = You are on the secure page.
trust-secure-what = Camera, keys and offline work are available.
trust-plain = This page is not secure yet.
trust-plain-what = Camera, keys and offline work need the secure page. Codes can be typed here meanwhile.
trust-off = This hub has no secure pages: start it with --listen on the local network, or with --https.
trust-what = The hub vouches for itself with an authority of its own. A device that trusts it has secure pages here, and nowhere else: the authority is limited to private networks.
trust-step-words = Have somebody read these words from the hub’s own screen. They must be the same here:
trust-sha256 = SHA-256
trust-step-file = Take the certificate:
trust-step-install = Let the device trust it:
trust-step-open = Open the secure page:
trust-step-check = It says at its top that it is secure.
trust-limits = After the operation, remove the certificate from the device in the same place.
trust-until = The certificate is renewed by itself before { $shown }; the authority stands until { $authority }.
system-android = Android
system-ios = iPhone, iPad, Mac
system-windows = Windows
system-linux = Linux
system-android-1 = Open Settings, and search for “CA certificate”.
system-android-2 = Choose Install anyway; enter the screen lock.
system-android-3 = Choose corridor-authority.crt in Downloads.
system-android-4 = Close the browser and open it again.
system-ios-1 = Open the file; allow the profile to be downloaded.
system-ios-2 = Settings: Profile Downloaded, Install.
system-ios-3 = Settings, General, About, Certificate Trust Settings: switch it on.
system-ios-4 = On a Mac: open it in Keychain Access and set it to Always Trust.
system-windows-1 = Open the file; choose Install Certificate, Current User.
system-windows-2 = Place it in “Trusted Root Certification Authorities”.
system-windows-3 = Firefox: Settings, Certificates, Authorities, Import.
system-linux-1 = Chromium: Settings, Certificates, Authorities, Import; trust it for websites.
system-linux-2 = Firefox: Settings, Certificates, Authorities, Import.
system-linux-3 = Another hub: give the file to --trust.
tickets-persons = { $n ->
    [one] one person
   *[other] { $n } persons
 }
tickets-issue = { $n ->
    [one] Sign one ticket
   *[other] Sign { $n } tickets
 }
twins-join = { $n ->
    [one] They are one: join one person
   *[other] They are one: join { $n } persons
 }
trait-same_make_up = { $n ->
    [one] same persons by sex, age and need; one other party is so too
   *[other] same persons by sex, age and need; { $n } other parties are so too
 }
paper-enter-do = { $n ->
    [one] Enter one line
   *[other] Enter { $n } lines
 }
paper-entered = { $n ->
    [one] One statement of sheet { $sheet } is entered.
   *[other] { $n } statements of sheet { $sheet } are entered.
 }
attention-unconfirmed = { $lacks ->
    [gate] { $subject } left without the gate’s confirmation{ $more ->
        [0] .
       *[other] { "" } (and { $more } more vehicles without one of the two).
    }
    [leader] { $subject } left without the convoy leader’s confirmation{ $more ->
        [0] .
       *[other] { "" } (and { $more } more vehicles without one of the two).
    }
   *[both] { $subject } left without the gate’s and the convoy leader’s confirmation{ $more ->
        [0] .
       *[other] { "" } (and { $more } more vehicles without one of the two).
    }
 }
attention-unconfirmed-do = Find out who counted and who let it go; count again at the next control point, and say what was found.
unconfirmed = Left without both confirmations
unconfirmed-what = The gate and the convoy leader both confirm that a vehicle may go. For these at least one is missing: it stays here until somebody says what was found.
unconfirmed-lacks = Missing
confirm-gate = Gate
confirm-leader = Convoy leader
confirm-for = { $counted ->
    [one] { $counted } counted, { $scanned } by code
   *[other] { $counted } counted, { $scanned } by code
 }
confirm-awaited = not confirmed yet
confirm-never = left without it
apart-agreed = { $who } travel apart: { $by } agreed
seat-hold = on hold
seat-stop = does not go
convoy-tickets = Tickets for this convoy
convoy-tickets-none = Nobody who waits holds a ticket for this convoy or has a place on it.
anew-tell = Who must be told if this plan is accepted
anew-tell-none = Nobody who holds a ticket: every ticket in people’s hands would hold.
trust-link = Encrypted pages for phones
asking = Asking the hub …
