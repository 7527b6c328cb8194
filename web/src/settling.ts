// What the pages for people, tickets, twins, reconciliation, paper and trust ask the server, and the shapes of its
// answers (GET /api/v1/openapi.json has them in full). Pure but for the requests.

import { typed } from './field/ledger/token';
import { ask, post } from './client';
import type { Persons } from './api';

export const STANDINGS = ['lost', 'moved', 'new', 'without', 'called', 'kept'] as const;
export const OPENS = ['not_left', 'on_the_way', 'broken_down', 'aboard', 'count_differs', 'nobody_looks'] as const;
export const TRAITS = ['same_make_up', 'nearly_same_make_up', 'same_place', 'other_place', 'other_device', 'same_device', 'apart', 'one_gone', 'said'] as const;
export const TERMS = ['boarded', 'born', 'unlisted', 'received', 'handed_over', 'removed', 'left', 'died', 'aboard', 'unaccounted'] as const;
export const VERDICTS = ['good', 'replaced', 'unknown', 'stranger', 'other_operation'] as const;
export const LINES = ['board', 'headcount', 'depart', 'arrive', 'receive', 'register'] as const;
export const SHEETS = ['cards', 'manifest', 'tally', 'tickets'] as const;

export interface Figured { figure: string; value: number }
export const HELDS = ['hold', 'stop'] as const;
type Hold = (typeof HELDS)[number] | null;
export interface Seat { trip: string; to: string; depart: number; issued: number | null; entry: string | null; held: Hold }
export interface Promised { party: string; place: string; persons: Persons; standing: string; held: Seat | null; seat: Seat | null; figure: string }
export interface Tell { party: string; place: string; persons: number; before: Seat | null; after: Seat | null; issued: boolean; told_by: string | null; figure: string }
export interface Tickets {
  issuer: string;
  proposal: boolean;
  counts: Record<string, { parties: number; persons: number } | undefined>;
  to_tell: Tell[];
  rows: Promised[];
  total: number;
}
export interface Ticket {
  party: string; trip: string; place: string; to: string; persons: number; depart_unix_s: number; issued_unix_s: number;
  code: string; qr: string; issuer: string; entry: string; held: Hold;
}
export interface Checked { verdict: string; party: string; trip: string; place: string; to: string; persons: number; depart_unix_s: number; issued_unix_s: number; signed_by: string | null; held: Hold }
export interface Open { what: string; count: number | null; expected: number | null; token: string | null }
export type TripClosing = { trip: string; open: Open[] } & Record<(typeof TERMS)[number], Figured>;
export interface Closing { convoy: string; trips: TripClosing[]; settled: boolean; holds: boolean; closed_at: number | null; closed_figure: string | null }
export interface Attended { at: number; who: string; step: string; done: boolean; figure: string }
export interface Search {
  matter: string; token: string; party: string | null; kind: string; trip: string | null; vehicle: string | null; since: number;
  seen_at: number | null; seen_place: string | null; seen_kind: string | null; seen_by: string | null; seen_figure: string | null;
  attended: Attended[]; figure: string;
}
export interface Member { token: string; state: string; place: string | null; trip: string | null; figure: string }
export interface Agreed { at: number; by: string; members: string[]; figure: string }
export interface Apart { matter: string; party: string; members: Member[]; agreed: Agreed[]; attended: Attended[]; figure: string }
export interface Unconfirmed {
  matter: string; trip: string; convoy: string | null; departed: number; lacks_gate: boolean; lacks_leader: boolean; attended: Attended[]; figure: string;
}
export interface Reconciliation { balance_open_s: number; convoys: Closing[]; searches: Search[]; apart: Apart[]; unconfirmed: Unconfirmed[] }
export interface Sketch {
  party: string; at: number; place: string; device: string; trips: string[]; waits: boolean; figure: string;
  members: { token: string; sex: string; age: string; category: string }[];
}
export interface Trait { what: string; others: number | null; minutes: number | null; why: string | null }
export interface Candidate { parties: Sketch[]; chance: number; traits: Trait[]; pairs: string[][] }
export interface Decided { parties: string[]; likeness: string; statements: { at: number; likeness: string; why: string; figure: string }[] }
export interface Twins { candidates: Candidate[]; total: number; decided: Decided[] }
export interface Person { token: string; state: string; category: string; place: string | null; trips: string[]; clashes: string[]; figure: string }
export interface Party { party: string | null; persons: Person[]; ticket: { trip: string; to: string; depart: number; figure: string } | null; figure: string | null }
export interface People { found: string; same_as: string[]; parties: Party[]; more: boolean }
export interface Trust {
  on: boolean; port: number | null; fingerprint: string | null; words: string[]; words_arabic: string[]; addresses: string[];
  until_unix_s: number | null; authority_until_unix_s: number | null;
}
export interface Line { kind: string; at: number; place: string; trip?: string; to?: string; count?: number; party?: string; codes?: string[]; marks?: string[] }

