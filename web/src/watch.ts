// What the watch, aid and observers pages ask of the server, and what they make of it. Pure but for the
// requests at the end.

import { ask, good, post } from './client';

export type Holding = 'held' | 'breached' | 'unknown';
export const HOLDINGS = ['held', 'breached', 'unknown'] as const;
export const TERMS = ['no_fire', 'passage_hours', 'convoy_max', 'inspection', 'aid_per_day'] as const;
export const WHYS = ['not_begun', 'fire', 'word', 'alleged', 'watched', 'unwatched', 'measured', 'exceeded', 'refused', 'nothing_yet', 'fewer_let_in', 'fewer_came'] as const;
export const INCIDENTS = ['shelling', 'airstrike', 'shot_at', 'obstruction', 'detention', 'disappearance', 'confiscation', 'aid_refused'] as const;
export const KNOWN_BY = ['seen', 'heard', 'told'] as const;
export const LINKS = ['corroborates', 'contradicts', 'same_event'] as const;
/** How claims of one figure may hang together. */
export const CLAIM_LINKS = ['supersedes', 'contradicts', 'corroborates'] as const;
export const STEPS = ['handed_on', 'verified', 'exported'] as const;
export const DECISIONS = ['go', 'hold', 'stop', 'undecided'] as const;
export const CHECK_WHYS = ['held', 'breached', 'cannot_be_judged', 'not_sent', 'expired', 'not_acknowledged', 'acknowledged', 'rejected', 'no_limit', 'enough', 'too_few', 'suspended', 'open', 'closed', 'none_reported', 'fire_near', 'fire_alleged', 'room', 'full'] as const;
export const CHECK_ITEMS = ['clause', 'notified', 'escorts', 'road', 'fire', 'reception'] as const;
export const PACES = ['unheard', 'moving', 'stalled', 'waiting', 'silent', 'off'] as const;
export const NOTICES = ['sent', 'acknowledged', 'rejected', 'expired'] as const;
export const AID_STEPS = ['loaded', 'passed', 'delivered', 'returned', 'confiscated', 'lost'] as const;
export const BILLS = ['on_the_way', 'closed', 'open'] as const;
export const ANSWERS = ['approved', 'refused', 'none'] as const;

export interface Clause {
  clause: string; term: (typeof TERMS)[number]; parties: string[]; from: number; until: number;
  within_m: number | null; opens_s: number | null; closes_s: number | null; vehicles: number | null; most_s: number | null; place: string | null;
}
export interface Judgement { state: Holding; why: (typeof WHYS)[number]; since: number; on: string[]; alleged: string[]; measured: number | null; figures: string[] }
export interface Judged { clause: Clause; entry: string | null; all: Judgement; views: Record<string, Judgement> }
export interface Lines {
  clause: string; promised: number; quiet_since: number | null; after: number | null; last_fire: number | null;
  verified_by: string[]; sides: string[]; verified: boolean; lasting: number | null; unwatched: number; on: string[]; fire: string | null;
}
export interface Incident {
  kind: (typeof INCIDENTS)[number]; place: string; lat_e6: number | null; lon_e6: number | null; known: (typeof KNOWN_BY)[number];
  by: string; party: string | null; reliability: string; credibility: number; trip: string | null; tokens: string[]; words: string; source: string; share: boolean;
}
export interface IncidentShown {
  entry: string; at: number; incident: Incident; distance_m: number | null; established: boolean;
  links: { kind: (typeof LINKS)[number]; other: string; why: string }[];
  exhibits: { sha256: string; bytes: number; media: string; whole: boolean; chain: { step: string; at: number; holder: string; note: string; entry: string }[] }[];
}
export interface Decided { decision: 'go' | 'hold' | 'stop'; since: number; why: string; by: string; on: string[]; entry: string }
export interface Party { id: string; name: Record<string, string> }
export interface Request {
  request: string; party: string; from: string; to: string; trucks: number; at: number; due: number | null; entry: string; changed: boolean;
  answer: { answer: (typeof ANSWERS)[number]; by?: string; at?: number; after?: number; entry?: string; overdue_by?: number | null };
}
export interface Line { commodity: string; unit: string; batch: string; loaded: number; delivered: number; returned: number; confiscated: number; lost: number; on_the_way: number; unaccounted: number }
export interface Waybill { waybill: string; request: string | null; vehicle: string | null; trip: string | null; from: string | null; to: string | null; at: number; passed: [string, number][]; state: (typeof BILLS)[number]; lines: Line[]; on: string[] }
export interface Share { share: string; audience: string; party: string | null; until_unix_s: number; ended: boolean; expired: boolean; entry: string }
export interface Watch {
  now: number; tracking: boolean; parties: Party[]; clauses: Judged[]; lines: Lines[]; incidents: IncidentShown[];
  tracing: { token: string; status: string; since: number; place: string; after: string; on: string[] }[];
  whole: Decided | null; decisions: { entry: string; at: number; decide: { convoy: string | null; decision: 'go' | 'hold' | 'stop'; why: string; by: string; on: string[] } }[];
  notifications: { entry: string; at: number; notify: { convoy: string; party: string; until: number; vehicles: number }; state: (typeof NOTICES)[number]; answered: number | null; by: string | null }[];
  requests: Request[]; waybills: Waybill[]; shares: Share[];
  trackers: { tracker: string; vehicle: string | null }[];
}
export interface Clearance { convoy: string; decision: (typeof DECISIONS)[number]; since: number | null; why: string; by: string; entry: string | null; depart: number; departed: boolean }
export interface Check { item: (typeof CHECK_ITEMS)[number]; about: string; light: 'ok' | 'unknown' | 'not'; why: (typeof CHECK_WHYS)[number]; since: number | null; on: string[]; figures: string[] }
export interface Tracking {
  on: boolean; staff: boolean; squares?: { lat: number; lon: number; vehicles: number }[];
  tracks?: { tracker: string; vehicle: string; trip: string | null; course: { pace: (typeof PACES)[number]; since: number | null; crossed: { place: string; before: number; behind: number }[]; length_m: number; last: { along_m: number; at: number } | null } | null; heard: number | null; doubted: { why: string } | null }[];
  expected?: { trip: string; convoy: string; to: string; planned: number; expected: { early: number; middle: number; late: number | null; rests_on: number; within: number } }[];
}
export interface Crowd { total: number | null; stretcher: number | null; wounded: number | null; other: number | null }
export interface SharedView {
  operation: string; timezone: string; start_unix_s: number; drill: boolean; audience: string; party: string | null; until_unix_s: number; parties: Party[]; cell: number;
  view: {
    as_of: number; totals: Record<'registered' | 'waiting' | 'on_the_way' | 'out' | 'unaccounted' | 'died', Crowd>; places: Record<string, [Crowd, Crowd]>; convoys: [number, number];
    clauses: { clause: Clause; state: Holding; why: (typeof WHYS)[number]; since: number; views: Record<string, Holding> }[]; lines: Lines[];
    incidents: { kind: (typeof INCIDENTS)[number]; hour: number; place: string | null; within_km: number | null; established: boolean; party: string | null }[];
    aid: { requests: number; approved: number; refused: number; unanswered: number; waybills: [number, number, number] }; decision: 'go' | 'hold' | 'stop' | null;
  };
  places: Record<string, Record<string, string>>;
  squares: { lat: number; lon: number; vehicles: number }[];
  seals: { log: string; size: number; note: string }[];
}

