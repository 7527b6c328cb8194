import { describe, expect, it } from 'vitest';
import { begin, connection, LOST_MS, onBroken, onHeard, operationNow, QUIET_MS } from '../src/connection';

describe('the connection', () => {
  const opened = begin(1_000_000);
  it('is connecting before anything came, and lost when nothing comes', () => {
    expect(connection(opened, 1_000_500)).toEqual({ state: 'connecting' });
    expect(connection(opened, 1_000_001 + LOST_MS)).toEqual({ state: 'lost', sinceMs: 1_000_000, ever: false });
  });
  it('is live only while it is heard', () => {
    const heard = onHeard(opened, 1_002_000);
    expect(connection(heard, 1_002_000 + QUIET_MS).state).toBe('live');
    expect(connection(heard, 1_002_000 + 12_345)).toEqual({ state: 'quiet', age_s: 12 });
    expect(connection(heard, 1_002_000 + LOST_MS).state).toBe('quiet');
    expect(connection(heard, 1_002_001 + LOST_MS)).toEqual({ state: 'lost', sinceMs: 1_002_000, ever: true });
  });
  it('is lost since it was last heard, not since the break was noticed', () => {
    const broken = onBroken(onHeard(opened, 1_002_000), 1_009_000);
    expect(connection(broken, 1_009_000)).toEqual({ state: 'lost', sinceMs: 1_002_000, ever: true });
    expect(onBroken(broken, 1_015_000).brokenMs).toBe(1_009_000);
  });
  it('is live again with the next word', () => {
    const again = onHeard(onBroken(onHeard(opened, 1_002_000), 1_009_000), 1_050_000);
    expect(connection(again, 1_050_100)).toEqual({ state: 'live' });
  });
  it('never says live for any order of events once 25 s have passed in silence', () => {
    let heard = opened;
    let last = 1_000_000;
    let seed = 7;
    for (let turn = 0; turn < 500; turn += 1) {
      seed = (seed * 48271) % 2147483647;
      const at = last + (seed % 40_000);
      const state = connection(heard, at).state;
      if (heard.heardMs !== null && at - heard.heardMs > LOST_MS) expect(state).toBe('lost');
      if (heard.brokenMs !== null) expect(state).toBe('lost');
      heard = seed % 3 ? onHeard(heard, at) : onBroken(heard, at);
      last = at;
    }
  });
});

describe('the operation’s clock', () => {
  const picture = (clock: object) => ({ now: 3600, clock: { drill: true, speed: 60, paused: false, ...clock } });
  it('runs at the drill’s speed between pictures', () => {
    expect(operationNow(picture({}), 10_000, 12_000, true)).toBe(3720);
    expect(operationNow(picture({ drill: false }), 10_000, 12_000, true)).toBe(3602);
  });
  it('stands still when paused or when the connection is lost', () => {
    expect(operationNow(picture({ paused: true }), 10_000, 12_000, true)).toBe(3600);
    expect(operationNow(picture({}), 10_000, 999_000, false)).toBe(3600);
  });
});