const query = (values: Record<string, string | undefined>) =>
  new URLSearchParams(Object.entries(values).filter((pair): pair is [string, string] => !!pair[1])).toString();
export const tickets = (wanted: { standing?: string; place?: string; convoy?: string; proposal?: 'true' } = {}) => ask<Tickets>(`tickets?${query(wanted)}`);
export const issueTickets = (wish: { place?: string; parties?: string[] } = {}) => ask<Tickets>('tickets', post(wish));
export const told = (wish: { parties: string[]; who: string }) => ask<Tickets>('tickets/told', post(wish));
export const ticket = (party: string) => ask<Ticket>(`tickets/${encodeURIComponent(party)}`);
export const checkTicket = (code: string) => ask<Checked>('tickets/check', post({ code }));
export const reconciliation = () => ask<Reconciliation>('reconciliation');
export const closeConvoy = (convoy: string) => ask<Reconciliation>('reconciliation/close', post({ convoy }));
export const attend = (wish: { matter: string; who: string; step: string; done?: boolean }) => ask<Reconciliation>('reconciliation/attend', post(wish));
export const twins = () => ask<Twins>('twins');
export const decide = (wish: { parties: string[]; likeness: string; pairs?: string[][]; why: string }) => ask<Twins>('twins', post(wish));
export const people = (q: string) => ask<People>(`people?${query({ q })}`);
export const trust = () => ask<Trust>('trust');
export const enterSheet = (wish: { sheet: string; written_by: string; lines: Line[] }) => ask<{ statements: number }>('paper/entries', post(wish));
export const paperUrl = (kind: string, wish: { lang: string; first?: number; sheets?: number; trip?: string; place?: string }) =>
  `/api/v1/paper/${kind}?${query({ lang: wish.lang, first: wish.first?.toString(), sheets: wish.sheets?.toString(), trip: wish.trip, place: wish.place })}`;

/** Persons of both parties side by side: those proposed to be one beside each other, the others after them. */
export function sideBySide(candidate: Candidate): [string | null, string | null][] {
  const [a, b] = candidate.parties;
  const paired = candidate.pairs.map(([one, other]): [string | null, string | null] => [one ?? null, other ?? null]);
  const left = new Set(paired.map(([one]) => one));
  const right = new Set(paired.map(([, other]) => other));
  const rest = (sketch: Sketch | undefined, seen: Set<string | null>) => (sketch?.members ?? []).map((m) => m.token).filter((token) => !seen.has(token));
  return [...paired, ...rest(a, left).map((token): [string, null] => [token, null]), ...rest(b, right).map((token): [null, string] => [null, token])];
}
/** `bus-3.2 = 2 · camp = 4`: a convoy's balance closes when both sides are the same. */
export function sides(trip: TripClosing): { came: number; went: number } {
  const sum = (names: readonly (typeof TERMS)[number][]) => names.reduce((n, name) => n + trip[name].value, 0);
  return { came: sum(TERMS.slice(0, 3)), went: sum(TERMS.slice(3)) };
}
/** Codes out of what was typed or pasted: eight signs each, whatever stands between. */
export function codes(text: string): string[] {
  return text.split(/[\s,;،؛]+/).map(typed).filter(Boolean);
}
