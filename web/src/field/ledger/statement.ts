// What a phone says, in the byte form of crates/evacuation/src/statement.rs. Numbers are those of its
// fields. Pure. Never here: a person's name, or a diagnosis that is not sealed.

import { encode, type Fields } from './cbor';
import type { Draft } from './entry';
import type { Token } from './token';

export const ROLES = ['coordinator', 'registrar', 'gate', 'convoy_leader', 'receiver', 'clinician', 'monitor', 'viewer', 'custodian', 'adjudicator', 'witness'] as const;
export const CATEGORIES = ['stretcher', 'wounded', 'other'] as const;
export const SEXES = ['female', 'male', 'unknown'] as const;
export const AGES = ['infant', 'child', 'adult', 'older', 'unknown'] as const;
export const ANSWERS = ['yes', 'declined', 'stays', 'withdrawn'] as const;
export const DECISIONS = ['go', 'hold', 'stop'] as const;
export type Role = (typeof ROLES)[number];
export type Category = (typeof CATEGORIES)[number];
export type Sex = (typeof SEXES)[number];
export type Age = (typeof AGES)[number];
export type Answer = (typeof ANSWERS)[number];

export interface Member {
  token: Token;
  category: Category;
  sex: Sex;
  age: Age;
}
type OnTrip = { tokens: Token[]; trip: string; place: string };
export type Fact =
  | { kind: 'enrol'; label: string; role: Role }
  | { kind: 'register'; party: Token; members: Member[]; place: string; people?: string; class?: number }
  | { kind: 'agree'; party: Token; answer: Answer; destinations: string[]; language: string; told: string }
  | { kind: 'assign'; parties: Token[]; trip: string }
  | ({ kind: 'board' } & OnTrip)
  | { kind: 'depart'; trip: string; place: string; to: string; escorts: number }
  | { kind: 'pass'; trip: string; place: string; through: boolean; headcount?: number }
  | { kind: 'arrive'; trip: string; place: string }
  | { kind: 'receive'; tokens: Token[]; trip?: string; place: string }
  | { kind: 'hand_over'; tokens: Token[]; trip?: string; place: string; to: string }
  | ({ kind: 'remove'; by: string; grade: string; witness?: string } & OnTrip)
  | ({ kind: 'alight' } & OnTrip)
  | { kind: 'die'; token: Token; trip?: string; place: string }
  | { kind: 'born'; child: Member; party?: Token; trip?: string; place: string }
  | { kind: 'headcount'; trip: string; place: string; count: number }
  | { kind: 'correct'; entry: Uint8Array; why: string }
  | { kind: 'needs'; token: Token; oxygen: boolean; companion?: Token }
  | { kind: 'accompany'; child: Token; from: string; to: string }
  | { kind: 'split'; party: Token; members: Token[]; by: Token }
  | { kind: 'clear'; trip: string; place: string; counted: number; scanned: number; reason?: string }
  | { kind: 'countersign'; entry: Uint8Array }
  | { kind: 'note_key'; key: Uint8Array }
  | { kind: 'note'; token: Token; ephemeral: Uint8Array; to: { device: Uint8Array; wrapped: Uint8Array }[]; sealed: Uint8Array; of?: Uint8Array }
  | { kind: 'decide'; convoy: string; decision: (typeof DECISIONS)[number]; why: string; by: string }
  | { kind: 'read_note'; token: Token; why: string };
export type Kind = Fact['kind'];

/** The number of each kind. */
const NUMBER: Record<Kind, number> = {
  enrol: 0, register: 2, agree: 3, assign: 4, board: 5, depart: 6, pass: 7, arrive: 8, receive: 9, hand_over: 10, remove: 11, alight: 12, die: 13, born: 14,
  headcount: 19, correct: 21, needs: 29, accompany: 30, split: 31, clear: 32, countersign: 33, note_key: 34, note: 40, read_note: 41, decide: 52,
};
const member = (m: Member): Fields => ({ 0: m.token, 1: CATEGORIES.indexOf(m.category), 2: SEXES.indexOf(m.sex), 3: AGES.indexOf(m.age) });

