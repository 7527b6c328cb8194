// Keeps the picture coming: loads what a page needs, listens to the server's events, notices when
// they stop, and tries again for ever. The only place that talks to the stream.

import type { Picture } from './api';
import * as client from './client';
import { begin, connection, onBroken, onHeard, QUIET_MS } from './connection';
import { view } from './state.svelte';

const TICK_MS = 1000;
const RETRY_MS = 2000;

let events: EventSource | null = null;
let askedMs = 0;

/** Starts everything; called once. The answer stops it again. */
export function start(): () => void {
  view.heard = begin(Date.now());
  void load();
  listen();
  const timer = setInterval(tick, TICK_MS);
  return () => {
    clearInterval(timer);
    events?.close();
  };
}

/** What does not change with every statement, and a first picture. */
async function load(): Promise<void> {
  try {
    const [operation, plan, picture] = await Promise.all([client.operation(), client.plan(), client.picture()]);
    view.operation = operation;
    view.plan = plan;
    view.trouble = null;
    take(picture);
  } catch (error) {
    view.trouble = error instanceof client.Problem ? `${error.message} ${error.next}` : null;
    view.heard = onBroken(view.heard, Date.now());
  }
}

function listen(): void {
  events?.close();
  // The browser reconnects by itself and sends Last-Event-ID; `tick` replaces a stream it gave up.
  events = new EventSource(client.EVENTS);
  events.addEventListener('picture', (event) => take(JSON.parse((event as MessageEvent<string>).data) as Picture));
  events.addEventListener('open', () => {
    const wasBroken = view.heard.brokenMs !== null;
    view.heard = onHeard(view.heard, Date.now());
    if (wasBroken) void load(); // the server may have been started again with another operation
  });
  events.addEventListener('error', () => {
    view.heard = onBroken(view.heard, Date.now());
  });
}

function take(picture: Picture): void {
  view.picture = picture;
  view.receivedMs = Date.now();
  view.heard = onHeard(view.heard, view.receivedMs);
  // Another plan has come into force: it has other convoys, and perhaps places on the road.
  if (shown === null) shown = picture.plan;
  else if (shown !== picture.plan) void refreshPlan(picture.plan);
}

/** The plan that is shown, by its hash. */
let shown: string | null = null;
let refreshing = false;
async function refreshPlan(sha256: string): Promise<void> {
  if (refreshing) return;
  refreshing = true;
  try {
    [view.operation, view.plan] = await Promise.all([client.operation(), client.plan()]);
    shown = sha256;
  } catch {
    // The stream tells whether the server is there; a later picture tries again.
  } finally {
    refreshing = false;
  }
}

function tick(): void {
  view.wallMs = Date.now();
  const since = view.wallMs - askedMs;
  if (events?.readyState === EventSource.CLOSED && since > RETRY_MS) {
    askedMs = view.wallMs;
    listen();
  }
  if (!view.operation && since > RETRY_MS) {
    askedMs = view.wallMs;
    void load();
  }
  const silent = view.wallMs - (view.heard.heardMs ?? view.heard.openedMs);
  // A stream can hang without breaking: ask once in a while, and listen anew once it is lost.
  if (silent > QUIET_MS && since > QUIET_MS / 2) {
    askedMs = view.wallMs;
    if (connection(view.heard, view.wallMs).state === 'lost') listen();
    else void client.picture().then(take, () => undefined);
  }
}

/** Drills only: how fast the operation's clock runs. */
export async function setClock(wish: { speed?: number; paused?: boolean }): Promise<void> {
  try {
    const clock = await client.setClock(wish);
    if (view.picture) view.picture = { ...view.picture, clock };
  } catch {
    view.heard = onBroken(view.heard, Date.now());
  }
}
