import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decide, STOPS, type DoorParty, type DoorTrip, type Verdict } from '../../src/field/boarding';
import { departure, type Departure } from '../../src/field/door';

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
    door: { ...table.trip, seated: 40 }, notAgreed: 0, suspended: [], controlPoints: ['gate'], counted: 40, scanned: 40, reason: '',
    clears: [clear('gate', 'a'), clear('convoy_leader', 'b')],
  };
  const kept = (change: Partial<Departure>) => Object.entries(departure({ ...good, ...change })).filter(([, ok]) => !ok).map(([gate]) => gate);
  it('when everything holds and two devices say so', () => expect(kept({})).toEqual([]));
  it('not without its escort', () => expect(kept({ door: { ...good.door, escorts_here: 0 } })).toEqual(['escort']));
  it('not with people on the floor', () => expect(kept({ door: { ...good.door, seated: 51 } })).toEqual(['seats']));
  it('not with somebody who did not agree', () => expect(kept({ notAgreed: 1 })).toEqual(['agreed']));
  it('not while its control point, or all, is suspended', () => {
    expect(kept({ suspended: ['gate'] })).toEqual(['corridor']);
    expect(kept({ suspended: ['*'] })).toEqual(['corridor']);
    expect(kept({ suspended: ['other'] })).toEqual([]);
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
