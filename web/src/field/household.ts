// A household as it is tapped together, and the statements that it becomes. Pure, but for the codes that
// the caller draws. Never here: a name.

import type { Age, Answer, Category, Fact, Member, Sex } from './ledger/statement';
import type { Token } from './ledger/token';

export const PEOPLE = ['woman', 'man', 'girl', 'boy', 'infant', 'older', 'anybody'] as const;
export type Kind = (typeof PEOPLE)[number];
export interface Draft {
  kind: Kind;
  category: Category;
  oxygen: boolean;
}
const BANDS: Record<Kind, [Sex, Age]> = {
  woman: ['female', 'adult'], man: ['male', 'adult'], girl: ['female', 'child'], boy: ['male', 'child'], infant: ['unknown', 'infant'], older: ['unknown', 'older'],
  anybody: ['unknown', 'unknown'],
};
/** Those who were tapped, as they will be registered. */
export const made = (members: Draft[]): Omit<Member, 'token'>[] => members.map(({ kind, category }) => ({ category, sex: BANDS[kind][0], age: BANDS[kind][1] }));

/** What one more tap on a person says: a seat, a seat for a wounded person, a stretcher, a stretcher with oxygen. */
export function nextNeed(member: Draft): Draft {
  if (member.oxygen) return { ...member, category: 'other', oxygen: false };
  if (member.category === 'other') return { ...member, category: 'wounded' };
  return member.category === 'wounded' ? { ...member, category: 'stretcher' } : { ...member, oxygen: true };
}
/** `alone`: children and nobody with them; `ends`: and it is not said who answers for them at both ends. */
export function householdProblems(members: Draft[], from: string, to: string): ('alone' | 'ends')[] {
  const alone = members.length > 0 && members.every(({ kind }) => ['girl', 'boy', 'infant'].includes(kind));
  if (!alone) return [];
  return from.trim() && to.trim() ? ['alone'] : ['alone', 'ends'];
}
export interface Household {
  members: Draft[];
  from: string;
  until: string;
  place: string;
  to: string;
  answer: Answer;
  language: string;
  told: string;
  /** The code of a card that was printed beforehand and is given to the party. */
  given?: Token | null;
}
export function householdFacts(h: Household, draw: () => Token): { facts: Fact[]; party: Token; members: Token[] } {
  const drawn = new Set<Token>();
  const next = () => {
    for (;;) {
      const token = draw();
      if (!drawn.has(token)) return drawn.add(token), token;
    }
  };
  const party = h.given ?? next();
  drawn.add(party);
  const members: Member[] = made(h.members).map((member) => ({ token: next(), ...member }));
  const alone = householdProblems(h.members, h.from, h.until).includes('alone');
  const facts: Fact[] = [
    { kind: 'register', party, members, place: h.place },
    { kind: 'agree', party, answer: h.answer, destinations: [h.to], language: h.language, told: h.told },
    ...members.flatMap((member, at): Fact[] => (h.members[at]!.oxygen ? [{ kind: 'needs', token: member.token, oxygen: true }] : [])),
    ...(alone ? members.map((member): Fact => ({ kind: 'accompany', child: member.token, from: h.from.trim(), to: h.until.trim() })) : []),
  ];
  return { facts, party, members: members.map((member) => member.token) };
}
