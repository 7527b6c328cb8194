// What the hub tells phones so that they can work alone: the operation, the trips, every party by its code.
// Exactly the shape of crates/corridor/src/http/field.rs. No names: there are none in it.

import type { Age, Answer, Category, Sex } from './ledger/statement';
import type { Token } from './ledger/token';

export interface Place {
  id: string;
  name: Record<string, string>;
  kind: 'staging' | 'reception' | 'hospital' | 'control_point' | 'depot' | 'junction';
  /** When a control point lets through, `[opens, closes]` in order; none: always. */
  windows?: [number, number][] | null;
}
/** A person's decision whether a convoy goes. */
export interface Decision {
  decision: 'go' | 'hold' | 'stop';
  since: number;
  why: string;
  by: string;
  whole: boolean;
}
export interface Clearance {
  role: string | null;
  device: string;
  at: number;
  counted: number;
  scanned: number;
  reason: string | null;
}
export interface FieldTrip {
  id: string;
  vehicle: string;
  convoy: string | null;
  from: string;
  to: string;
  depart: number;
  arrive: number;
  seats: number;
  stretchers: number;
  escorts: number;
  control_points: string[];
  /** Seconds from the departure to each of them, as planned. */
  reach?: number[];
  decision?: Decision | null;
  departed: number | null;
  arrived: number | null;
  clears: Clearance[];
}
/** Where a person is. `on`: aboard the trip at `trip`. */
export type Where = 'waiting' | 'declined' | 'on' | 'left' | 'out' | 'died' | 'unaccounted';
/** `[code, category, sex, age, where, trip, oxygen, companion, answers at the start, at the end]`; trips by their number in `trips`, or -1. */
export type MemberRow = [Token, number, number, number, Where, number, boolean, Token | null, string | null, string | null];
/** `[code, place, answer or -1, destinations, trip, who travels apart, members]`. */
export type PartyRow = [Token, string, number, string[], number, Token[][], MemberRow[]];

export interface Snapshot {
  /** The entity tag under which the hub knows it. */
  version: string;
  operation_id: string;
  /** The key that signs tickets, in hexadecimal. */
  issuer?: string | null;
  name: string;
  timezone: string;
  start_unix_s: number;
  drill: boolean;
  places: Place[];
  /** Control points through which nobody may go now; `*`: the whole corridor. */
  suspended: string[];
  trips: FieldTrip[];
  /** Devices of clinicians, each with the key to which notes are sealed for it; in hexadecimal. */
  clinicians?: [string, string][];
  /** Names what this phone has of the parties. */
  list?: string;
  /** The `list` to which the parties add; none: these are all. */
  since?: string | null;
  /** Parties that are no more. */
  gone?: Token[];
  parties: PartyRow[];
}
/** The whole list, from what changed in it; `null` where that does not fit what is known. */
export function whole(known: Snapshot | null, fresh: Snapshot): Snapshot | null {
  if (!fresh.since) return fresh;
  if (known?.list !== fresh.since) return null;
  const rows = new Map(known.parties.map((row) => [row[0], row]));
  for (const token of fresh.gone ?? []) rows.delete(token);
  const before = rows.size;
  for (const row of fresh.parties) rows.set(row[0], row);
  const parties = [...rows.values()];
  // New ones stand where the hub would put them.
  if (rows.size > before) parties.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return { ...fresh, since: null, gone: [], parties };
}

export interface Person {
  token: Token;
  party: Token | null;
  category: Category;
  sex: Sex;
  age: Age;
  where: Where;
  trip: string | null;
  oxygen: boolean;
  companion: Token | null;
  from: string | null;
  to: string | null;
}
export interface Party {
  token: Token;
  place: string;
  answer: Answer | null;
  destinations: string[];
  trip: string | null;
  apart: Token[][];
  members: Token[];
}
