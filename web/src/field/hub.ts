// What a phone asks of the hub. Never here: when it is asked (phone.ts), or any other address.

import { encode } from './ledger/cbor';
import type { Kept } from './store';
import type { Snapshot } from './snapshot';

export interface Verdict {
  verdict: 'taken' | 'known' | 'refused';
  held?: string;
  error?: { code: string; what: string; do: string };
  next?: number;
}
/** How the hub knows this device. */
export interface Standing {
  /** How many entries of this log the hub holds. */
  entries: number;
  /** What it is admitted for; `null`: it asks, or is not known. */
  role: string | null;
  place: string | null;
  until: number | null;
  revoked: boolean;
  forked: boolean;
  held: number;
  /** The operation's clock when it answered, in seconds after the start. */
  now: number;
  /** Seconds of the operation in a second. */
  speed: number;
}
export interface Hub {
  submit(entries: Pick<Kept, 'bytes' | 'signature'>[]): Promise<Verdict[]>;
  standing(device: string): Promise<Standing>;
  /** `null`: nothing is new since that version. `list`: what is known of the parties, so that only changes need come. */
  snapshot(version: string | null, list?: string | null): Promise<Snapshot | null>;
  /** Sealed notes, for a reading that the hub has; `null`: it gives none for it. */
  notes(reading: string): Promise<Notes | null>;
}
/** Sealed notes as the hub gives them out: base64. */
export interface Notes {
  notes: { at: number; by: string; entry: string; again: string | null; readers: string[]; token: string; ephemeral: string; wrapped: string; sealed: string }[];
  /** How many there are that this device cannot open. */
  closed: number;
  /** Who could seal them anew for it. */
  ask: string[];
}
/** The hub does not answer, or answers that it cannot now: everything is kept and tried again. */
export class Unreachable extends Error {}

/** The hub over HTTP. `base`: empty for the server that the page came from. */
export function httpHub(base = '', ask: typeof fetch = (...args) => fetch(...args)): Hub {
  async function get<T>(path: string, init?: RequestInit): Promise<{ response: Response; body: T | null }> {
    let response: Response;
    try {
      response = await ask(`${base}/api/v1/${path}`, { ...init, signal: AbortSignal.timeout(20_000), cache: 'no-store' });
      if (response.status === 304 || response.status === 403) return { response, body: null };
      if (response.ok) return { response, body: (await response.json()) as T };
    } catch (error) {
      throw new Unreachable(String(error));
    }
    throw new Unreachable(`the hub answered ${response.status}`);
  }
  return {
    async submit(entries) {
      const pairs = encode(entries.map(({ bytes, signature }) => [bytes, signature]));
      const init = { method: 'POST', headers: { 'content-type': 'application/cbor' }, body: Uint8Array.from(pairs) };
      const { body } = await get<{ verdicts: Verdict[] }>('entries', init);
      return body?.verdicts ?? [];
    },
    async standing(device) {
      return (await get<Standing>(`field/devices/${device}`)).body!;
    },
    async notes(reading) {
      return (await get<Notes>(`field/notes/${reading}`)).body;
    },
    async snapshot(version, list) {
      const since = list ? `?since=${encodeURIComponent(list)}` : '';
      const { response, body } = await get<Snapshot>(`field${since}`, version ? { headers: { 'if-none-match': version } } : undefined);
      return body && { ...body, version: response.headers.get('etag') ?? '' };
    },
  };
}