function fields(f: Fact): Fields {
  switch (f.kind) {
    case 'enrol': return { 0: f.label, 1: ROLES.indexOf(f.role) };
    case 'register': return { 0: f.party, 1: f.members.map(member), 2: f.place, 3: f.people, 4: f.class };
    case 'agree': return { 0: f.party, 1: ANSWERS.indexOf(f.answer), 2: f.destinations, 3: f.language, 4: f.told };
    case 'assign': return { 0: f.parties, 1: f.trip };
    case 'board': case 'alight': return { 0: f.tokens, 1: f.trip, 2: f.place };
    case 'depart': return { 0: f.trip, 1: f.place, 2: f.to, 3: f.escorts };
    case 'pass': return { 0: f.trip, 1: f.place, 2: f.through, 3: f.headcount };
    case 'arrive': return { 0: f.trip, 1: f.place };
    case 'receive': return { 0: f.tokens, 1: f.trip, 2: f.place };
    case 'hand_over': return { 0: f.tokens, 1: f.trip, 2: f.place, 3: f.to };
    case 'remove': return { 0: f.tokens, 1: f.trip, 2: f.place, 3: f.by, 4: f.grade, 5: f.witness };
    case 'die': return { 0: f.token, 1: f.trip, 2: f.place };
    case 'born': return { 0: member(f.child), 1: f.party, 2: f.trip, 3: f.place };
    case 'headcount': return { 0: f.trip, 1: f.place, 2: f.count };
    case 'correct': return { 0: f.entry, 1: f.why };
    case 'needs': return { 0: f.token, 1: f.oxygen, 2: f.companion };
    case 'accompany': return { 0: f.child, 1: f.from, 2: f.to };
    case 'split': return { 0: f.party, 1: f.members, 2: f.by };
    case 'clear': return { 0: f.trip, 1: f.place, 2: f.counted, 3: f.scanned, 4: f.reason };
    case 'countersign': return { 0: f.entry };
    case 'note_key': return { 0: f.key };
    case 'note': return { 0: f.token, 1: f.ephemeral, 2: f.to.map(({ device, wrapped }) => ({ 0: device, 1: wrapped })), 3: f.sealed, 4: f.of };
    case 'decide': return { 0: f.convoy, 1: DECISIONS.indexOf(f.decision), 2: f.why, 3: f.by, 4: [] };
    case 'read_note': return { 0: f.token, 1: f.why };
  }
}
/** Bytes of a free text, and of any other, at most (crates/evacuation/src/statement/sound.rs). */
const TEXT_BYTES_MAX = 2_000;
const ID_BYTES_MAX = 200;
/** Signs that break a line, hide, or turn the direction of what follows: the hub takes no text with them. */
const STEERS = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\u200B\u2060-\u2064\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** The fact with texts as the hub takes them. A statement that is refused would hold up the whole log. */
export function plain<T>(fact: T, name = ''): T {
  if (typeof fact === 'string') {
    let text = fact.replace(STEERS, ' ').replace(/ {2,}/g, ' ').trim();
    const most = ['told', 'by', 'why', 'witness'].includes(name) ? TEXT_BYTES_MAX : ID_BYTES_MAX;
    while (new TextEncoder().encode(text).length > most) text = [...text].slice(0, -1).join('');
    return text as T;
  }
  if (fact === null || typeof fact !== 'object' || fact instanceof Uint8Array) return fact;
  if (Array.isArray(fact)) return fact.map((item) => plain(item, name) as unknown) as T;
  return Object.fromEntries(Object.entries(fact).map(([key, value]) => [key, plain<unknown>(value, key)])) as T;
}

/** The bytes of a statement. `at`: whole seconds after the start of the operation. */
export function statementBytes(at: number, fact: Fact): Uint8Array {
  return encode({ 0: at, 1: [NUMBER[fact.kind], fields(fact)] });
}
/** What goes into the entry. */
export function draft(at: number, fact: Fact): Draft {
  return { kind: fact.kind, place: 'place' in fact ? fact.place : null, body: statementBytes(at, fact) };
}
