// Entries: the same bytes as crates/ledger/src/entry.rs, and the hybrid clock of hlc.rs. Pure, but for
// hashing and signing, which are the browser's (WebCrypto).

import { decode, encode, hex, same, type Value } from './cbor';

export interface Hlc {
  unix_ms: number;
  counter: number;
}
/** The last entry of a log, from which it goes on. */
export interface Head {
  seq: number;
  id: Uint8Array;
  hlc: Hlc;
}
export interface Draft {
  kind: string;
  place: string | null;
  body: Uint8Array;
  deps?: Uint8Array[];
}
export interface Entry extends Draft {
  log_id: Uint8Array;
  seq: number;
  prev: Uint8Array | null;
  hlc: Hlc;
  deps: Uint8Array[];
  seal_commit: Uint8Array | null;
}
export interface Signed {
  bytes: Uint8Array;
  signature: Uint8Array;
}
/** Signs bytes with the device's key. */
export type Sign = (message: Uint8Array) => Promise<Uint8Array>;

const VERSION = 1;
const CONTEXT = new TextEncoder().encode('corridor/entry/v1\0');
const COUNTER_MAX = 0xffff_ffff;

/** The next moment of a device: later than every one before, whatever its physical clock does. */
export function tick(last: Hlc | null, nowUnixMs: number): Hlc {
  const now = Math.max(0, Math.floor(nowUnixMs));
  if (!last || now > last.unix_ms) return { unix_ms: now, counter: 0 };
  if (last.counter < COUNTER_MAX) return { unix_ms: last.unix_ms, counter: last.counter + 1 };
  return { unix_ms: last.unix_ms + 1, counter: 0 };
}
export function entryBytes(entry: Entry): Uint8Array {
  return encode([VERSION, entry.kind, entry.log_id, entry.seq, entry.prev, [entry.hlc.unix_ms, entry.hlc.counter], entry.deps, entry.place, entry.body,
    entry.seal_commit]);
}
/** Reads bytes that are an entry in its one form. */
export function readEntry(bytes: Uint8Array): Entry {
  const value = decode(bytes);
  if (!Array.isArray(value) || value.length !== 10 || value[0] !== VERSION) throw new SyntaxError('not an entry that this page knows');
  const [, kind, log_id, seq, prev, clock, deps, place, body, seal_commit] = value as Value[];
  const [unix_ms, counter] = clock as [number, number];
  return { kind, log_id, seq, prev, hlc: { unix_ms, counter }, deps, place, body, seal_commit } as Entry;
}
/** The leaf hash of RFC 6962. */
export async function entryId(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(Uint8Array.of(0), bytes)));
}
/** What is signed. */
export function message(operation: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return joined(CONTEXT, operation, bytes);
}
/** The next entry of a log, and the head that the log then has. Nothing is kept here. */
export async function write(
  { operation, log_id, sign }: { operation: Uint8Array; log_id: Uint8Array; sign: Sign }, head: Head | null, draft: Draft, nowUnixMs: number,
): Promise<{ signed: Signed; head: Head }> {
  const entry: Entry = {
    ...draft, log_id, seq: head ? head.seq + 1 : 0, prev: head?.id ?? null, hlc: tick(head?.hlc ?? null, nowUnixMs),
    deps: sorted(draft.deps ?? []), seal_commit: null,
  };
  const bytes = entryBytes(entry);
  const signature = await sign(message(operation, bytes));
  return { signed: { bytes, signature }, head: { seq: entry.seq, id: await entryId(bytes), hlc: entry.hlc } };
}
function sorted(deps: Uint8Array[]): Uint8Array[] {
  const inOrder = [...deps].sort((a, b) => (hex(a) < hex(b) ? -1 : 1));
  return inOrder.filter((dep, at) => at === 0 || !same(dep, inOrder[at - 1]!));
}
/** Whether an entry was signed by the key that it names, for this operation. */
export async function verify(operation: Uint8Array, { bytes, signature }: Signed): Promise<Entry | null> {
  try {
    const entry = readEntry(bytes);
    const key = await crypto.subtle.importKey('raw', joined(entry.log_id), 'Ed25519', false, ['verify']);
    const good = await crypto.subtle.verify('Ed25519', key, joined(signature), message(operation, bytes));
    return good ? entry : null;
  } catch {
    return null;
  }
}
export function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
export function unbase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}
