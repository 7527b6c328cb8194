import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode, encode, hex, unhex } from '../../src/field/ledger/cbor';
import { entryBytes, entryId, readEntry, tick, verify, write, type Head } from '../../src/field/ledger/entry';
import { draft, statementBytes, type Fact } from '../../src/field/ledger/statement';
import { draw, readToken, tokenOf } from '../../src/field/ledger/token';
import { words } from '../../src/field/ledger/words';
import { keyOf } from './device';

const vectors = join(import.meta.dirname, '../../../crates/corridor/tests/vectors');
interface Line {
  at: number;
  now: number;
  deps: string[];
  fact: object;
  body: string;
  bytes: string;
  signature: string;
  id: string;
}
const rust = JSON.parse(readFileSync(join(vectors, 'field-from-rust.json'), 'utf8')) as {
  operation_id: string; seed: string; log_id: string; words: string[]; words_arabic: string[]; tokens: string[]; entries: Line[];
};
/** Bytes are written in hexadecimal in the file. */
const BYTES = ['entry', 'key', 'ephemeral', 'sealed', 'device', 'wrapped', 'of'];
function factOf<T>(value: T, name = ''): Fact {
  if (typeof value === 'string') return (BYTES.includes(name) ? unhex(value) : value) as unknown as Fact;
  if (Array.isArray(value)) return value.map((item) => factOf(item as unknown, name)) as unknown as Fact;
  if (value === null || typeof value !== 'object') return value as unknown as Fact;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, factOf(item as unknown, key)])) as unknown as Fact;
}

describe('what the hub’s program writes', () => {
  it('is written here byte by byte, with the same signatures', async () => {
    const key = await keyOf(unhex(rust.seed));
    expect(hex(key.log_id)).toBe(rust.log_id);
    const writer = { operation: unhex(rust.operation_id), ...key };
    let head: Head | null = null;
    for (const line of rust.entries) {
      const fact = factOf(line.fact);
      expect(hex(statementBytes(line.at, fact)), fact.kind).toBe(line.body);
      const written = await write(writer, head, { ...draft(line.at, fact), deps: line.deps.map(unhex) }, line.now);
      head = written.head;
      expect({ bytes: hex(written.signed.bytes), signature: hex(written.signed.signature), id: hex(head.id) })
        .toEqual({ bytes: line.bytes, signature: line.signature, id: line.id });
    }
  });
  it('is read here, and verified', async () => {
    for (const line of rust.entries) {
      const bytes = unhex(line.bytes);
      const entry = readEntry(bytes);
      expect(hex(entryBytes(entry))).toBe(line.bytes);
      expect(hex(await entryId(bytes))).toBe(line.id);
      expect(await verify(unhex(rust.operation_id), { bytes, signature: unhex(line.signature) })).not.toBeNull();
      const wrong = unhex(line.signature);
      wrong[3]! ^= 1;
      expect(await verify(unhex(rust.operation_id), { bytes, signature: wrong })).toBeNull();
    }
  });
  it('has the same words and codes', async () => {
    expect(await words(unhex(rust.operation_id), unhex(rust.log_id))).toEqual({ latin: rust.words, arabic: rust.words_arabic });
    for (const token of rust.tokens) {
      expect(readToken(`${token.slice(0, 4).toLowerCase()} ${token.slice(4)}`)).toEqual({ token });
      // As typed on an Arabic, a Persian, a Japanese keyboard, with the invisible signs of right-to-left text.
      for (const zero of [0x660, 0x6f0, 0xff10]) {
        const on = token.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit))).replace('-', '–');
        expect(readToken(`\u200f${on.slice(0, 4)}\u00a0${on.slice(4)}\u2069`)).toEqual({ token });
      }
      for (let at = 0; at < 8; at += 1) {
        const wrong = token.slice(0, at) + (token[at] === '2' ? '3' : '2') + token.slice(at + 1);
        expect('error' in readToken(wrong), `${wrong} for ${token}`).toBe(true);
      }
    }
  });
});

