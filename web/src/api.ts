// The shapes of /api/v1, as the server writes them. This file is the contract between the server
// and every page; a test on the server side checks real answers against the OpenAPI document, and
// a test here checks that document against these names.
//
// All moments are whole seconds after operation.start_unix_s. All counts of people are Persons.

export interface Persons { stretcher: number; wounded: number; other: number }

export type PlaceKind = 'staging' | 'reception' | 'hospital' | 'control_point' | 'depot' | 'junction';

export interface Place {
  id: string;
  name: Record<string, string>; // by language; may be empty: show the id
  kind: PlaceKind;
  lat: number | null;
  lon: number | null;
  axis_km: number | null; // where it stands on the distance axis of the time-distance diagram
  open: [number, number][] | null; // control points: windows; null: always open
}

// GET /api/v1/operation
export interface Operation {
  name: string;
  timezone: string; // IANA
  start_unix_s: number;
  horizon_s: number;
  drill: boolean;
  axis_unit: 'km' | 'min'; // what axis_km counts: kilometres where every road has a length, else driving minutes
  places: Place[];
  roads: { from: string; to: string; distance_km: number | null; travel_s: number }[];
  fleets: { id: string; count: number; seats: number; stretchers: number; escorts: number; at: string }[];
  escorts: number | null;
  persons: Persons; // planned in the operation file
}

// GET /api/v1/plan
export interface Plan {
  objective: 'exposure' | 'makespan';
  exposure_person_h: number;
  makespan_s: number;
  delivered: number;
  left_behind: number;
  bound: number | null;
  gap: number | null;
  binding: string[];
  left: { people: string; party: number; count: number; persons: number; reason: string }[];
  convoys: PlannedConvoy[];
}
export interface PlannedConvoy {
  id: string; // C001 …
  control_point: string | null;
  depart: number;
  enter: number;
  arrive: number;
  vehicles: number;
  persons: Persons;
  from: string[];
  to: string[];
  trips: string[]; // bus-3.2 …: the console finds a vehicle's convoy by them
  // one polyline a convoy: [moment, axis_km] pairs in time order, planned
  line: [number, number][];
}

// Every number that the console draws carries the id of its figure; GET /api/v1/figures/{id} opens it.
// Ids are those of evacuation::account::figure. Where a number has no field for its figure the
// console forms the id: account.out.stretcher, convoy.C004.escorts, trip.bus-3.2.depart,
// vehicle.bus-3, person.TOKEN, corridor.ramouseh, statements.
export interface Figure { figure: string; value: number }
export interface FigureByCategory { figure: string; persons: Persons; total: number }

// GET /api/v1/picture — the live picture; also the data of the SSE event `picture`
export interface Picture {
  version: number; // grows with every accepted statement
  plan: string; // hex SHA-256 of the plan in force: another one means another plan and perhaps other places
  now: number; // the operation's clock when this was made
  statements: number; // how many it rests on
  clock: { drill: boolean; speed: number; paused: boolean; finished: boolean }; // finished: the drill has nothing more to tell; it stands still
  corridor: CorridorState;
  seal: { cosigned: boolean; moment: number | null; age_s: number | null }; // later: observers' cosignatures
  next_convoy: { id: string; depart: number; state: string } | null;
  account: {
    registered: FigureByCategory;
    waiting: FigureByCategory;
    on_the_way: FigureByCategory;
    out: FigureByCategory;
    declined: FigureByCategory; // declined, stays or withdrawn
    died: FigureByCategory;
    unaccounted: FigureByCategory; // removed and missing people are in here, each a named discrepancy
    balances: boolean; // registered = the sum of the others
  };
  places: { id: string; waiting: Figure; received: Figure }[]; // staging and destinations
  convoys: LiveConvoy[]; // every planned convoy, in order
  attention: Attention[]; // most urgent first
  claims: Claim[];
}
export interface CorridorState {
  state: 'open' | 'closed' | 'suspended'; // of the control point that matters most now
  until: number | null; // open until / closed until
  since: number | null; // suspended since
  by: string | null; // label of the device that said so
  reason: string | null;
  control_points: { id: string; state: 'open' | 'closed' | 'suspended'; until: number | null; since: number | null; by: string | null; reason: string | null }[];
}
export type ConvoyState = 'planned' | 'boarding' | 'on_the_way' | 'arrived' | 'closed' | 'open_balance';
export interface LiveConvoy {
  id: string;
  state: ConvoyState;
  late_s: number; // against the plan, as known now; 0: on time or early
  vehicles: number;
  assigned: Figure;
  boarded: Figure;
  aboard: Figure; // on board now: the head count on the map
  received: Figure;
  unaccounted: Figure;
  escorts: number;
  depart: { planned: number; actual: number | null };
  arrive: { planned: number; actual: number | null; expected: number | null };
  clearance: 'go' | 'hold' | 'stop' | 'undecided'; // what somebody decided about it
  position: { lat: number; lon: number; axis_km: number; heading_deg: number } | null; // while on the way
  line: [number, number][]; // what really happened: [moment, axis_km] up to now
}
export type AttentionKind =
  | 'missing' | 'unlisted' | 'removed' | 'died' | 'no_show' | 'headcount_differs' | 'disputed'
  | 'quarantine' | 'contradicted' | 'late' | 'suspended' | 'closed' | 'breakdown' | 'balance_open' | 'silent' | 'born' | 'left' | 'diverted' | 'nobody_looks' | 'tell' | 'split' | 'twin' | 'unclosed' | 'unconfirmed'
  | 'fire' | 'clause_breached' | 'held' | 'undecided' | 'aid' | 'waybill_open' | 'tracker_silent' | 'stalled';
