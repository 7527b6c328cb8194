// Planning anew, as the console goes about it: begins a search, asks how far it is until it is over, and
// carries out the decision. A drill's clock stands still while somebody decides.

import type { Replan } from './api';
import * as client from './client';
import { setClock } from './live';
import { view } from './state.svelte';

const ASK_MS = 250;

class Deciding {
  /** What went wrong with the last request, in the server's words. */
  trouble = $state<{ code: string; what: string; next: string } | null>(null);
  /** A request is under way that must not be sent twice. */
  busy = $state(false);
  /** The new plan was put in force, just now. */
  accepted = $state(false);
}
export const deciding = new Deciding();

let timer: ReturnType<typeof setTimeout> | null = null;
let heldClock = false;

async function carry(request: () => Promise<Replan>): Promise<boolean> {
  if (deciding.busy) return false;
  deciding.busy = true;
  deciding.trouble = null;
  try {
    take(await request());
    return true;
  } catch (error) {
    deciding.trouble = error instanceof client.Problem
      ? { code: error.code, what: error.message, next: error.next }
      : { code: 'lost', what: '', next: '' };
    return false;
  } finally {
    deciding.busy = false;
  }
}

function take(replan: Replan): void {
  view.replan = replan;
  if (timer) clearTimeout(timer);
  timer = replan.state === 'running' ? setTimeout(() => void follow(), ASK_MS) : null;
}

/** Asks how far it is; goes on asking while it runs. */
export async function follow(): Promise<void> {
  try {
    take(await client.replan());
  } catch {
    // The bar says that the server is not heard; the search goes on there.
    timer = setTimeout(() => void follow(), 4 * ASK_MS);
  }
}

export async function begin(seconds: number, reopens_in_min: number): Promise<void> {
  deciding.accepted = false;
  const clock = view.picture?.clock;
  if (clock?.drill && !clock.paused) {
    heldClock = true;
    await setClock({ paused: true });
  }
  await carry(() => client.beginReplan({ seconds, reopens_in_min }));
}
export async function stop(): Promise<void> {
  await carry(client.stopReplan);
}
export async function discard(): Promise<void> {
  if (await carry(client.discardReplan)) void letRun();
}
export async function accept(): Promise<void> {
  const number = view.replan?.number;
  if (number == null) return;
  if (await carry(() => client.acceptReplan(number))) {
    deciding.accepted = true;
    void letRun();
  }
}

/** The drill goes on, if it was stopped for the decision. */
async function letRun(): Promise<void> {
  if (!heldClock) return;
  heldClock = false;
  await setClock({ paused: false });
}
