import { describe, expect, it } from 'vitest';
import { Book } from '../../src/field/book';
import { decide } from '../../src/field/boarding';
import { atDoor, partyAtDoor } from '../../src/field/door';
import type { Fact } from '../../src/field/ledger/statement';
import type { MemberRow, PartyRow, Snapshot } from '../../src/field/snapshot';

const member = (token: string, age: number, more: Partial<{ where: MemberRow[4]; trip: number; from: string }> = {}): MemberRow =>
  [token, 2, 0, age, more.where ?? 'waiting', more.trip ?? -1, false, null, more.from ?? null, more.from ? 'Agency' : null];
const party = (token: string, members: MemberRow[]): PartyRow => [token, 'square', 0, ['camp'], 0, [], members];
const trip = (id: string) => ({ id, vehicle: 'bus-1', convoy: 'C001', from: 'square', to: 'camp', depart: 0, arrive: 9, seats: 50, stretchers: 0, escorts: 1, control_points: [], departed: null, arrived: null, clears: [] });
const snapshot: Snapshot = {
  version: '', operation_id: '', name: '', timezone: 'UTC', start_unix_s: 0, drill: false, suspended: [],
  places: [{ id: 'square', name: {}, kind: 'staging' }, { id: 'camp', name: {}, kind: 'reception' }], trips: [trip('bus-1.1'), trip('bus-1.2')],
  parties: [party('P', [member('A', 2), member('B', 1)]), party('Q', [member('C', 1)]), party('R', [member('D', 2), member('E', 1, { from: 'X' })])],
};
const self = { role: 'gate', device: 'me' };
const after = (...facts: Fact[]) => {
  const book = new Book(snapshot);
  facts.forEach((fact, at) => book.take(at, fact, self));
  return book;
};
const board: Fact = { kind: 'board', tokens: ['A', 'B'], trip: 'bus-1.1', place: 'square' };

describe('what a phone knows', () => {
  it('shows no child that travels without its family, in no list', () => {
    expect(after().listed()).toEqual(['P']);
    expect(after({ kind: 'accompany', child: 'B', from: 'X', to: 'Y' }).listed()).toEqual([]);
    expect(after({ kind: 'register', party: 'S', members: [{ token: 'F', category: 'other', sex: 'male', age: 'child' }], place: 'square' }).listed()).toEqual(['P']);
  });
  it('follows people on board, off, received, removed', () => {
    expect(after(board).onBoard('bus-1.1').map(({ token }) => token)).toEqual(['A', 'B']);
    expect(after(board, { kind: 'receive', tokens: ['A'], trip: 'bus-1.1', place: 'camp' }).onBoard('bus-1.1').map(({ token }) => token)).toEqual(['B']);
    expect(after(board, { kind: 'alight', tokens: ['A'], trip: 'bus-1.1', place: 'square' }).person('A')?.where).toBe('waiting');
    expect(after(board, { kind: 'remove', tokens: ['A'], trip: 'bus-1.1', place: 'line', by: 'x', grade: 'B2' }).person('A')?.where).toBe('unaccounted');
    const born = after(board, { kind: 'born', child: { token: 'N', category: 'other', sex: 'unknown', age: 'infant' }, party: 'P', trip: 'bus-1.1', place: 'line' });
    expect([born.onBoard('bus-1.1').length, born.party('P')?.members]).toEqual([3, ['A', 'B', 'N']]);
  });
  it('is the same when a statement is laid over it twice', () => {
    const [once, twice] = [after(board), after(board, board)];
    expect(twice.onBoard('bus-1.1')).toEqual(once.onBoard('bus-1.1'));
  });
  it('does not put somebody back on board whom the hub knows to be received', () => {
    const late: Snapshot = { ...snapshot, parties: [party('P', [member('A', 2, { where: 'out', trip: 0 }), member('B', 1)])] };
    const book = new Book(late);
    book.take(1, board, self);
    expect([book.person('A')?.where, book.person('B')?.where]).toEqual(['out', 'on']);
  });
  it('tells a door where each stands, as seen from there', () => {
    const book = after({ ...board, tokens: ['A'] } as Fact);
    expect(partyAtDoor(book, 'P', 'bus-1.1')?.members.map(({ at }) => at)).toEqual(['here', 'waiting']);
    expect(partyAtDoor(book, 'B', 'bus-1.2')?.members.map(({ at }) => at)).toEqual(['elsewhere', 'waiting']);
    expect(partyAtDoor(book, 'Z', 'bus-1.1')).toBeNull();
  });
});
it('a party whose vehicle was swapped is given a place at the door of the other', () => {
  const at = (book: Book) => decide('P', true, partyAtDoor(book, 'P', 'bus-1.2'), atDoor(book, book.trips.get('bus-1.2')!, 1)).stop;
  expect(at(after())).toEqual(['wrong_vehicle']);
  expect(at(after({ kind: 'assign', parties: ['P'], trip: 'bus-1.2' }))).toEqual([]);
});
it('a hold stands on every trip of its convoy until something later lifts it', () => {
  const said = (decision: 'go' | 'hold' | 'stop'): Fact => ({ kind: 'decide', convoy: 'C001', decision, why: 'fire', by: 'Leader' });
  const book = after(said('stop'));
  expect([...book.trips.values()].map(({ decision }) => [decision?.decision, decision?.by])).toEqual([['stop', 'Leader'], ['stop', 'Leader']]);
  book.take(9, said('go'), self);
  book.take(5, said('hold'), self);
  expect(book.trips.get('bus-1.1')?.decision?.decision).toBe('go');
  expect(after({ ...said('stop'), convoy: 'C002' } as Fact).trips.get('bus-1.1')?.decision).toBeUndefined();
});
describe('whether a household may be registered already', () => {
  const three = (tokens: string, sex = 0) => party(`P${tokens}`, [...tokens].map((token) => [token, 2, sex, 2, 'waiting', -1, false, null, null, null] as MemberRow));
  const whom = [1, 2, 3].map(() => ({ category: 'other', sex: 'female', age: 'adult' }) as const);
  it('is asked of those of the same make-up, registered here or elsewhere', () => {
    const book = new Book({ ...snapshot, parties: [three('ABC'), three('DEF', 1)] });
    expect(book.alike(whom)).toEqual(['PABC']);
    const members = ['X', 'Y', 'Z'].map((token, at) => ({ token, ...whom[at]! }));
    book.take(5, { kind: 'register', party: 'W', members, place: 'square' }, self);
    expect(book.alike(whom)).toEqual(['PABC', 'W']);
  });
  it('is not asked of small households, nor about children who travel alone', () => {
    const children = party('K', [1, 2, 3].map((n) => member(`K${n}`, 1)));
    const book = new Book({ ...snapshot, parties: [three('ABC'), children] });
    expect(book.alike(whom.slice(1))).toEqual([]);
    expect(book.alike(whom.map((one) => ({ ...one, age: 'child' as const })))).toEqual([]);
  });
});
