// The device's key: Ed25519 in WebCrypto, made here, never extractable, kept in IndexedDB as the browser
// keeps it. Where the browser has no such key, no other is made up: the plain page is there.

import type { Sign } from './ledger/entry';

export interface DeviceKey {
  log_id: Uint8Array;
  sign: Sign;
}
export interface KeptKey {
  private: CryptoKey;
  public: Uint8Array;
}
/** Why this page cannot keep a key. */
export type NoKey = 'insecure' | 'no_ed25519' | 'no_storage';

/** Whether keys can be made and kept here; `null`: yes. */
export async function whyNoKey(): Promise<NoKey | null> {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return 'insecure';
  if (!globalThis.indexedDB) return 'no_storage';
  try {
    await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    return null;
  } catch {
    return 'no_ed25519';
  }
}
export async function makeKey(): Promise<KeptKey> {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  return { private: pair.privateKey, public: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) };
}
export function deviceKey(kept: KeptKey): DeviceKey {
  const sign: Sign = async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', kept.private, Uint8Array.from(message)));
  return { log_id: kept.public, sign };
}
