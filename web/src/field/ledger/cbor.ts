// Deterministic CBOR (RFC 8949 §4.2), just the parts that entries and statements use: whole numbers,
// texts, byte strings, arrays, maps with small integer keys, yes, no, nothing. Pure.
// Never here: floats, tags, indefinite lengths, or a second way to write anything.

export type Value = number | boolean | string | null | Uint8Array | readonly Value[] | Fields;
/** A map by field number. What is `undefined` is not written. */
export interface Fields {
  readonly [field: number]: Value | undefined;
}

const utf8 = new TextEncoder();

/** The one byte form of a value. */
export function encode(value: Value): Uint8Array {
  const out: number[] = [];
  write(out, value);
  return Uint8Array.from(out);
}

function write(out: number[], value: Value): void {
  if (value === null) out.push(0xf6);
  else if (typeof value === 'boolean') out.push(value ? 0xf5 : 0xf4);
  else if (typeof value === 'number') whole(out, value);
  else if (typeof value === 'string') run(out, 3, utf8.encode(value));
  else if (value instanceof Uint8Array) run(out, 2, value);
  else if (isArray(value)) {
    head(out, 4, value.length);
    for (const item of value) write(out, item);
  } else {
    const fields = Object.keys(value).map(Number).filter((field) => value[field] !== undefined).sort((a, b) => a - b);
    head(out, 5, fields.length);
    for (const field of fields) {
      whole(out, field);
      write(out, value[field]!);
    }
  }
}
const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);

function whole(out: number[], value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number that a double holds exactly`);
  if (value >= 0) head(out, 0, value);
  else head(out, 1, -1 - value);
}
function run(out: number[], major: number, bytes: Uint8Array): void {
  head(out, major, bytes.length);
  for (const byte of bytes) out.push(byte);
}
/** A major type and a number in as few bytes as hold it. */
function head(out: number[], major: number, n: number): void {
  const kind = major << 5;
  if (n < 24) out.push(kind | n);
  else if (n < 0x100) out.push(kind | 24, n);
  else if (n < 0x1_0000) out.push(kind | 25, n >>> 8, n & 0xff);
  else if (n < 0x1_0000_0000) out.push(kind | 26, ...big(n));
  else out.push(kind | 27, ...big(Math.floor(n / 0x1_0000_0000)), ...big(n % 0x1_0000_0000));
}
const big = (n: number): number[] => [(n >>> 24) & 0xff, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff];

/** Reads one value; throws on anything that would not be written again exactly so. */
export function decode(bytes: Uint8Array): Value {
  const reader = { bytes, at: 0 };
  const value = read(reader, 0);
  if (reader.at !== bytes.length || !same(encode(value), bytes)) throw new SyntaxError('not in the one form that is taken');
  return value;
}

interface Reader {
  bytes: Uint8Array;
  at: number;
}
function read(r: Reader, depth: number): Value {
  if (depth > 16) throw new SyntaxError('nested too deep');
  const first = byte(r);
  const major = first >> 5;
  if (major === 7) {
    if (first === 0xf6) return null;
    if (first === 0xf5 || first === 0xf4) return first === 0xf5;
    throw new SyntaxError('a value that is not used here');
  }
  const n = argument(r, first & 31);
  if (major === 0) return n;
  if (major === 1) return -1 - n;
  if (major === 2 || major === 3) {
    if (r.at + n > r.bytes.length) throw new SyntaxError('cut off');
    const part = r.bytes.slice(r.at, (r.at += n));
    return major === 2 ? part : new TextDecoder('utf-8', { fatal: true }).decode(part);
  }
  if (n > r.bytes.length) throw new SyntaxError('longer than what holds it');
  if (major === 4) return Array.from({ length: n }, () => read(r, depth + 1));
  if (major !== 5) throw new SyntaxError('a value that is not used here');
  const fields: Record<number, Value> = {};
  for (let i = 0; i < n; i += 1) {
    const key = read(r, depth + 1);
    if (typeof key !== 'number') throw new SyntaxError('a key is a number');
    fields[key] = read(r, depth + 1);
  }
  return fields;
}
function byte(r: Reader): number {
  const value = r.bytes[r.at];
  if (value === undefined) throw new SyntaxError('cut off');
  r.at += 1;
  return value;
}
function argument(r: Reader, small: number): number {
  if (small < 24) return small;
  const length = [1, 2, 4, 8][small - 24];
  if (length === undefined) throw new SyntaxError('indefinite lengths are not taken');
  let n = 0;
  for (let i = 0; i < length; i += 1) n = n * 256 + byte(r);
  if (!Number.isSafeInteger(n)) throw new SyntaxError('a number above 2^53 - 1');
  return n;
}

/** Whether two byte strings are the same. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (value) => value.toString(16).padStart(2, '0')).join('');
}
export function unhex(text: string): Uint8Array {
  if (text.length % 2 || /[^0-9a-fA-F]/.test(text)) throw new SyntaxError('not hexadecimal');
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(at * 2, at * 2 + 2), 16));
}
