import { expect, it } from 'vitest';
import { has, translate } from '../src/i18n/bundle';
import { valueKind } from '../src/figure';
import { fields, type FieldWords } from '../src/statement';

const words: FieldWords = {
  known: (prefix, value) => (has('en', `${prefix}-${value}`) ? translate('en', 'latn', `${prefix}-${value}`) : value),
  say: (key, args) => translate('en', 'latn', key, args).replace(/[\u2068\u2069]/g, ''), num: String, moment: String, place: (id) => (id === 'urem' ? 'Urem al-Kubra' : id),
};
const said = (values: Parameters<typeof fields>[0]['values']) => fields({ values }, words).map(({ name, value }) => `${name}: ${value}`);

it('a statement is told in the reader’s words', () => {
  expect(said({ trip: 'bus-3.2', to: 'urem', escorts: 1 })).toEqual(['trip: bus-3.2', 'to: Urem al-Kubra', 'escorts: 1']);
  expect(said({ party: 'AB', answer: 'stays', destinations: ['urem', 'x'] })).toEqual(['party: AB', 'answer: stays for now', 'destinations: Urem al-Kubra x']);
  expect(said({ lat_e6: 36172000, role: 'gate', passage: 'through' })).toEqual(['latitude: 36.17200', 'role: gate', 'passage: is through']);
});
it('a long list is counted, and a digest shortened', () => {
  expect(said({ tokens: ['A', 'B', 'C', 'D', 'E'] })).toEqual(['codes: 5 codes']);
  expect(said({ entry: 'f'.repeat(64) })).toEqual([`entry: ${'f'.repeat(12)}`]);
});
it('a field that is new to this page is still shown', () => expect(said({ weather: 'snow' })).toEqual(['weather: snow']));

it('a figure’s name says what its value is', () => {
  expect(['account.out', 'trip.bus-3.2.boarded', 'place.urem.received', 'discrepancy.missing.bus-3.2', 'statements'].map(valueKind)).toEqual(Array(5).fill('count'));
  expect(['convoy.C004.depart', 'trip.bus-3.2.arrive'].map(valueKind)).toEqual(['moment', 'moment']);
  expect(['corridor', 'corridor.ramouseh', 'person.AB12', 'vehicle.bus-3', 'claim.00', 'entry.00'].map(valueKind)).toEqual(Array(6).fill('none'));
});
