// A key as six words to be read aloud, as in crates/ledger/src/words.rs. Pure, but for hashing.

import { joined } from './entry';

const CONSONANTS = ['b', 't', 'j', 'd', 'r', 'z', 's', 'sh', 'f', 'k', 'l', 'm', 'n', 'h', 'w', 'y'];
const ARABIC = [...'بتجدرزسشفكلمنهوي'];
const VOWELS = ['a', 'i', 'u'];
const ARABIC_VOWELS = [...'ايو'];
const SYLLABLES = 48;
const EVEN = SYLLABLES * Math.floor(256 / SYLLABLES);
const COUNT = 12;

/** In Latin and in Arabic letters; both say the same. */
export async function words(operation: Uint8Array, key: Uint8Array): Promise<{ latin: string[]; arabic: string[] }> {
  const context = new TextEncoder().encode('corridor/words/v1\0');
  const syllables: number[] = [];
  for (let block = 0; syllables.length < COUNT; block += 1) {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', joined(context, operation, key, Uint8Array.of(block))));
    syllables.push(...Array.from(hash).filter((byte) => byte < EVEN).map((byte) => byte % SYLLABLES));
  }
  const spell = (signs: string[], vowels: string[]) => {
    const spelt = syllables.slice(0, COUNT).map((s) => signs[Math.floor(s / 3)]! + vowels[s % 3]!);
    return Array.from({ length: COUNT / 2 }, (_, at) => spelt[at * 2]! + spelt[at * 2 + 1]!);
  };
  return { latin: spell(CONSONANTS, VOWELS), arabic: spell(ARABIC, ARABIC_VOWELS) };
}
