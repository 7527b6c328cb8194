// What the hub tells phones so that they can work alone: the operation, the trips, every party by its code.
// Exactly the shape of crates/corridor/src/http/field.rs. No names: there are none in it.

import type { Age, Answer, Category, Sex } from './ledger/statement';
import type { Token } from './ledger/token';

export interface Place {
  id: string;
  name: Record<string, string>;
  kind: 'staging' | 'reception' | 'hospital' | 'control_point' | 'depot' | 'junction';
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
  now: number;
  /** Seconds of the operation in a second: 1 but in a drill. */
  speed: number;
  drill: boolean;
  places: Place[];
  /** Control points through which nobody may go now; `*`: the whole corridor. */
  suspended: string[];
  trips: FieldTrip[];
  parties: PartyRow[];
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
