// Codes of persons and parties, as in crates/evacuation/src/people.rs: seven random signs and a check
// sign, none that looks like another. Pure, but for `draw`, which is given its randomness.

const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ-';
const BASE = 30;
export const TOKEN_LENGTH = 8;

export type TokenError = 'length' | 'sign' | 'check';
export type Token = string;

/** A text as it was typed on any keyboard: Arabic-Indic, Persian and full-width digits, any dash, invisible signs. */
export function typed(text: string): string {
  return text
    .replace(/[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\u2010-\u2015\u2212\u0640]/g, '-')
    .toUpperCase();
}
/** The code in a text, however it was typed: lower case, blanks in between. */
export function readToken(text: string): { token: Token } | { error: TokenError; sign?: string } {
  const signs = typed(text);
  for (const sign of signs) if (!SIGNS.includes(sign)) return { error: 'sign', sign };
  if (signs.length !== TOKEN_LENGTH) return { error: 'length' };
  const dash = signs.slice(0, -1).indexOf('-');
  if (dash >= 0) return { error: 'sign', sign: '-' };
  return checkSign(signs.slice(0, -1)) === signs[TOKEN_LENGTH - 1] ? { token: signs } : { error: 'check' };
}
/** Weights 1 to 7 modulo the prime 31: any one wrong sign and any swap of neighbours changes it. */
function checkSign(signs: string): string {
  const sum = [...signs].reduce((sum, sign, at) => sum + (at + 1) * SIGNS.indexOf(sign), 0);
  return SIGNS[sum % 31]!;
}
/** The code for seven numbers; each is taken modulo 30. */
export function tokenOf(numbers: ArrayLike<number>): Token {
  let signs = '';
  for (let at = 0; at < TOKEN_LENGTH - 1; at += 1) signs += SIGNS[(numbers[at] ?? 0) % BASE];
  return signs + checkSign(signs);
}
/** A new code that is none of the known ones. `fill` brings randomness. */
export function draw(fill: (bytes: Uint8Array) => Uint8Array, isKnown: (token: Token) => boolean): Token {
  for (;;) {
    // Bytes from 240 on would favour the first signs.
    const even: number[] = [];
    while (even.length < TOKEN_LENGTH - 1) even.push(...Array.from(fill(new Uint8Array(16))).filter((byte) => byte < BASE * 8));
    const token = tokenOf(even);
    if (!isKnown(token)) return token;
  }
}
/** In two groups of four, to be read aloud and typed. */
export const spoken = (token: Token): string => `${token.slice(0, 4)} ${token.slice(4)}`;
