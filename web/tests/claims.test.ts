import { describe, expect, it } from 'vitest';
import type { Claim, ComparedClaims } from '../src/api';
import { chart, days, heldFor, numbered, roundUp, sign, stretches } from '../src/claims';

const claim = (claimant: string, low: number, as_of: string, qualifier = ''): Claim => ({
  id: `${claimant}${as_of}${low}`, claimant, figure_name: 'people_out', low, high: low, unit: 'people', scope: '', qualifier, as_of, grade: 'F6', source: '',
  words: '', observed: 'told', place: '', standing: 'reported', supersedes: null, figure: 'claim.x', counted: null,
});
const one = (claims: Claim[], counted: number | null = null): ComparedClaims => ({
  name: 'people_out', counted: counted === null ? null : { figure: 'account.out', value: counted }, low: 0, high: 0, claims, superseded: [], contradictions: [], ties: [],
});

describe('claimed against counted', () => {
  it('tells how exact a claim is by its qualifier', () => {
    expect(['more than', 'no more than', 'about', ''].map(sign)).toEqual(['over', 'upto', 'about', 'exact']);
  });
  it('puts claims on days, and leaves out what names none', () => {
    expect(heldFor('2016-12-16')).toBe(Date.UTC(2016, 11, 16));
    expect(heldFor('2016-12-16T12:00')).toBe(Date.UTC(2016, 11, 16, 12));
    expect(heldFor('Thursday')).toBeNull();
    expect(days([claim('A', 1, '2016-12-17'), claim('A', 1, '2016-12-16T08:00'), claim('B', 1, 'Thursday')])).toEqual(['2016-12-16', '2016-12-17']);
  });
  it('gives a claimant one number, joins their claims to a line, and draws our count among them', () => {
    const claims = [claim('A', 6462, '2016-12-16'), claim('B', 8000, '2016-12-16'), claim('A', 9500, '2016-12-17')];
    expect([...numbered(claims)]).toEqual([['A', 1], ['B', 2]]);
    const drawn = chart(one(claims, 5000), 800, 260, false);
    expect(drawn.lines.map((line) => line.number)).toEqual([1]);
    expect(drawn.top).toBe(10_000);
    const [a, b, later] = drawn.dots;
    expect(a!.x).toBe(b!.x);
    expect(later!.x).toBeGreaterThan(a!.x);
    expect(drawn.counted!).toBeGreaterThan(a!.low);
    expect(chart(one(claims), 800, 260, true).dots[2]!.x).toBeLessThan(a!.x);
    const alone = chart(one(claims, 5000), 800, 260, false, '2016-12-16');
    expect(alone.dots.map((dot) => dot.number)).toEqual([1, 2]);
    expect(alone.dots[1]!.x).toBeGreaterThan(alone.dots[0]!.x);
    expect(chart(one([]), 800, 260, false).dots).toEqual([]);
  });
  it('has round axes', () => expect([3, 951, 10_000, 36_086].map(roundUp)).toEqual([10, 1000, 10_000, 40_000]));
});

describe('a report with its proposals', () => {
  it('is cut by characters, overlaps included, and is whole again when joined', () => {
    const text = 'عاجل 🚌 951 evacuees, including 108 wounded';
    const at = (words: string): [number, number] => { const n = Array.from(text.slice(0, text.indexOf(words))).length; return [n, n + words.length]; };
    const cut = stretches(text, [at('951 evacuees, including 108 wounded'), at('108 wounded')]);
    expect(cut.map((s) => s.text).join('')).toBe(text);
    expect(cut.at(-1)).toEqual({ text: '108 wounded', of: [0, 1] });
    expect(cut[0]!.of).toEqual([]);
  });
});
