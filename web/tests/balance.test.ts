import { describe, expect, it } from 'vitest';
import type { Balance, Persons, Picture } from '../src/api';
import { convoySum, operationSum, persons } from '../src/balance';

const of = (figure: string, p: Persons) => ({ figure: `account.${figure}`, persons: p, total: persons(p) });
const P = (stretcher: number, wounded: number, other: number): Persons => ({ stretcher, wounded, other });
function account(change: Partial<Picture['account']> = {}): Picture['account'] {
  return {
    registered: of('registered', P(10, 100, 34_890)), waiting: of('waiting', P(4, 60, 20_050)), on_the_way: of('on_the_way', P(2, 10, 1_000)),
    out: of('out', P(3, 28, 13_800)), declined: of('declined', P(0, 1, 39)), died: of('died', P(1, 0, 0)), unaccounted: of('unaccounted', P(0, 1, 1)),
    balances: true, ...change,
  };
}

describe('the operation’s sum', () => {
  it('closes and is written with every term that has somebody in it', () => {
    const sum = operationSum(account());
    expect(sum.closes).toBe(true);
    expect(sum.total).toEqual([{ key: 'registered', value: 35_000, figure: 'account.registered' }]);
    expect(sum.terms.map((term) => `${term.value} ${term.key}`)).toEqual(
      ['20114 waiting', '1012 on_the_way', '13831 out', '40 declined', '1 died', '2 unaccounted']);
  });
  it('keeps the four terms that everyone looks for even when they are nought', () => {
    const none = P(0, 0, 0);
    const sum = operationSum(account({
      registered: of('registered', none), waiting: of('waiting', none), on_the_way: of('on_the_way', none), out: of('out', none),
      declined: of('declined', none), died: of('died', none), unaccounted: of('unaccounted', none),
    }));
    expect(sum.terms.map((term) => term.key)).toEqual(['waiting', 'on_the_way', 'out', 'unaccounted']);
    expect(sum.closes).toBe(true);
  });
  it('does not close when the numbers do not, whatever the server says', () => {
    const sum = operationSum(account({ out: of('out', P(3, 28, 13_799)) }));
    expect([sum.closes, sum.difference]).toEqual([false, 1]);
  });
  it('does not close when the server says so', () => expect(operationSum(account({ balances: false })).closes).toBe(false));
  it('does not close when only the categories differ', () => {
    const sum = operationSum(account({ out: of('out', P(4, 27, 13_800)) }));
    expect([sum.closes, sum.difference]).toEqual([false, 0]);
  });
});

describe('a convoy’s sum', () => {
  const balance = (change: Partial<Record<keyof Balance, number>> = {}): Balance => {
    const values = { boarded: 552, born: 0, unlisted: 0, received: 540, handed_over: 8, removed: 0, left: 0, died: 0, aboard: 3, unaccounted: 1, ...change };
    const figures = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { figure: `convoy.C004.${key}`, value }]));
    return { ...figures, balances: true } as unknown as Balance;
  };
  it('closes', () => {
    const sum = convoySum(balance());
    expect(sum.closes).toBe(true);
    expect(sum.terms.map((term) => term.key)).toEqual(['received', 'handed_over', 'aboard', 'unaccounted']);
  });
  it('counts the born and the unlisted on the side of those who came', () => {
    const sum = convoySum(balance({ born: 1, unlisted: 2, received: 543 }));
    expect(sum.closes).toBe(true);
    expect(sum.total.map((term) => term.key)).toEqual(['boarded', 'born', 'unlisted']);
  });
  it('shows who is missing from it', () => expect(convoySum(balance({ received: 539 })).difference).toBe(1));
});
