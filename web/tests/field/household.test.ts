import { expect, it } from 'vitest';
import { householdFacts, householdProblems, nextNeed, type Draft } from '../../src/field/household';

const child: Draft = { kind: 'girl', category: 'other', oxygen: false };
const base = { from: '', until: '', place: 'square', to: 'camp', answer: 'yes' as const, language: 'ar', told: 'x' };
let n = 0;
const draw = () => `TOKEN${(n += 1) % 3 ? n : n - 1}`;

it('a tap on a person goes round seat, wounded, stretcher, oxygen', () => {
  const seen = [child];
  for (let i = 0; i < 4; i += 1) seen.push(nextNeed(seen.at(-1)!));
  expect(seen.map(({ category, oxygen }) => `${category}${oxygen ? '+o' : ''}`)).toEqual(['other', 'wounded', 'stretcher', 'stretcher+o', 'other']);
});
it('children alone need somebody at both ends, and are marked', () => {
  expect(householdProblems([child], '', '')).toEqual(['alone', 'ends']);
  expect(householdProblems([child], 'A', 'B')).toEqual(['alone']);
  expect(householdProblems([child, { ...child, kind: 'woman' }], '', '')).toEqual([]);
  const { facts } = householdFacts({ ...base, members: [child, child], from: ' Red Crescent ', until: 'UNICEF' }, draw);
  expect(facts.filter((fact) => fact.kind === 'accompany').map((fact) => fact.kind === 'accompany' && [fact.from, fact.to])).toEqual([['Red Crescent', 'UNICEF'], ['Red Crescent', 'UNICEF']]);
});
it('a card that was printed beforehand gives the party its code', () => {
  expect(householdFacts({ ...base, members: [child], given: 'PV4RSAYX' }, draw).party).toBe('PV4RSAYX');
});
it('no code is given twice in a household, and oxygen is said', () => {
  const made = householdFacts({ ...base, members: [child, { ...child, kind: 'man', category: 'stretcher', oxygen: true }, child] }, draw);
  expect(new Set([made.party, ...made.members]).size).toBe(4);
  expect(made.facts.map((fact) => fact.kind)).toEqual(['register', 'agree', 'needs']);
});
