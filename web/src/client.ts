// The few requests that the console makes. Every address is below /api/v1 of the server that the
// page came from; the page's security policy forbids any other.

import type { ApiError, ClaimsPage, ConvoyPage, Devices, FigureSources, Operation, OwnDevice, Picture, Plan, Proposals, Replan, Taken } from './api';
import { BYTES_MAX } from './frames';

/** An answer that is no answer, with what to do about it. */
export class Problem extends Error {
  constructor(readonly code: string, what: string, readonly next: string) {
    super(what);
  }
}

/** What went wrong and what to do, in words; `otherwise` where it is no answer of the server's. */
export const inWords = (error: unknown, otherwise = String(error)): string => (error instanceof Problem ? `${error.message}. ${error.next}` : otherwise);

export async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  return (await (await answer(path, init)).json()) as T;
}
async function answer(path: string, init?: RequestInit): Promise<Response> {
  return good(await fetch(`/api/v1/${path}`, { ...init, signal: AbortSignal.timeout(15_000) }));
}
/** The answer, where it is one. */
export async function good(response: Response): Promise<Response> {
  if (response.ok) return response;
  const body = (await response.json().catch(() => null)) as ApiError | null;
  throw new Problem(body?.error.code ?? String(response.status), body?.error.what ?? response.statusText, body?.error.do ?? '');
}

export const operation = () => ask<Operation>('operation');
export const plan = () => ask<Plan>('plan');
export const picture = () => ask<Picture>('picture');
export const convoy = (id: string) => ask<ConvoyPage>(`convoys/${encodeURIComponent(id)}`);
export const figure = (id: string, offset: number, limit: number) =>
  ask<FigureSources>(`figures/${encodeURIComponent(id)}?offset=${offset}&limit=${limit}`);
export const setClock = (wish: { speed?: number; paused?: boolean }) =>
  ask<Picture['clock']>('clock', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wish) });
export const post = (body: unknown): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
export const replan = () => ask<Replan>('replan');
export const beginReplan = (wish: { seconds: number; reopens_in_min: number }) => ask<Replan>('replan', post(wish));
export const stopReplan = () => ask<Replan>('replan/stop', post({}));
export const discardReplan = () => ask<Replan>('replan', { method: 'DELETE' });
export const acceptReplan = (number: number) => ask<Replan>('replan/accept', post({ number }));
export const devices = () => ask<Devices>('devices');
export const own = () => ask<OwnDevice>('devices/own');
export const admit = (wish: { device: string; role: string; place?: string; until?: number }) => ask<Devices>('devices/admit', post(wish));
export const revoke = (wish: { device: string; why: string }) => ask<Devices>('devices/revoke', post(wish));
export const release = (wish: { entries: string[]; why: string }) => ask<Devices>('devices/release', post(wish));
export const claims = () => ask<ClaimsPage>('claims');
export const proposals = (wish: { text: string; date?: string }) => ask<Proposals>('proposals', post(wish));
export const enterClaim = (wish: object) => ask<ClaimsPage>('claims', post(wish));
/** Hands in what a device signed; a refusal is a problem. */
export async function submit(entry: { bytes: string; signature: string }): Promise<void> {
  const { verdicts } = await ask<{ verdicts: { error?: ApiError['error'] }[] }>('entries', post({ entries: [entry] }));
  const error = verdicts[0]?.error;
  if (error) throw new Problem(error.code, error.what, error.do);
}
/** What this hub holds of every log, for another to compare. */
export const held = async () => whole(await answer('sync'));
/** Everything that is here. */
export const bundle = async () => whole(await answer('bundle'));
/** What another hub lacks, by what it says that it holds. */
export const lacking = async (said: Uint8Array) => whole(await answer('sync', bundled(said)));
/** Takes a bundle in. */
export const take = (bytes: Uint8Array) => ask<Taken>('bundle', bundled(bytes));
const bundled = (bytes: Uint8Array): RequestInit =>
  ({ method: 'POST', headers: { 'content-type': 'application/vnd.corridor.bundle' }, body: new Uint8Array(bytes) });
/** The body, unless it is more than pictures can carry: then `null`, and the rest is not fetched. */
async function whole(response: Response): Promise<Uint8Array | null> {
  const [reader, parts] = [response.body?.getReader(), new Array<number>()];
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    if (parts.length + part.value.length > BYTES_MAX) {
      await reader?.cancel();
      return null;
    }
    for (const byte of part.value) parts.push(byte);
  }
  return Uint8Array.from(parts);
}
export const EVENTS = '/api/v1/events';