export interface Attention {
  id: string; // stable as long as the matter is the same
  kind: AttentionKind;
  urgency: 'people' | 'decision' | 'note'; // people: persons unaccounted; decision: somebody must decide; note
  since: number;
  owner: string; // the role that has it: coordinator, gate, convoy_leader, receiver …
  // the sentence and the next step are composed by the console in its language from these values,
  // each where it is known: convoy, trip, vehicle, place (an id), count (persons), tokens
  // ("AB…,CD…"), late_s, until (a moment), reason, by (a device's label), counted and expected (of a
  // headcount that differs), clash (of a dispute), more (late convoys that are not listed), held
  // (why statements are in quarantine), statements and devices (how many)
  values: Record<string, string | number>; // e.g. convoy, vehicle, place, count, late_s, tokens ("AB…,CD…")
  figure: string | null; // opens the statements behind it
}
export interface Claim {
  id: string;
  claimant: string;
  figure_name: string; // people_out, wounded_out, people_inside …
  low: number;
  high: number;
  unit: string;
  scope: string;
  qualifier: string;
  as_of: string;
  grade: string;
  source: string;
  words: string; // as quoted
  observed: string; // seen, heard, told
  place: string;
  standing: string; // reported, planned, denied
  supersedes: string | null;
  figure: string;
  counted: Figure | null; // our own count of the same thing, where there is one
}
// GET /api/v1/claims
export interface ClaimsPage {
  figures: ComparedClaims[];
}
export interface ComparedClaims {
  name: string;
  counted: Figure | null;
  low: number; // of what is not superseded
  high: number;
  claims: Claim[];
  superseded: string[];
  contradictions: [string, string][];
  ties: { from: string; to: string; kind: string; figure: string }[]; // said since: supersedes, contradicts, corroborates
}
// POST /api/v1/proposals
export interface Proposals {
  claims: ProposedClaim[];
  incidents: ProposedIncident[];
}
export interface ProposedClaim {
  claimant: string;
  figure_name: string;
  low: number;
  high: number;
  unit: string;
  scope: string;
  qualifier: string;
  as_of: string;
  place: string;
  quote: string;
  span: [number, number]; // in characters (code points) of the text
  standing: string;
  observed: string;
}
export interface ProposedIncident {
  kind: string;
  claimant: string;
  as_of: string;
  place: string;
  place_id: string | null; // the place of the operation that these words name
  quote: string;
  span: [number, number];
  observed: string;
}

// GET /api/v1/convoys/{id}
export interface ConvoyPage extends LiveConvoy {
  control_point: string | null;
  from: string[];
  to: string[];
  persons: Persons; // planned
  trips: TripRow[];
  timeline: { moment: number; kind: string; place: string | null; trip: string | null; figure: string; count: number | null }[];
  balance: Balance;
}
export interface Confirm { at: number; by: string; counted: number; scanned: number; reason: string | null; figure: string }
export interface TripRow {
  id: string; // bus-3.2
  vehicle: string;
  from: string;
  to: string;
  state: ConvoyState | 'broken_down';
  seats: number;
  stretchers: number;
  escorts_needed: number;
  escorts_on_board: Figure;
  assigned: Figure;
  boarded: Figure;
  headcount: Figure | null;
  received: Figure;
  unaccounted: Figure;
  depart: { planned: number; actual: number | null };
  arrive: { planned: number; actual: number | null };
  gate: Confirm | null; // who confirmed that it may go
  leader: Confirm | null;
  missing_tokens: string[];
}
// boarded + born + unlisted = received + handed_over + removed + left + died + aboard + unaccounted
export interface Balance {
  boarded: Figure; born: Figure; unlisted: Figure; received: Figure; handed_over: Figure; removed: Figure; left: Figure;
  died: Figure; aboard: Figure; unaccounted: Figure; balances: boolean;
}

// GET /api/v1/trips/{id}/manifest: party by party; codes only, never names
export interface Manifest {
  trip: string;
  rows: {
    party: string | null;
    token: string;
    category: 'stretcher' | 'wounded' | 'other';
    sex: 'female' | 'male' | 'unknown';
    age: 'infant' | 'child' | 'adult' | 'older' | 'unknown';
    assigned: boolean;
    state: string; // a term of the trip's balance, or 'assigned' for who has not boarded
  }[];
}

