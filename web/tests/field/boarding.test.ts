import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decide, STOPS, type DoorParty, type DoorTrip, type Verdict } from '../../src/field/boarding';
import { closedOnWay, confirmation, departure, type Departure } from '../../src/field/door';

interface Case {
  name: string;
  code: string;
  whole: boolean;
  party: 'none' | Partial<DoorParty>;
  trip: Partial<DoorTrip>;
  expect: Verdict;
}
/** The table that the hub's own function is held to as well. */
const table = JSON.parse(readFileSync(join(import.meta.dirname, '../../../crates/evacuation/tests/vectors/boarding.json'), 'utf8')) as {
  party: DoorParty; trip: DoorTrip; cases: Case[];
};

describe('the door decides', () => {
  for (const { name, code, whole, party, trip, expect: verdict } of table.cases)
    it(name, () => expect(decide(code, whole, party === 'none' ? null : { ...table.party, ...party }, { ...table.trip, ...trip })).toEqual(verdict));
  it('every reason has a case', () => expect(new Set(table.cases.flatMap((one) => one.expect.stop))).toEqual(new Set(STOPS)));
});

describe('a vehicle may go', () => {
  const clear = (role: string, device: string, scanned = 40) => ({ role, device, scanned });
  const good: Departure = {
    door: { ...table.trip, seated: 40 }, notAgreed: 0, closed: [], decision: 'go', counted: 40, scanned: 40, reason: '',
    clears: [clear('gate', 'a'), clear('convoy_leader', 'b')],
  };
  const kept = (change: Partial<Departure>) => Object.entries(departure({ ...good, ...change })).filter(([, ok]) => !ok).map(([gate]) => gate);
  it('when everything holds and two devices say so', () => expect(kept({})).toEqual([]));
  it('not without its escort', () => expect(kept({ door: { ...good.door, escorts_here: 0 } })).toEqual(['escort']));
  it('not with people on the floor', () => expect(kept({ door: { ...good.door, seated: 51 } })).toEqual(['seats']));
  it('not with somebody who did not agree', () => expect(kept({ notAgreed: 1 })).toEqual(['agreed']));
  it('not while a control point on its way would not let it through', () => {
    expect(kept({ closed: [{ point: 'gate', suspended: true, opens: null }] })).toEqual(['corridor']);
  });
  it('not while somebody holds or stops its convoy; nobody having decided holds nothing', () => {
    expect(kept({ decision: 'hold' })).toEqual(['decided']);
    expect(kept({ decision: 'stop' })).toEqual(['decided']);
    expect(kept({ decision: null })).toEqual([]);
  });
  it('not uncounted, nor with a count that differs for no reason', () => {
    expect(kept({ counted: null })).toEqual(['counted']);
    expect(kept({ counted: 41 })).toEqual(['counted']);
    expect(kept({ counted: 41, reason: 'a newborn' })).toEqual([]);
  });
  it('not by one device alone, whatever roles it claims', () => {
    expect(kept({ clears: [clear('gate', 'a')] })).toEqual(['leader']);
    expect(kept({ clears: [clear('convoy_leader', 'b')] })).toEqual(['gate']);
    expect(kept({ clears: [clear('gate', 'a'), clear('convoy_leader', 'a')] })).toEqual(['leader']);
  });
  it('not by a confirmation from before somebody else boarded', () => expect(kept({ clears: [clear('gate', 'a', 39), clear('convoy_leader', 'b')] })).toEqual(['gate']));
});

describe('the way of a vehicle that leaves now', () => {
  const trip = { control_points: ['gate'], reach: [600] };
  const places = [{ id: 'gate', windows: [[3600, 7200], [10_800, 14_400]] as [number, number][] }, { id: 'camp' }];
  const at = (now: number, suspended: string[] = []) => closedOnWay(trip, places, suspended, now);
  it('is shut where a window is, when the vehicle comes there', () => {
    expect(at(2999)).toEqual([{ point: 'gate', suspended: false, opens: 3600 }]);
    expect(at(3000)).toEqual([]);
    expect(at(6599)).toEqual([]);
    expect(at(6600)).toEqual([{ point: 'gate', suspended: false, opens: 10_800 }]);
    expect(at(13_800)).toEqual([{ point: 'gate', suspended: false, opens: null }]);
  });
  it('is shut where it is suspended, whatever the window says', () => {
    expect(at(4000, ['gate'])).toEqual([{ point: 'gate', suspended: true, opens: null }]);
    expect(at(4000, ['*'])).toEqual([{ point: null, suspended: true, opens: null }]);
    expect(at(4000, ['other'])).toEqual([]);
  });
  it('is always open where there are no windows', () => expect(closedOnWay(trip, [{ id: 'gate', windows: null }], [], -5)).toEqual([]));
});
it('each post sees its own last confirmation, and whether it still holds', () => {
  const clear = (role: string, at: number, scanned: number) => ({ role, device: role, at, counted: scanned, scanned, reason: null });
  const all = [clear('gate', 20, 44), clear('gate', 10, 43), clear('convoy_leader', 15, 43)];
  expect(confirmation(all, 'gate', 44)).toEqual({ at: 20, scanned: 44, holds: true });
  expect(confirmation(all, 'leader', 44)).toEqual({ at: 15, scanned: 43, holds: false });
  expect(confirmation([], 'leader', 44)).toBeNull();
});
