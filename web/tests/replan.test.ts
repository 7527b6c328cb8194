import { describe, expect, it } from 'vitest';
import type { Assumption, ConvoyChange, ConvoyFace, Replan } from '../src/api';
import { translate } from '../src/i18n/bundle';
import { assumption, ASSUMPTION_KINDS, changesAnything, fate, inOrder, minutes, share } from '../src/replan';

const face = (id: string, depart = 0): ConvoyFace => ({ id, depart, arrive: depart + 100, vehicles: 1, persons: { stretcher: 0, wounded: 0, other: 5 }, from: ['square'] });
const row = (before: ConvoyFace | null, after: ConvoyFace | null, changes = true): ConvoyChange => ({ before, after, changes });
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');
const words = (lang: 'en' | 'ar' | 'fr', lacks = '') => ({
  say: (key: string, args?: Record<string, string | number>) => plain(translate(lang, 'latn', key, args)),
  has: (key: string) => key !== lacks,
  place: (id: string) => id.toUpperCase(),
  moment: (at: number) => `at ${at}`,
});

describe('assumptions', () => {
  it('are sentences with what is known', () => {
    const suspended: Assumption = { kind: 'suspended', values: { place: 'gate', since: 60, until: 3600 } };
    expect(assumption(suspended, words('en'))).toBe('GATE has been suspended since at 60; taken to open again at at 3600. Nobody has promised that.');
    expect(assumption({ kind: 'suspended', values: { since: 60, until: 3600 } }, words('en'))).toMatch(/^The whole corridor/);
    expect(assumption({ kind: 'overdue', values: { trip: 'bus-3.1', count: 40, until: 9 } }, words('en'))).toMatch(/was not heard of/);
  });
  it('leave no gap in any language', () => {
    for (const lang of ['en', 'ar', 'fr'] as const)
      for (const kind of ASSUMPTION_KINDS) {
        const text = assumption({ kind, values: { place: 'gate', trip: 'bus-3.1', vehicle: 'bus-3', people: 'families', count: 12, since: 60, until: 99 } }, words(lang));
        expect(text, `${kind} in ${lang}`).not.toMatch(/[{}]|assume-/);
      }
  });
  it('of a kind that this page does not know are shown all the same', () => {
    expect(assumption({ kind: 'lost', values: { vehicle: 'bus-3' } }, words('en', 'assume-lost'))).toBe('lost: bus-3');
  });
});

describe('convoys', () => {
  it('say what becomes of them, those that change first', () => {
    const rows = [row(face('C001'), face('C001'), false), row(face('C002'), null), row(null, face('C003')), row(face('C004'), face('C005', 900))];
    expect(inOrder(rows).map(fate)).toEqual(['gone', 'new', 'changed', 'same']);
  });
  it('shift by whole minutes, and not where one side is missing', () => {
    expect([minutes(0, 629), minutes(1000, 400), minutes(null, 5), minutes(5, undefined)]).toEqual([10, -10, null, null]);
  });
});

it('nothing that changes is said to be nothing', () => {
  const none = { earlier: 0, earlier_person_min: 0, later: 0, later_person_min: 0, newly_out: 0, newly_left: 0 };
  expect(changesAnything(none, [row(face('C001'), face('C001'), false)])).toBe(false);
  expect(changesAnything(none, [row(face('C001'), face('C001'))])).toBe(true);
  expect(changesAnything({ ...none, newly_left: 1 }, [])).toBe(true);
});

it('the bar ends where the time does', () => {
  const running = (elapsed_s: number, limit_s: number): Replan => ({ state: 'running', number: 1, elapsed_s, limit_s, progress: null, proposal: null, why: null });
  expect([share(running(1, 4)), share(running(9, 4)), share(running(0, 0))]).toEqual([0.25, 1, 1]);
});