/** A shape for each state, so that colour is never the only sign. */
export const SIGN = { held: 'dot', breached: 'triangle', unknown: 'ring' } as const;
export const LIGHT = { ok: 'dot', not: 'triangle', unknown: 'ring' } as const;
export const DECISION_SIGN = { go: 'dot', hold: 'triangle', stop: 'square', undecided: 'ring' } as const;

/** Of a waybill: what of each kind is missing or too much. */
export const open = (bill: Waybill): number => bill.lines.reduce((sum, line) => sum + Math.abs(line.unaccounted), 0);

export const watch = () => ask<Watch>('watch');
/** Says something; `at` in seconds after the operation's start, or a local time or day as it is written. */
export const say = (fact: object, at?: number | string) =>
  ask<{ entry: string }>('watch', post(at === undefined || at === '' ? { fact } : typeof at === 'number' ? { at, fact } : { when: at, fact }));
/** What a report says happened; the server refuses it while nobody says when. */
export const happened = (fact: object, when: string) => ask<{ entry: string }>('watch', post({ when, fact }));
export const clearance = () => ask<{ whole: Decided | null; convoys: Clearance[] }>('clearance');
export const checks = (convoy: string) => ask<{ checks: Check[] }>(`clearance/${encodeURIComponent(convoy)}`);
export const tracking = () => ask<Tracking>('tracking');
export const share = (wish: { audience: string; party?: string; hours: number }) => ask<{ path: string; token: string }>('shares', post(wish));
export const shared = (token: string) => ask<SharedView>(`share/${encodeURIComponent(token)}`);
/** What came of cosignatures that were handed in. */
export interface HandedIn { witness: string; cosigned: number; refused: string[] }
/** Where the seals for an observer's witness are. */
export const sealsPath = (token: string) => `/api/v1/share/${encodeURIComponent(token)}/seals`;
export const handIn = (token: string, file: string) =>
  ask<HandedIn>(`share/${encodeURIComponent(token)}/cosignatures`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: file });
export async function evidence(about: string, holder: string, file: File): Promise<{ sha256: string }> {
  const query = new URLSearchParams({ about, holder });
  // As long as it takes: a photo over a bad network.
  const response = await fetch(`/api/v1/evidence?${query}`, { method: 'POST', headers: { 'content-type': file.type || 'application/octet-stream' }, body: file });
  return (await good(response)).json();
}
