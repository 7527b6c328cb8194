# Claims, and reports that are read for claims and incidents.

nav-claims = Claims
nav-reading = Read a report
keys-claims = Claims
keys-reading = Read a report
claims = Claimed against counted
claims-intro = What others say, beside what was counted. Every claimant keeps a line; claims that cannot both hold are named; nothing is averaged.
claims-read = Read a report
claims-none = Nobody has claimed a figure yet. Read a report, or load a series on the command line.
claims-lost = The server did not answer; the claims below are as of the last answer. This page asks again.
claims-day = Day
claims-days-all = all days
claims-spread = { $n ->
    [one] 1 claim: { $low }
   *[other] { $n } claims, from { $low } to { $high }
  }
claims-counted = counted
claims-uncounted = we count nothing of the kind
claims-sealed = sealed { $span } ago
claims-unsealed = on signed statements; not yet cosigned
claims-clash = Cannot both hold for { $day }: { $a } ({ $low }) and { $b } ({ $high })
claims-signs = ● as it stands · ○ about · ▲ at least · ▼ at most · the line: our own count
claims-who = Claimant
claims-value = Value
claims-of = Of what
claims-asof = As of
claims-grade = Grade
claims-words = Words and source
claims-superseded = replaced by a later claim
figure-people_out = people evacuated
figure-wounded_out = wounded evacuated
figure-wounded = wounded
figure-people_inside = people still inside
figure-people_waiting = people waiting
figure-people_missing = people missing
figure-people_detained = people detained
figure-people_registered = people registered
figure-fighters_out = fighters evacuated
figure-deaths = deaths
figure-buses = buses
figure-ambulances = ambulances
standing-reported = said to be so
standing-planned = planned or wanted
standing-denied = denied
observed-seen = seen
observed-heard = heard
observed-told = told
grade-reliability = Source
grade-credibility = Report
reliability-A = completely reliable
reliability-B = usually reliable
reliability-C = fairly reliable
reliability-D = not usually reliable
reliability-E = unreliable
reliability-F = cannot be judged
credibility-1 = confirmed
credibility-2 = probably true
credibility-3 = possibly true
credibility-4 = doubtful
credibility-5 = improbable
credibility-6 = cannot be judged
reading = Read a report
reading-intro = Paste wire news or a situation report in English, or drop a file. Claims and incidents are proposed with the words they were read from. You accept, edit or refuse each; nothing enters by itself.
reading-text = Report
reading-paste = Paste the text here, or drop a file
reading-source = Where it can be read
reading-date = Day of the report
reading-file = File
reading-read = Read
reading-found = Proposed: { $claims ->
    [one] one claim
   *[other] { $claims } claims
 } and { $incidents ->
    [one] one incident
   *[other] { $incidents } incidents
 }.
reading-open = { $n } not yet decided.
reading-lost = The server did not answer. Try again.
reading-large = The file is too large. Split it and read the parts.
reading-accept = Accept
reading-edit = Edit
reading-refuse = Refuse
reading-accepted = Entered
reading-refused = Refused
proposal-claimant = Claimant
proposal-figure_name = Figure
proposal-unit = Unit
proposal-scope = Scope
proposal-qualifier = Qualifier
proposal-as_of = As of
proposal-place = Place
proposal-low = Lowest
proposal-high = Highest
proposal-standing = Standing
proposal-kind = Kind
proposal-observed = Known by
proposed-shelling = Shelling
proposed-airstrike = Air strike
proposed-shot_at = Shot at
proposed-obstruction = Obstruction
proposed-detention = Detention or removal
proposed-disappearance = Disappearance
proposed-confiscation = Confiscation
proposed-aid_refused = Aid refused
claims-tied = Links
claim-link = Link with another claim
claim-choose = then choose the other claim
tied-supersedes = replaces
tied-contradicts = contradicts
tied-corroborates = speaks for
tied-same_event = same event as
tied-by-supersedes = replaced by
tied-by-contradicts = contradicted by
tied-by-corroborates = supported by
tied-by-same_event = same event as
proposal-when = When (local, or with a Z for GMT)
claims-clash-undated = Cannot both hold: { $a } ({ $low }) and { $b } ({ $high })
