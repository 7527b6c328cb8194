// What a door knows, put together from the phone's book for the two pure decisions: may they board
// (boarding.ts), may the vehicle go (here). Pure.

import type { Book } from './book';
import type { DoorParty, DoorTrip } from './boarding';
import type { Token } from './ledger/token';
import type { Clearance, Decision, FieldTrip, Person, Place } from './snapshot';

export function partyAtDoor(book: Book, code: Token, trip: string): DoorParty | null {
  const party = book.partyOf(code);
  if (!party) return null;
  const seen = (person: Person) => (person.where === 'waiting' || person.where === 'declined' ? 'waiting' : person.where === 'on' && person.trip === trip ? 'here' : 'elsewhere');
  const isHere = (token: Token) => {
    const other = book.person(token);
    return Boolean(other && seen(other) === 'here');
  };
  const members = party.members.flatMap((token) => book.person(token) ?? []).map((person) => ({
    token: person.token, category: person.category, age: person.age, at: seen(person) as 'waiting' | 'here' | 'elsewhere', companion: person.companion,
    companion_here: person.companion !== null && isHere(person.companion), accompanied: Boolean(person.from && person.to),
  }));
  const place = party.trip ? book.trips.get(party.trip) : undefined;
  return {
    token: party.token, answer: party.answer, destinations: party.destinations, place_on: place ? [place.id, place.depart] : null, apart: party.apart, members,
  };
}
export function atDoor(book: Book, trip: FieldTrip, escortsHere: number): DoorTrip {
  const aboard = book.onBoard(trip.id);
  const lying = aboard.filter((person) => person.category === 'stretcher').length;
  return {
    id: trip.id, to: trip.to, depart: trip.depart, seats: trip.seats, stretchers: trip.stretchers, escorts: trip.escorts, departed: trip.departed !== null,
    seated: aboard.length - lying, lying, escorts_here: escortsHere,
  };
}

/** What a departure is held against, in the order in which it is shown; the last two are the confirmations. */
export const GATES = ['escort', 'seats', 'agreed', 'corridor', 'decided', 'counted', 'gate', 'leader'] as const;
export type Gate = (typeof GATES)[number];
export const CONFIRMED_BY = ['gate', 'leader'] as const;
export interface Departure {
  door: DoorTrip;
  /** Persons on board without agreement to this destination. */
  notAgreed: number;
  /** Control points on the way that would not let it through. */
  closed: Closed[];
  /** What was decided about its convoy. */
  decision: Decision['decision'] | null;
  counted: number | null;
  scanned: number;
  reason: string;
  clears: Pick<Clearance, 'role' | 'device' | 'scanned'>[];
}
/** A control point that would not let a vehicle through: suspended, or its window shut when the vehicle comes. */
export interface Closed {
  /** `null`: the whole corridor. */
  point: string | null;
  suspended: boolean;
  /** When it opens next; `null`: nobody knows. */
  opens: number | null;
}
/** Every control point on the way of a vehicle that leaves at `now` which would not let it through. */
export function closedOnWay(trip: Pick<FieldTrip, 'control_points' | 'reach'>, places: Pick<Place, 'id' | 'windows'>[], suspended: string[], now: number): Closed[] {
  if (suspended.includes('*')) return [{ point: null, suspended: true, opens: null }];
  return trip.control_points.flatMap((point, at): Closed[] => {
    if (suspended.includes(point)) return [{ point, suspended: true, opens: null }];
    const windows = places.find((place) => place.id === point)?.windows;
    const there = now + (trip.reach?.[at] ?? 0);
    if (!windows || windows.some(([opens, closes]) => opens <= there && there < closes)) return [];
    return [{ point, suspended: false, opens: windows.find(([opens]) => opens > there)?.[0] ?? null }];
  });
}
/** Which of them are kept. A confirmation holds for the number of people that it names. */
export function departure(d: Departure): Record<Gate, boolean> {
  const by = (role: string) => d.clears.filter((clear) => clear.role === role && clear.scanned === d.scanned).map((clear) => clear.device);
  const gates = by('gate');
  return {
    escort: d.door.escorts_here >= d.door.escorts,
    seats: d.door.seated <= d.door.seats && d.door.lying <= d.door.stretchers,
    agreed: d.notAgreed === 0,
    corridor: d.closed.length === 0,
    decided: d.decision !== 'hold' && d.decision !== 'stop',
    counted: d.counted !== null && (d.counted === d.scanned || d.reason.trim() !== ''),
    gate: gates.length > 0,
    // Two devices: nobody confirms to themselves.
    leader: by('convoy_leader').some((device) => gates.some((other) => other !== device) || gates.length === 0),
  };
}
/** The last confirmation of a post: for whom it was given, and whether it still holds for who is on board. */
export function confirmation(clears: Clearance[], by: (typeof CONFIRMED_BY)[number], scanned: number): { at: number; scanned: number; holds: boolean } | null {
  const role = by === 'gate' ? 'gate' : 'convoy_leader';
  const last = clears.filter((clear) => clear.role === role).sort((a, b) => a.at - b.at).pop();
  return last ? { at: last.at, scanned: last.scanned, holds: last.scanned === scanned } : null;
}
export function notAgreed(book: Book, trip: FieldTrip): number {
  return book.onBoard(trip.id).filter((person) => {
    const party = person.party ? book.party(person.party) : null;
    return !party || party.answer !== 'yes' || (party.destinations.length > 0 && !party.destinations.includes(trip.to));
  }).length;
}
