import { describe, expect, it } from 'vitest';
import type { Place } from '../src/api';
import { codes, gravest, line, numbered, spots } from '../src/incidents';
import type { IncidentShown } from '../src/watch';

const row = (entry: string, at: number, more: Partial<IncidentShown['incident']> = {}, established = true): IncidentShown => ({
  entry, at, distance_m: null, established, links: [], exhibits: [],
  incident: { kind: 'shelling', place: 'gate', lat_e6: null, lon_e6: null, known: 'seen', by: 'm', party: null, reliability: 'B', credibility: 2, trip: null, tokens: [], words: '', source: '', share: false, ...more },
});
const gate = { id: 'gate', name: {}, kind: 'control_point', lat: 36.1, lon: 37.1, axis_km: null, open: null } as Place;

describe('incidents on the map', () => {
  it('stand at their own position, else at their place, else nowhere', () => {
    const found = spots([row('a', 1), row('b', 2), row('c', 3, { lat_e6: 36_200_000, lon_e6: 37_000_000 }), row('d', 4, { place: 'somewhere' })], [gate]);
    expect(found.map((spot) => [spot.lat, spot.lon, spot.rows.map((one) => one.entry).join('')])).toEqual([[36.1, 37.1, 'ab'], [36.2, 37, 'c']]);
  });
  it('have one number each, in the order of time', () => {
    expect([...numbered([row('late', 9), row('early', 1)])]).toEqual([['early', 1], ['late', 2]]);
  });
  it('show the gravest of a spot', () => {
    expect(gravest([row('a', 1, {}, false), row('b', 2, { kind: 'obstruction' })]).entry).toBe('b');
  });
});
describe('incidents along time', () => {
  it('step aside where they would cover one another', () => {
    const shown = line([row('a', 100), row('b', 110), row('c', 20_000)], 20_000);
    expect(shown.marks.map((mark) => mark.step)).toEqual([0, 1, 0]);
    expect(shown.steps.fire).toBe(2);
    expect(Math.max(...shown.marks.map((mark) => mark.x))).toBeLessThanOrEqual(1000);
  });
  it('never divide by nothing', () => {
    expect(line([], 0).marks).toEqual([]);
    expect(Number.isFinite(line([row('a', 0)], 0).marks[0]!.x)).toBe(true);
  });
});
it('codes are read as people type them', () => {
  expect(codes('2345-6789, abcd efgh\n2345-6789 2222GGGG')).toEqual(['23456789', 'ABCDEFGH', '2222GGGG']);
});