// GET /api/v1/figures/{id}?offset=0&limit=50
export interface FigureSources {
  figure: string;
  value: number;
  rests_on: number; // how many statements
  seal: { cosigned: boolean; moment: number | null };
  by_device: { device: string; label: string; role: string; statements: number; first: number; last: number }[];
  statements: StatementRow[]; // one page of them, newest first
  offset: number;
  claims: Claim[]; // what others said of the same thing
}
export interface StatementRow {
  entry: string; // hex id
  kind: string;
  at: number; // when it happened, as said
  recorded_unix_ms: number; // the device's hybrid clock
  device: string; // hex log id
  label: string;
  role: string;
  seq: number;
  place: string | null;
  values: Record<string, string | number | string[]>; // the statement's own fields
  stands: boolean; // false once corrected
  held: string | null; // why it is in quarantine, where it is
}

// GET /api/v1/statements?after=0&limit=100&kind=board&token=…&trip=…
export interface StatementPage { statements: StatementRow[]; next: number | null }

// POST /api/v1/clock { speed?: number, paused?: boolean } — drills only; answers Picture['clock']

// GET /api/v1/replan: the present search for a new plan, or the proposal that came of it
// POST /api/v1/replan { seconds?, reopens_in_min?, stability? } begins one; POST /api/v1/replan/stop ends the
// search and keeps the best plan so far; DELETE /api/v1/replan discards; POST /api/v1/replan/accept { number } puts
// it in force: 409 `overtaken` when more has happened since and it no longer fits. All answer Replan.
export interface Replan {
  state: 'none' | 'running' | 'ready' | 'failed';
  number: number | null;
  elapsed_s: number;
  limit_s: number;
  progress: { value: number; bound: number; gap: number; iterations: number } | null;
  proposal: Proposal | null;
  why: string | null;
}
export interface Proposal {
  at: number; // the moment from which it plans
  took_s: number;
  objective: 'exposure' | 'makespan';
  before: Worth; // the plan in force as it stands, if all that is ahead of it could still be kept
  after: Worth;
  changed_parties: number;
  changes: Changes;
  moved: Moved[]; // most person-minutes first
  moved_more: number;
  convoys: ConvoyChange[]; // still under way or to come, in order of departure
  assumptions: Assumption[];
}
export interface Worth {
  exposure_person_h: number;
  makespan_s: number;
  delivered: number;
  left_behind: number;
  bound: number | null;
  gap: number | null;
}
// persons whose departure moves by more than ten minutes, and by how much in all
export interface Changes {
  earlier: number;
  earlier_person_min: number;
  later: number;
  later_person_min: number;
  newly_out: number;
  newly_left: number;
}
export interface Moved {
  people: string;
  place: string;
  before: number | null; // departure; null: left behind
  after: number | null;
  parties: number;
  persons: Persons;
}
export interface ConvoyChange { before: ConvoyFace | null; after: ConvoyFace | null; changes: boolean }
export interface ConvoyFace { id: string; depart: number; arrive: number; vehicles: number; persons: Persons; from: string[] }
export type AssumptionKind =
  | 'suspended' | 'lost' | 'stranded' | 'left_out' | 'overdue' | 'way_back' | 'not_registered' | 'added' | 'declined'
  | 'unaccounted' | 'overfull' | 'outside_window' | 'irregular' | 'aid_aboard';
// the console makes the sentence from vehicle, trip, place, people, count, since, until, each where known
export interface Assumption { kind: AssumptionKind; values: Record<string, string | number> }

// Errors, always: { error: { code: string, what: string, where?: string, do: string } }
export interface ApiError { error: { code: string; what: string; where?: string; do: string } }

// GET /api/v1/events — SSE. Events: `picture` (data: Picture, id: version). Reconnect with
// Last-Event-ID: the server answers at once with the newest picture if it is newer.
// A picture is sent when it changed (twice a second at most), and every 5 s in any case, paused or
// not, because its `now` goes on. A comment line is sent every 10 s for what stands in between.
// Pages see no comments: they take 25 s without a picture for a lost connection.

/** GET /devices */
export interface Devices {
  now_unix_s: number;
  quorum: string | null;
  roles: string[];
  privileged: string[];
  devices: DeviceState[];
  quarantine: { statements: number; persons: number; rows: StatementRow[] };
}
export interface DeviceState {
  device: string;
  label: string;
  asked: string | null;
  role: string | null;
  root: boolean;
  grants: Grant[];
  waiting: Grant[];
  revoked_from: number | null;
  forked_at: number | null;
  contradicted_at: number | null; // it sealed another history of this many statements than the one here
  words: string[];
  words_arabic: string[];
  statements: number;
  held: number;
  sealed: SealedUpTo | null;
  cosigned: SealedUpTo | null;
  enough: SealedUpTo | null;
}
export interface Grant { role: string; place: string | null; until: number | null; by: string[] }
export interface SealedUpTo { size: number; unix_s: number; witnesses: string[] }
/** GET /devices/own */
export interface OwnDevice { device: string; words: string[]; words_arabic: string[]; code: string; qr: string }

/** What became of a bundle that was brought. */
export interface Taken {
  new: number;
  known: number;
  forked: number;
  refused: number;
  seals: number;
  contradicting: number; // seals that contradict the log of their device: kept as evidence
  blobs: number;
  findings: string[];
}
