// The balances of the account as sums that close. Pure. The console adds up for itself: a server
// that says "balances" while its numbers do not is shown as not balancing.

import type { Balance, Figure, FigureByCategory, Persons, Picture } from './api';

export interface Term {
  key: string; // of the message that names it
  value: number;
  figure: string;
}
export interface Sum {
  total: Term[]; // left of the equals sign
  terms: Term[]; // right of it
  difference: number; // left less right: 0 when it closes
  closes: boolean;
}

export const ACCOUNT_TERMS = ['waiting', 'on_the_way', 'out', 'declined', 'died', 'unaccounted'] as const;
export const CONVOY_TERMS = ['received', 'handed_over', 'removed', 'left', 'died', 'aboard', 'unaccounted'] as const;
export const CATEGORIES = ['stretcher', 'wounded', 'other'] as const;
/** Terms that are written even when they are nought; the others only when somebody is in them. */
const ALWAYS: ReadonlySet<string> = new Set(['waiting', 'on_the_way', 'out', 'received', 'unaccounted']);

/** registered = waiting + on the way + out + declined + died + unaccounted */
export function operationSum(account: Picture['account']): Sum {
  const term = (key: string, figure: FigureByCategory): Term => ({ key, value: figure.total, figure: figure.figure });
  const terms = ACCOUNT_TERMS.map((key) => term(key, account[key]));
  return close([term('registered', account.registered)], terms, account.balances && categoriesClose(account));
}

/** boarded + born + unlisted = received + handed over + removed + left + died + aboard + unaccounted */
export function convoySum(balance: Balance): Sum {
  const term = (key: string, figure: Figure): Term => ({ key, value: figure.value, figure: figure.figure });
  const total = [term('boarded', balance.boarded)];
  for (const key of ['born', 'unlisted'] as const)
    if (balance[key].value !== 0) total.push(term(key, balance[key]));
  return close(total, CONVOY_TERMS.map((key) => term(key, balance[key])), balance.balances);
}

function close(total: Term[], terms: Term[], claimed: boolean): Sum {
  const add = (list: Term[]) => list.reduce((sum, term) => sum + term.value, 0);
  const difference = add(total) - add(terms);
  return {
    total,
    terms: terms.filter((term) => term.value !== 0 || ALWAYS.has(term.key)),
    difference,
    closes: claimed && difference === 0,
  };
}

/** Every category must close by itself, and every total be the sum of its categories. */
function categoriesClose(account: Picture['account']): boolean {
  const all = [account.registered, ...ACCOUNT_TERMS.map((key) => account[key])];
  const totals = all.every((figure) => figure.total === persons(figure.persons));
  return totals && CATEGORIES.every((category) =>
    account.registered.persons[category] === ACCOUNT_TERMS.reduce((sum, key) => sum + account[key].persons[category], 0));
}

export function persons(p: Persons): number {
  return p.stretcher + p.wounded + p.other;
}
