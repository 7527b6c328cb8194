// The medical compartment: a note is sealed on the phone on which it is written, to the keys of clinicians' phones,
// and opened only there. X25519, HKDF-SHA-256 and AES-256-GCM, all the browser's own (WebCrypto); a clinician's key
// cannot be taken out of its phone. Never here: where a note is kept, or that somebody reads it (phone.ts).

import { joined } from './ledger/entry';
import type { Fact } from './ledger/statement';
import type { Token } from './ledger/token';

export interface NoteKey {
  private: CryptoKey;
  public: Uint8Array;
}
export interface Clinician {
  device: Uint8Array;
  key: Uint8Array;
}
type Note = Extract<Fact, { kind: 'note' }>;

const CONTEXT = new TextEncoder().encode('corridor/note/v1\0');
/** Bytes of a note at most; what is sealed is padded to a multiple of this many, so that its length tells little. */
export const NOTE_BYTES_MAX = 2_000;
/** Clinicians to whom one note is sealed at most: the hub takes no more. */
const READERS_MAX = 32;
const BLOCK = 256;
const NONCE = 12;
/** Each wrapping key is used once. */
const ONCE = new Uint8Array(NONCE);

export async function makeNoteKey(): Promise<NoteKey> {
  const pair = (await crypto.subtle.generateKey('X25519', false, ['deriveBits'])) as CryptoKeyPair;
  return { private: pair.privateKey, public: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) };
}
const about = (operation: Uint8Array, token: Token) => joined(CONTEXT, operation, new TextEncoder().encode(token));

/** The note as a statement that only these clinicians' phones can read. */
export async function sealNote(text: string, operation: Uint8Array, token: Token, clinicians: Clinician[]): Promise<Note> {
  const whole = about(operation, token);
  const [content, nonce] = [crypto.getRandomValues(new Uint8Array(32)), crypto.getRandomValues(new Uint8Array(NONCE))];
  const key = await crypto.subtle.importKey('raw', content, 'AES-GCM', false, ['encrypt']);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: whole }, key, padded(text));
  const once = await makeNoteKey();
  const to = await Promise.all(
    clinicians.slice(0, READERS_MAX).map(async ({ device, key }) => {
      const wrap = await wrapping(once.private, key, joined(whole, once.public, key), ['encrypt']);
      return { device, wrapped: new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: ONCE, additionalData: whole }, wrap, content)) };
    }),
  );
  return { kind: 'note', token, ephemeral: once.public, to, sealed: joined(nonce, new Uint8Array(sealed)) };
}
/** What a note says, on a phone that it was sealed to; `null` where it cannot be opened. */
export async function openNote(
  note: Pick<Note, 'token' | 'ephemeral' | 'sealed'> & { wrapped: Uint8Array }, operation: Uint8Array, own: NoteKey,
): Promise<string | null> {
  try {
    const whole = about(operation, note.token);
    const wrap = await wrapping(own.private, note.ephemeral, joined(whole, note.ephemeral, own.public), ['decrypt']);
    const content = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: ONCE, additionalData: whole }, wrap, joined(note.wrapped));
    const key = await crypto.subtle.importKey('raw', content, 'AES-GCM', false, ['decrypt']);
    const nonce = joined(note.sealed.slice(0, NONCE));
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: whole }, key, joined(note.sealed.slice(NONCE)));
    return unpadded(new Uint8Array(opened));
  } catch {
    return null;
  }
}
async function wrapping(own: CryptoKey, other: Uint8Array, info: Uint8Array<ArrayBuffer>, uses: KeyUsage[]): Promise<CryptoKey> {
  const theirs = await crypto.subtle.importKey('raw', joined(other), 'X25519', false, []);
  const shared = await crypto.subtle.deriveBits({ name: 'X25519', public: theirs }, own, 256);
  const seed = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info }, seed, { name: 'AES-GCM', length: 256 }, false, uses);
}
/** Two bytes of length, the text, and zeros. */
function padded(text: string): Uint8Array<ArrayBuffer> {
  let cut = text.trim();
  while (new TextEncoder().encode(cut).length > NOTE_BYTES_MAX) cut = [...cut].slice(0, -1).join('');
  const bytes = new TextEncoder().encode(cut);
  const all = new Uint8Array(Math.ceil((bytes.length + 2) / BLOCK) * BLOCK);
  all.set([bytes.length >> 8, bytes.length & 0xff]);
  all.set(bytes, 2);
  return all;
}
function unpadded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.slice(2, 2 + (bytes[0]! << 8) + bytes[1]!));
}
