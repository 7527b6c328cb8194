import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { drafted, keepDraft } from '../../src/field/draft';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) });
});
afterEach(() => vi.unstubAllGlobals());

it('what was filled in is there again, until there is nothing to keep', () => {
  keepDraft('remove', { tokens: ['2222222A'], by: 'two men' });
  expect(drafted('remove')).toEqual({ tokens: ['2222222A'], by: 'two men' });
  expect(drafted('register')).toEqual({});
  keepDraft('remove', null);
  expect(drafted('remove')).toEqual({});
});
it('a storage that is full, gone or spoiled is no reason to stop', () => {
  for (const spoiled of ['', '{', 'null', '5', '"x"']) {
    kept.set('corridor.draft.hand', spoiled);
    expect(drafted('hand')).toEqual({});
  }
  vi.stubGlobal('localStorage', { getItem() { throw new Error('denied'); }, setItem() { throw new Error('full'); }, removeItem() { throw new Error('denied'); } });
  keepDraft('hand', { to: 'Hospital' });
  expect(drafted('hand')).toEqual({});
});
