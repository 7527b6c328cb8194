// Devices for tests: keys that grow from a seed, a hub that is a model, a phone on memory.

import type { DeviceKey } from '../../src/field/keys';

const PKCS8 = Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]);

/** The key that grows from a seed, as WebCrypto signs with it. */
export async function keyOf(seed: Uint8Array): Promise<DeviceKey> {
  const extractable = await crypto.subtle.importKey('pkcs8', Uint8Array.from([...PKCS8, ...seed]), 'Ed25519', true, ['sign']);
  const { x } = await crypto.subtle.exportKey('jwk', extractable);
  const log_id = Uint8Array.from(atob(x!.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
  return { log_id, sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', extractable, Uint8Array.from(message))) };
}
