import { describe, expect, it } from 'vitest';
import type { Attention } from '../src/api';
import { ATTENTION_KINDS, sentence, tokensOf, type Words } from '../src/attention';
import { HELD } from '../src/devices';
import { has, LANGS, translate, type Lang } from '../src/i18n/bundle';

const words = (lang: Lang): Words => ({
  say: (key, args) => translate(lang, 'latn', key, args), has: (key) => has(lang, key),
  place: (id) => (id === 'ramouseh' ? 'Ramouseh' : id), moment: (at) => `T+${at}`, span: (s) => `${Math.round(s / 60)} min`,
});
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');
const item = (kind: string, values: Attention['values']): Attention =>
  ({ id: 'x', kind: kind as Attention['kind'], urgency: 'decision', since: 3600, owner: 'coordinator', values, figure: null });
const FULL = { convoy: 'C004', vehicle: 'bus-17', trip: 'bus-17.2', place: 'ramouseh', count: 3, tokens: 'AB12CD34,EF56GH78', late_s: 1320, more: 3, clash: 'two_trips', until: 7200, reason: 'shelling', by: 'Post 1', counted: 49, expected: 50, held: 'revoked', statements: 12, devices: 2 };

for (const lang of LANGS)
  describe(`attention in ${lang}`, () => {
    for (const kind of ATTENTION_KINDS)
      for (const [name, values] of Object.entries({ full: FULL, empty: {} }))
        it(`${kind} is a whole sentence with ${name} values`, () => {
          const said = sentence(item(kind, values), words(lang));
          for (const text of [said.says, said.next]) {
            expect(text).not.toMatch(/[{}]|attention-|undefined|null|NaN/);
            expect(plain(text).length).toBeGreaterThan(9);
            expect(plain(text)).toMatch(/[.!?؟]$/);
          }
        });
  });

describe('attention', () => {
  const says = (kind: string, values: Attention['values']) => plain(sentence(item(kind, values), words('en')).says);
  it('says who, where and how many', () => {
    expect(says('missing', { trip: 'bus-17.2', convoy: 'C004', count: 1 })).toBe('1 person boarded bus-17.2 (convoy C004) and was not received.');
    expect(says('late', { convoy: 'C006', late_s: 1320 })).toBe('Convoy C006 is 22 min late against the plan.');
    expect(says('headcount_differs', { trip: 'bus-2.1', counted: 49, expected: 50 })).toBe('bus-2.1: 49 counted, 50 known to be on board.');
  });
  it('gives the reason only where there is one', () => {
    expect(says('suspended', { place: 'ramouseh', by: 'Post 1', reason: 'shelling' })).toBe('Ramouseh has been suspended since T+3600 by Post 1: shelling.');
    expect(says('suspended', { place: 'ramouseh', by: 'Post 1' })).toBe('Ramouseh has been suspended since T+3600 by Post 1.');
  });
  it('names the place where no vehicle is known, and the road where it is about the road', () => {
    expect(says('no_show', { place: 'ramouseh', count: 16 })).toBe('16 people had a place on a vehicle at Ramouseh and did not board.');
    expect(says('suspended', { by: 'Post 1' })).toBe('The corridor has been suspended since T+3600 by Post 1.');
    expect(says('closed', { place: 'ramouseh' })).toBe('Ramouseh is closed and no opening is planned.');
    expect(says('disputed', { tokens: 'A', clash: 'two_trips' })).toBe('Statements about 1 person cannot all be true: on two trips without having left the first.');
    expect(says('diverted', { trip: 'bus-1.1', place: 'ramouseh', tokens: 'A,B' })).toBe('2 people from bus-1.1 were received at Ramouseh, elsewhere than planned or agreed.');
    expect(says('diverted', { trip: 'bus-1.1', place: 'ramouseh' })).toBe('bus-1.1 reached another place than planned: Ramouseh.');
    expect(says('breakdown', { vehicle: 'bus-9', count: 0 })).toBe('bus-9 broke down, with nobody on board.');
    expect(says('late', { convoy: 'C001', late_s: 600, more: 2 })).toBe('Convoy C001 is 10 min late against the plan, and 2 convoys after it.');
  });
  it('says whose statements do not count, why, and what to do for each reason', () => {
    const held = (values: Attention['values']) => says('quarantine', { statements: 12, devices: 1, count: 30, by: 'Gate 7', ...values });
    expect(held({ held: 'unenrolled' })).toBe('12 statements of Gate 7 do not count: its device is not admitted. 30 people are named by them alone.');
    expect(held({ held: 'revoked', statements: 1, count: 0 })).toBe('1 statement of Gate 7 does not count: after its device was ended.');
    expect(held({ held: 'role', devices: 3, by: '' })).toMatch(/^12 statements of 3 devices do not count/);
    for (const lang of LANGS) {
      const next = HELD.map((reason) => sentence(item('quarantine', { held: reason, statements: 2, devices: 1 }), words(lang)).next);
      expect(new Set(next).size, lang).toBe(HELD.length);
    }
    expect(says('contradicted', { by: 'Gate 7', count: 40 })).toBe('Gate 7 sealed another history of its 40 statements than the one that is here: one of the two is false.');
  });
  it('counts by the codes where no number is given', () => {
    expect(says('missing', { trip: 'bus-1.1', tokens: 'A,B' })).toContain('2 people');
    expect(tokensOf('A, B,,C')).toEqual(['A', 'B', 'C']);
  });
  it('shows a kind that this page does not know', () => expect(says('landslide', { convoy: 'C001' })).toContain('landslide'));
  it('uses the right Arabic plural', () => {
    const arabic = (count: number) => plain(sentence(item('missing', { trip: 'bus-1.1', count }), words('ar')).says);
    expect(arabic(2)).toContain('صعد شخصان');
    expect(arabic(5)).toContain('5 أشخاص');
    expect(arabic(12)).toContain('12 شخصاً');
  });
});
