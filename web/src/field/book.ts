// What this phone knows: the hub's snapshot with its own later statements laid over it. Looked up by
// code, so that a list of 100,000 people costs no more than one of ten. Pure: the same snapshot and
// statements give the same book.

import { AGES, ANSWERS, CATEGORIES, SEXES, type Fact, type Member } from './ledger/statement';
import type { Token } from './ledger/token';
import type { FieldTrip, MemberRow, Party, PartyRow, Person, Snapshot, Where } from './snapshot';

/** Households of fewer look like many others. */
const ALIKE_MIN = 3;
/** More that look alike than this tell nothing. */
export const ALIKE_MAX = 3;
const makeUp = (members: Pick<Member, 'category' | 'sex' | 'age'>[]) => members.map(({ category, sex, age }) => `${category} ${sex} ${age}`).sort().join();

export class Book {
  readonly trips = new Map<string, FieldTrip>();
  /** Rows of the snapshot that nothing was said of since are read when they are asked for. */
  private readonly parties = new Map<Token, Party | PartyRow>();
  private readonly persons = new Map<Token, Person | [MemberRow, PartyRow]>();
  private readonly aboard = new Map<string, Set<Token>>();
  /** What this phone counted on a trip, last. */
  readonly counts = new Map<string, { at: number; place: string; count: number }>();
  private list: Token[] | null = null;
  /** By make-up; made when it is first asked for. */
  private makeUps: Map<string, Token[]> | null = null;
  /** When a party last answered on this phone. */
  readonly answered = new Map<Token, number>();
  readonly escorts = new Map<string, number>();

  constructor(readonly snapshot: Snapshot) {
    for (const trip of snapshot.trips) this.trips.set(trip.id, { ...trip, clears: [...trip.clears] });
    for (const row of snapshot.parties) {
      this.parties.set(row[0], row);
      for (const member of row[6]) {
        this.persons.set(member[0], [member, row]);
        if (member[4] === 'on') this.board(this.tripId(member[5]), member[0]);
      }
    }
  }
  private tripId(number: number): string | null {
    return this.snapshot.trips[number]?.id ?? null;
  }
  private board(trip: string | null, token: Token): void {
    if (trip === null) return;
    const set = this.aboard.get(trip);
    if (set) set.add(token);
    else this.aboard.set(trip, new Set([token]));
  }

  person(token: Token): Person | null {
    const found = this.persons.get(token);
    if (!found) return null;
    if (!Array.isArray(found)) return found;
    const [row, party] = found;
    const person: Person = {
      token, party: party[0], category: CATEGORIES[row[1]] ?? 'other', sex: SEXES[row[2]] ?? 'unknown', age: AGES[row[3]] ?? 'unknown',
      where: row[4], trip: this.tripId(row[5]), oxygen: row[6], companion: row[7], from: row[8], to: row[9],
    };
    this.persons.set(token, person);
    return person;
  }
  party(token: Token): Party | null {
    const found = this.parties.get(token);
    if (!found) return null;
    if (!Array.isArray(found)) return found;
    const party: Party = {
      token, place: found[1], answer: ANSWERS[found[2]] ?? null, destinations: found[3], trip: this.tripId(found[4]), apart: found[5],
      members: found[6].map((member) => member[0]),
    };
    this.parties.set(token, party);
    return party;
  }
  partyOf(token: Token): Party | null {
    const own = this.party(token);
    if (own) return own;
    const party = this.person(token)?.party;
    return party ? this.party(party) : null;
  }
  isKnown(token: Token): boolean {
    return this.persons.has(token) || this.parties.has(token);
  }
  onBoard(trip: string): Person[] {
    return [...(this.aboard.get(trip) ?? [])].map((token) => this.person(token)!);
  }
  /** Parties of the same make-up who may go or wait here, if they are few: asked about before a household is registered again. */
  alike(members: Pick<Member, 'category' | 'sex' | 'age'>[]): Token[] {
    if (members.length < ALIKE_MIN) return [];
    if (!this.makeUps) {
      this.makeUps = new Map();
      for (const token of this.parties.keys()) this.note(token);
    }
    return (this.makeUps.get(makeUp(members)) ?? []).filter((token) => !this.isHidden(token)).slice(0, ALIKE_MAX + 1);
  }
  private note(token: Token): void {
    const row = this.parties.get(token);
    const members = Array.isArray(row)
      ? row[6].map((member) => ({ category: CATEGORIES[member[1]] ?? 'other', sex: SEXES[member[2]] ?? 'unknown', age: AGES[member[3]] ?? 'unknown' }) as const)
      : (row?.members ?? []).flatMap((member) => this.person(member) ?? []);
    const key = makeUp(members);
    const known = this.makeUps!.get(key);
    if (known) known.push(token);
    else this.makeUps!.set(key, [token]);
  }
  /** The codes of all parties that a list may show, in the order in which they came. */
  listed(): Token[] {
    return (this.list ??= [...this.parties.keys()].filter((token) => !this.isHidden(token)));
  }
  /** Where the list must not show it: a child that travels without its family is in no list and no search. */
  isHidden(token: Token): boolean {
    const row = this.parties.get(token);
    if (Array.isArray(row) && row[6].every(([member]) => Array.isArray(this.persons.get(member)))) return isAloneRow(row);
    const members = this.party(token)?.members ?? [];
    return members.some((token) => isAlone(this, token));
  }

