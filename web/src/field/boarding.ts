// The door's decision: go or stop, and every reason. One pure function of what the door knows of a party
// and a vehicle; the hub has the same one (crates/evacuation/src/boarding.rs), and both are held to the
// same table of cases. Never here: how the door came to know.

import type { Age, Answer, Category } from './ledger/statement';
import type { Token } from './ledger/token';

/** Why somebody may not board now, in the order in which a door says them. */
export const STOPS = ['unknown', 'departed', 'here', 'elsewhere', 'not_agreed', 'later', 'wrong_vehicle', 'child_alone', 'incomplete', 'companion', 'escort', 'full'] as const;
export type Stop = (typeof STOPS)[number];
export interface DoorMember {
  token: Token;
  category: Category;
  age: Age;
  at: 'waiting' | 'here' | 'elsewhere';
  companion?: Token | null;
  companion_here?: boolean;
  accompanied?: boolean;
}
export interface DoorParty {
  token: Token;
  answer: Answer | null;
  destinations: string[];
  /** The trip on which it was given a place, and when that is to leave. */
  place_on: [string, number] | null;
  apart?: Token[][];
  members: DoorMember[];
}
export interface DoorTrip {
  id: string;
  to: string;
  depart: number;
  seats: number;
  stretchers: number;
  escorts: number;
  departed: boolean;
  seated: number;
  lying: number;
  escorts_here: number;
}
export interface Verdict {
  /** Every reason against, in order; none: go. */
  stop: Stop[];
  board: Token[];
  missing: Token[];
}

/** Decides about a code at a door. `whole`: everybody of the party who waits stands here. */
export function decide(code: Token, whole: boolean, party: DoorParty | null, trip: DoorTrip): Verdict {
  if (!party) return { stop: ['unknown'], board: [], missing: [] };
  const group = groupOf(party, code);
  const all = whole || code === party.token;
  const waiting = group.filter((member) => member.at === 'waiting');
  const board = waiting.filter((member) => all || member.token === code);
  const missing = waiting.filter((member) => !all && member.token !== code).map((member) => member.token);
  const stop = new Set<Stop>();
  if (trip.departed) stop.add('departed');
  if (board.length === 0) {
    const here = group.filter((member) => all || member.token === code).some((member) => member.at === 'here');
    stop.add(here ? 'here' : 'elsewhere');
  } else {
    aboutParty(party, board, trip, stop);
    aboutVehicle(board, trip, stop);
    if (missing.length > 0) stop.add('incomplete');
  }
  return { stop: STOPS.filter((reason) => stop.has(reason)), board: board.map((member) => member.token), missing };
}

/** Those with whom the bearer of a code travels: the whole party, but for who goes apart. */
function groupOf(party: DoorParty, code: Token): DoorMember[] {
  const apart = party.apart ?? [];
  const own = [...apart].reverse().find((group) => group.includes(code));
  return party.members.filter(({ token }) => (own ? own.includes(token) : !apart.some((group) => group.includes(token))));
}

function aboutParty(party: DoorParty, board: DoorMember[], trip: DoorTrip, stop: Set<Stop>): void {
  const to = party.destinations.length === 0 || party.destinations.includes(trip.to);
  if (party.answer !== 'yes' || !to) stop.add('not_agreed');
  if (party.place_on && party.place_on[0] !== trip.id) stop.add(party.place_on[1] > trip.depart ? 'later' : 'wrong_vehicle');
  const boards = (token: Token) => board.some((member) => member.token === token);
  const isChild = ({ age }: DoorMember) => age === 'infant' || age === 'child';
  // An adult of the party on the same vehicle answers for its children.
  const family = party.members.some((member) => !isChild(member) && (member.at === 'here' || boards(member.token)));
  if (!family && board.some((member) => isChild(member) && !member.accompanied)) stop.add('child_alone');
  const beside = (companion: Token, member: DoorMember) =>
    member.companion_here || boards(companion) || party.members.some((other) => other.token === companion && other.at === 'here');
  if (board.some((member) => member.companion && !beside(member.companion, member))) stop.add('companion');
}

function aboutVehicle(board: DoorMember[], trip: DoorTrip, stop: Set<Stop>): void {
  if (trip.escorts_here < trip.escorts) stop.add('escort');
  const lying = board.filter((member) => member.category === 'stretcher').length;
  if (trip.lying + lying > trip.stretchers || trip.seated + board.length - lying > trip.seats) stop.add('full');
}
