// What an attention item says: one sentence, the next step, and who it is about, in words composed
// from its kind and values. Pure.

import type { Attention, AttentionKind } from './api';
import type { Args } from './i18n/bundle';

export const ATTENTION_KINDS: readonly AttentionKind[] = [
  'missing', 'unlisted', 'removed', 'died', 'no_show', 'headcount_differs', 'disputed', 'late', 'suspended',
  'closed', 'breakdown', 'balance_open', 'silent', 'born', 'left', 'diverted',
  'quarantine', 'contradicted',
  'nobody_looks', 'tell', 'split', 'twin', 'unclosed', 'unconfirmed',
  'fire', 'clause_breached', 'held', 'undecided', 'aid', 'waybill_open', 'tracker_silent', 'stalled',
];
export const URGENCIES: readonly Attention['urgency'][] = ['people', 'decision', 'note'];
/** A shape for each urgency, so that colour is never the only sign. */
export const URGENCY_SHAPE = { people: 'square', decision: 'triangle', note: 'dot' } as const satisfies Record<Attention['urgency'], string>;

/** The reader's language, as far as a sentence needs it. */
export interface Words {
  say: (key: string, args?: Args) => string;
  has: (key: string) => boolean;
  place: (id: string) => string;
  moment: (at: number) => string;
  span: (seconds: number) => string;
}
export interface Sentence {
  says: string;
  next: string;
  tokens: string[]; // the persons, by code; the server lists the first of them
  count: number; // how many persons
}

export function sentence(item: Attention, words: Words): Sentence {
  const { values } = item;
  const tokens = tokensOf(values.tokens);
  const count = numberOf(values.count) ?? Math.max(1, tokens.length);
  const args: Args = {
    subject: subject(item, words),
    clash: clash(item, words),
    more: numberOf(values.more) ?? 0,
    place: text(values.place) ? words.place(text(values.place)!) : words.say('place-unknown'),
    atplace: text(values.place) ? 'yes' : 'no',
    count,
    named: tokens.length ? 'yes' : 'no',
    counted: numberOf(values.counted) ?? 0,
    expected: numberOf(values.expected) ?? 0,
    late: words.span(numberOf(values.late_s) ?? 0),
    since: words.moment(item.since),
    until: numberOf(values.until) === null ? '' : words.moment(numberOf(values.until)!),
    hasuntil: numberOf(values.until) === null ? 'no' : 'yes',
    reason: text(values.reason) ?? '',
    hasreason: text(values.reason) ? 'yes' : 'no',
    by: text(values.by) ?? words.say('by-unknown'),
    named_by: text(values.by) ? 'yes' : 'no',
    held: text(values.held) ?? '',
    statements: numberOf(values.statements) ?? 0,
    devices: numberOf(values.devices) ?? 0,
    lacks: text(values.lacks) ?? '',
    party: tokens[0] ?? '',
    one: text(values.convoy) ? 'yes' : 'no',
  };
  // A kind that this page does not know yet is still shown, by its name.
  if (!words.has(`attention-${item.kind}`)) return { says: `${item.kind}: ${args.subject}`, next: words.say('attention-look'), tokens, count };
  const says = words.say(`attention-${item.kind}`, args);
  // A vehicle's id keeps its own letters, also at the beginning of a sentence.
  const byName = text(values.vehicle) ?? text(values.trip);
  return { says: byName ? says : capital(says), next: words.say(`attention-${item.kind}-do`, args), tokens, count };
}

/** Kinds that are about the road itself, and kinds that are about no vehicle in particular. */
const ROAD: readonly AttentionKind[] = ['suspended', 'closed'];
const ANYWHERE: readonly AttentionKind[] = ['died', 'born', 'disputed'];

/** What the matter is about, as precisely as it is known. */
function subject({ kind, values }: Attention, words: Words): string {
  const place = text(values.place) ? words.place(text(values.place)!) : null;
  if (ROAD.includes(kind)) return place ?? words.say('subject-corridor');
  const vehicle = text(values.vehicle) ?? text(values.trip);
  const convoy = text(values.convoy);
  if (vehicle && convoy) return words.say('subject-vehicle-convoy', { vehicle, convoy });
  if (vehicle) return vehicle;
  if (convoy) return words.say('subject-convoy', { convoy });
  if (ANYWHERE.includes(kind)) return place ?? words.say('subject-operation');
  return place ? words.say('subject-vehicle-at', { place }) : words.say('subject-vehicle-any');
}

export const CLASHES = [
  'two_trips', 'two_places', 'after_death', 'left_and_received', 'out_of_order', 'category', 'two_parties', 'answer', 'without_agreement',
] as const;
function clash({ values }: Attention, words: Words): string {
  const key = `clash-${text(values.clash) ?? 'unknown'}`;
  return words.has(key) ? words.say(key) : words.say('clash-unknown');
}

/** The first letter large, behind the marks that isolate a name. */
function capital(sentence: string): string {
  return sentence.replace(/^\u2068*\p{Ll}/u, (start) => start.toUpperCase());
}

export function tokensOf(value: string | number | undefined): string[] {
  return String(value ?? '').split(',').map((token) => token.trim()).filter(Boolean);
}
function text(value: string | number | undefined): string | null {
  return value === undefined || value === '' ? null : String(value);
}
function numberOf(value: string | number | undefined): number | null {
  return value === undefined || value === '' || !Number.isFinite(Number(value)) ? null : Number(value);
}

/** Where an item leads besides its sources: its convoy's page. */
export function convoyOf(item: Attention): string | null {
  return text(item.values.convoy);
}

/** Whether it is decided on the page of devices: whose statements count. */
export function asksForDevices(item: Attention): boolean {
  return item.kind === 'quarantine' || item.kind === 'contradicted';
}

/** Whether the plan in force no longer holds because of it: a vehicle lost, the road closed, a convoy late. */
export function asksForPlan(item: Attention): boolean {
  return item.kind === 'breakdown' || item.kind === 'suspended' || item.kind === 'late';
}

/** The page on which a matter is settled, where it has one. */
export function pageOf(item: Attention): 'reconcile' | 'tickets' | 'twins' | null {
  if (item.kind === 'nobody_looks' || item.kind === 'split' || item.kind === 'unclosed' || item.kind === 'unconfirmed') return 'reconcile';
  return item.kind === 'tell' ? 'tickets' : item.kind === 'twin' ? 'twins' : null;
}