  /** Lays one of this phone's own statements over it. Doing so twice changes nothing more. */
  take(at: number, fact: Fact, self: { role: string | null; device: string }): void {
    this.list = null;
    switch (fact.kind) {
      case 'register':
        for (const member of fact.members) this.enter(member, fact.party);
        if (!this.party(fact.party))
          this.parties.set(fact.party, { token: fact.party, place: fact.place, answer: null, destinations: [], trip: null, apart: [], members: fact.members.map((m) => m.token) });
        if (this.makeUps) this.note(fact.party);
        break;
      case 'agree':
        this.answered.set(fact.party, Math.max(at, this.answered.get(fact.party) ?? at));
        this.change(fact.party, { answer: fact.answer, destinations: fact.destinations });
        break;
      case 'assign': for (const party of fact.parties) this.change(party, { trip: fact.trip }); break;
      case 'split': {
        const apart = this.party(fact.party)?.apart ?? [];
        if (!apart.some((group) => group.join() === fact.members.join())) this.change(fact.party, { apart: [...apart, fact.members] });
        break;
      }
      case 'board': this.move(fact.tokens, 'on', fact.trip); break;
      case 'alight': this.move(fact.tokens, this.isStaging(fact.place) ? 'waiting' : 'left', fact.trip); break;
      case 'receive': case 'hand_over': this.move(fact.tokens, 'out', fact.trip ?? null); break;
      case 'remove': this.move(fact.tokens, 'unaccounted', fact.trip); break;
      case 'die': this.move([fact.token], 'died', fact.trip ?? null); break;
      case 'born': this.birth(fact); break;
      case 'decide':
        for (const [id, trip] of this.trips)
          if (trip.convoy === fact.convoy && at >= (trip.decision?.since ?? at)) this.trips.set(id, { ...trip, decision: { decision: fact.decision, since: at, why: fact.why, by: fact.by, whole: false } });
        break;
      case 'needs': this.with(fact.token, { oxygen: fact.oxygen, companion: fact.companion ?? null }); break;
      case 'accompany': this.with(fact.child, { from: fact.from, to: fact.to }); break;
      default: this.moved(at, fact, self);
    }
  }
  private moved(at: number, fact: Fact, self: { role: string | null; device: string }): void {
    if (!('trip' in fact) || typeof fact.trip !== 'string') return;
    const known = this.trips.get(fact.trip);
    if (!known) return;
    const trip = { ...known };
    this.trips.set(trip.id, trip);
    if (fact.kind === 'depart') {
      trip.departed = at;
      this.escorts.set(trip.id, fact.escorts);
    } else if (fact.kind === 'arrive') trip.arrived = at;
    else if (fact.kind === 'headcount') this.counts.set(trip.id, { at, place: fact.place, count: fact.count });
    else if (fact.kind === 'pass' && fact.headcount !== undefined) this.counts.set(trip.id, { at, place: fact.place, count: fact.headcount });
    else if (fact.kind === 'clear') {
      trip.clears = trip.clears.filter((clear) => !(clear.device === self.device && clear.at === at));
      trip.clears.push({ role: self.role, device: self.device, at, counted: fact.counted, scanned: fact.scanned, reason: fact.reason ?? null });
    }
  }
  private enter(member: Member, party: Token | null): void {
    if (!this.person(member.token))
      this.persons.set(member.token, { ...member, party, where: 'waiting', trip: null, oxygen: false, companion: null, from: null, to: null });
  }
  private birth(fact: Extract<Fact, { kind: 'born' }>): void {
    const isNew = !this.person(fact.child.token);
    this.enter(fact.child, fact.party ?? null);
    if (isNew && fact.trip) this.move([fact.child.token], 'on', fact.trip);
    const party = fact.party ? this.party(fact.party) : null;
    if (party && !party.members.includes(fact.child.token)) this.change(party.token, { members: [...party.members, fact.child.token] });
  }
  private isStaging(place: string): boolean {
    return this.snapshot.places.some((known) => known.id === place && known.kind === 'staging');
  }
  private change(token: Token, with_: Partial<Party>): void {
    const party = this.party(token) ?? { token, place: '', answer: null, destinations: [], trip: null, apart: [], members: [] };
    this.parties.set(token, { ...party, ...with_ });
  }
  private with(token: Token, with_: Partial<Person>): void {
    const person = this.person(token);
    if (person) this.persons.set(token, { ...person, ...with_ });
  }
  private move(tokens: Token[], where: Where, trip: string | null): void {
    for (const token of tokens) {
      const known = this.person(token);
      if (!known) this.enter({ token, category: 'other', sex: 'unknown', age: 'unknown' }, null);
      else if (where === 'on' && known.trip === trip && known.where !== 'waiting' && known.where !== 'on') continue; // what ended their trip came first
      else if (known.trip) this.aboard.get(known.trip)?.delete(token);
      this.with(token, { where, trip });
      if (where === 'on') this.board(trip, token);
    }
  }
}

/** Whether this is a child whom somebody outside its family answers for. */
export function isAlone(book: Book, token: Token): boolean {
  const person = book.person(token);
  if (!person || !(person.age === 'infant' || person.age === 'child')) return false;
  const family = person.party ? (book.party(person.party)?.members ?? []) : [];
  return person.from !== null || !family.some((other) => ['adult', 'older', 'unknown'].includes(book.person(other)?.age ?? 'child'));
}

/** The same for a row of the snapshot as it came, without making anything of it. */
function isAloneRow(row: PartyRow): boolean {
  const isChild = (member: MemberRow) => AGES[member[3]] === 'infant' || AGES[member[3]] === 'child';
  return row[6].some((member) => isChild(member) && member[8] !== null) || (row[6].length > 0 && row[6].every(isChild));
}