/** Statements made here for the hub's program to read: every kind, drawn anew from fixed numbers. */
function own(): Fact[] {
  const t = (n: number) => tokenOf([n, n * 3 + 1, n * 7 + 2, n + 5, n * 11, n + 29, n * 13]);
  const facts: Fact[] = rust.entries.map((line) => factOf(line.fact));
  const rest = facts.filter((fact) => fact.kind !== 'enrol');
  const large: Fact[] = [1, 23, 24, 200].map((n) => ({ kind: 'board', tokens: Array.from({ length: n }, (_, at) => t(n * 300 + at)).filter((x, at, all) => all.indexOf(x) === at), trip: `bus-${n}.${n}`, place: 'p'.repeat(n > 120 ? 120 : n) }));
  return [{ kind: 'enrol', label: 'بوابة ٢', role: 'gate' }, ...rest, ...large];
}
it('what a phone writes is kept for the hub’s program to read', async () => {
  const operation = '22'.repeat(32);
  const key = await keyOf(new Uint8Array(32).fill(0x5a));
  let head: Head | null = null;
  const entries = [];
  for (const [n, fact] of own().entries()) {
    const at = n * 4_000 - 7_200;
    const written = await write({ operation: unhex(operation), ...key }, head, draft(at, fact), 1_700_000_000_000 + (n % 3) * 1_000);
    head = written.head;
    entries.push({ at, bytes: hex(written.signed.bytes), signature: hex(written.signed.signature), id: hex(head.id) });
  }
  const made = { operation_id: operation, entries };
  const file = join(vectors, 'field-from-phone.json');
  if (process.env.CORRIDOR_WRITE_VECTORS || !existsSync(file)) writeFileSync(file, `${JSON.stringify(made, null, 1)}\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(made);
});

describe('CBOR', () => {
  it('is written in the shortest form (RFC 8949, appendix A)', () => {
    const cases: [Parameters<typeof encode>[0], string][] = [
      [0, '00'], [23, '17'], [24, '1818'], [100, '1864'], [1000, '1903e8'], [1_000_000, '1a000f4240'], [1_000_000_000_000, '1b000000e8d4a51000'],
      [-1, '20'], [-100, '3863'], [-1000, '3903e7'], [true, 'f5'], [null, 'f6'], ['ü', '62c3bc'], [Uint8Array.of(1, 2), '420102'], [[1, [2]], '82018102'], [{ 1: 2, 0: 'a', 2: undefined }, 'a20061610102'],
    ];
    for (const [value, bytes] of cases) expect(hex(encode(value))).toBe(bytes);
  });
  it('refuses every other way to write the same, and what is cut off', () => {
    for (const wrong of ['1800', '190000', '5f420102ff', '9f01ff', 'a201020001', '8201', '4201', 'f7', 'f90000', 'c100', '0000', '']) expect(() => decode(unhex(wrong)), wrong).toThrow();
  });
});
describe('the hybrid clock', () => {
  it('only grows, whatever the watch does', () => {
    let last = tick(null, 1000);
    for (const now of [1000, 999, 1001, 5, 1001, 1002]) {
      const next = tick(last, now);
      expect(next.unix_ms > last.unix_ms || (next.unix_ms === last.unix_ms && next.counter > last.counter)).toBe(true);
      last = next;
    }
    expect(tick({ unix_ms: 7, counter: 0xffff_ffff }, 0)).toEqual({ unix_ms: 8, counter: 0 });
  });
});
it('a new code is none of the known ones, and every sign can come', () => {
  let n = 1;
  const fill = (bytes: Uint8Array) => bytes.map(() => (n = (n * 48_271) % 2_147_483_647) & 0xff);
  const known = new Set<string>();
  for (let i = 0; i < 500; i += 1) {
    const token = draw(fill, (token) => known.has(token));
    expect(known.has(token)).toBe(false);
    expect(readToken(token)).toEqual({ token });
    known.add(token);
  }
  expect(new Set([...known].join('')).size).toBeGreaterThanOrEqual(30);
});
