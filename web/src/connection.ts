// Whether what is shown is true now. Pure: a small state machine over "when was the server last
// heard". It never pretends: after 25 s of silence the connection is lost, whatever the browser says.

/** Between pictures there are at most 5 s; twice that is worth a word. */
export const QUIET_MS = 10_000;
/** From here on the figures are old, and said to be. */
export const LOST_MS = 25_000;

export interface Heard {
  openedMs: number; // when this page began to listen
  heardMs: number | null; // when anything last came
  brokenMs: number | null; // when the stream broke, until something comes again
}

export type Connection =
  | { state: 'connecting' }
  | { state: 'live' }
  | { state: 'quiet'; age_s: number }
  | { state: 'lost'; sinceMs: number; ever: boolean };

export function begin(nowMs: number): Heard {
  return { openedMs: nowMs, heardMs: null, brokenMs: null };
}
export function onHeard(heard: Heard, nowMs: number): Heard {
  return { ...heard, heardMs: nowMs, brokenMs: null };
}
export function onBroken(heard: Heard, nowMs: number): Heard {
  return { ...heard, brokenMs: heard.brokenMs ?? nowMs };
}

export function connection(heard: Heard, nowMs: number): Connection {
  if (heard.heardMs === null) {
    if (heard.brokenMs !== null) return { state: 'lost', sinceMs: heard.openedMs, ever: false };
    return nowMs - heard.openedMs > LOST_MS ? { state: 'lost', sinceMs: heard.openedMs, ever: false } : { state: 'connecting' };
  }
  const age = nowMs - heard.heardMs;
  // A stream that broke is lost at once: since it was last heard, not since somebody noticed.
  if (heard.brokenMs !== null || age > LOST_MS) return { state: 'lost', sinceMs: heard.heardMs, ever: true };
  return age > QUIET_MS ? { state: 'quiet', age_s: Math.floor(age / 1000) } : { state: 'live' };
}

/** The operation's clock between two pictures. It stands still when the connection is lost. */
export function operationNow(
  picture: { now: number; clock: { drill: boolean; speed: number; paused: boolean } },
  receivedMs: number,
  nowMs: number,
  live: boolean,
): number {
  if (!live || picture.clock.paused) return picture.now;
  return picture.now + ((nowMs - receivedMs) / 1000) * (picture.clock.drill ? picture.clock.speed : 1);
}
