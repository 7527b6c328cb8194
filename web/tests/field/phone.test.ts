import { beforeEach, describe, expect, it } from 'vitest';
import type { Hub, Standing, Verdict } from '../../src/field/hub';
import { Unreachable } from '../../src/field/hub';
import { hex } from '../../src/field/ledger/cbor';
import { readEntry, verify } from '../../src/field/ledger/entry';
import { tokenOf } from '../../src/field/ledger/token';
import { Phone, type Surroundings } from '../../src/field/phone';
import { pause } from '../../src/field/sender';
import type { Snapshot } from '../../src/field/snapshot';
import { MemoryStore } from '../../src/field/store';
import { unhex } from '../../src/field/ledger/cbor';
import { keyOf } from './device';

const operation = '33'.repeat(32);
const snapshot: Snapshot = {
  version: '"0"', operation_id: operation, name: 'Small town', timezone: 'Asia/Damascus', start_unix_s: 1_481_803_200, drill: false,
  places: [{ id: 'square', name: {}, kind: 'staging' }, { id: 'camp', name: {}, kind: 'reception' }], suspended: [],
  trips: [{ id: 'bus-1.1', vehicle: 'bus-1', convoy: 'C001', from: 'square', to: 'camp', depart: 0, arrive: 900, seats: 50, stretchers: 0, escorts: 1, control_points: [], departed: null, arrived: null, clears: [] }],
  parties: [],
};

/** A hub that takes a log in order, each entry once; it can vanish, lose an answer, or forget. */
class ModelHub implements Hub {
  log: string[] = [];
  submissions = 0;
  down = false;
  loseAnswer = false;
  version = 1;
  now = 0;
  speed = 1;
  async submit(entries: { bytes: Uint8Array; signature: Uint8Array }[]): Promise<Verdict[]> {
    if (this.down) throw new Unreachable('down');
    this.submissions += 1;
    const verdicts: Verdict[] = [];
    for (const signed of entries) {
      const entry = await verify(unhex(operation), signed);
      if (!entry) verdicts.push({ verdict: 'refused', error: { code: 'signature', what: 'bad', do: '' } });
      else if (this.log[entry.seq] !== undefined) {
        expect(this.log[entry.seq], 'one history').toBe(hex(signed.bytes));
        verdicts.push({ verdict: 'known' });
      } else if (entry.seq !== this.log.length) verdicts.push({ verdict: 'refused', next: this.log.length });
      else {
        this.log.push(hex(signed.bytes));
        verdicts.push({ verdict: 'taken' });
      }
    }
    if (this.loseAnswer) throw new Unreachable('the answer was lost');
    return verdicts;
  }
  async standing(): Promise<Standing> {
    if (this.down) throw new Unreachable('down');
    return { entries: this.log.length, role: 'gate', place: null, until: null, revoked: false, forked: false, held: 0, now: this.now, speed: this.speed };
  }
  async notes(): Promise<null> {
    return null;
  }
  async snapshot(version: string | null, _list?: string | null): Promise<Snapshot | null> {
    if (this.down) throw new Unreachable('down');
    const tag = `"${this.version}"`;
    return version === tag ? null : { ...snapshot, version: tag };
  }
}

let hub: ModelHub;
let store: MemoryStore;
let now: number;
let room: { used: number; given: number } | null;
let drawn = 0;
const around: Surroundings = {
  now: () => (now += 10),
  fill: (bytes) => bytes.map(() => (drawn = (drawn * 48_271 + 7) % 2_147_483_647) & 0xff),
  room: async () => room,
  alone: (run) => run(),
};
/** The phone as it comes up from what its storage holds: after a start, a reload, a crash. */
async function phone(seed = 1): Promise<Phone> {
  const made = new Phone(await keyOf(new Uint8Array(32).fill(seed)), store, hub, around);
  await made.open();
  return made;
}
const household = (n: number) => ({ kind: 'register' as const, party: tokenOf([n, 1, 2, n + 3]), members: [{ token: tokenOf([n, 9, 9, n]), category: 'other' as const, sex: 'female' as const, age: 'adult' as const }], place: 'square' });

beforeEach(async () => {
  [hub, store, now, room] = [new ModelHub(), new MemoryStore(), 1_481_803_300_000, null];
});

describe('a phone', () => {
  it('keeps what is said with no hub, and sends all of it once when one answers', async () => {
    const one = await phone();
    await one.meet();
    await one.enrol('Gate 1', 'gate');
    hub.down = true;
    for (let n = 0; n < 450; n += 1) await one.say([household(n)]);
    await expect(one.meet()).rejects.toThrow();
    expect([one.unsent, one.reachable]).toEqual([451, false]);
    hub.down = false;
    await one.meet();
    expect([one.unsent, hub.log.length]).toEqual([0, 451]);
    await one.meet();
    expect(hub.log.length).toBe(451);
  });
  it('sends again what it got no answer for, and the hub has it once', async () => {
    const one = await phone();
    await one.meet();
    await one.enrol('Gate 1', 'gate');
    await one.say([household(1)]);
    hub.loseAnswer = true;
    for (let n = 0; n < 3; n += 1) await expect(one.meet()).rejects.toThrow();
    expect(one.unsent).toBe(2);
    hub.loseAnswer = false;
    await one.meet();
    expect([one.unsent, hub.log.length]).toEqual([0, 2]);
  });
  it('goes on after a reload or crash in the same log, with the same book', async () => {
    const one = await phone();
    await one.meet();
    await one.enrol('Gate 1', 'gate');
    await one.say([household(1), { kind: 'agree', party: household(1).party, answer: 'yes', destinations: ['camp'], language: 'ar', told: 'x' }]);
    const again = await phone();
    expect(again.unsent).toBe(3);
    expect(again.book!.party(household(1).party)?.answer).toBe('yes');
    await again.say([household(2)]);
    await again.meet();
    expect(hub.log.map((bytes) => readEntry(unhex(bytes)).seq)).toEqual([0, 1, 2, 3]);
  });
  it('says nothing that the storage refused, and never signs two histories', async () => {
    const one = await phone();
    await one.meet();
    await one.enrol('Gate 1', 'gate');
    store.fail = (what) => (what === 'append' ? new Error('QuotaExceededError') : null);
    await expect(one.say([household(1)])).rejects.toThrow('QuotaExceededError');
    expect([one.unsent, one.book!.party(household(1).party)]).toEqual([1, null]);
    store.fail = null;
    await one.say([household(2)]);
    await one.meet();
    expect(hub.log.length).toBe(2);
  });
  it('warns before the storage is full, then registers nobody but still records what happens', async () => {
    const one = await phone();
    await one.meet();
    room = { used: 85, given: 100 };
    expect(await one.room()).toBe('full'); // less than a registration with all that follows may take
    room = { used: 85e6, given: 100e6 };
    expect(await one.room()).toBe('little');
    room = { used: 96e6, given: 100e6 };
    expect(await one.room()).toBe('full');
    await expect(one.say([household(1)])).rejects.toThrow('full');
    await one.say([{ kind: 'headcount', trip: 'bus-1.1', place: 'square', count: 4 }]);
    expect(one.unsent).toBe(1);
  });
  it('keeps its statements when the snapshot finds no room', async () => {
    const one = await phone();
    await one.meet();
    store.fail = (what) => (what === 'set' ? new Error('full') : null);
    hub.version += 1;
    now += 60_000;
    await one.meet();
    expect(one.met!.snapshot.version).toBe('"2"');
    await one.say([household(1)]);
    await one.meet();
    expect(hub.log.length).toBe(1);
  });
  it('gives a hub that was set up anew from older data everything again', async () => {
    const one = await phone();
    await one.meet();
    await one.enrol('Gate 1', 'gate');
    for (let n = 0; n < 20; n += 1) await one.say([household(n)]);
    await one.meet();
    hub.log.length = 7;
    await one.say([household(99)]);
    await one.meet();
    expect([one.unsent, hub.log.length]).toEqual([0, 22]);
    hub.log.length = 5;
    await one.meet();
    expect([one.unsent, hub.log.length]).toEqual([0, 22]);
  });
  it('two tabs of one phone write one log', async () => {
    const queue = { last: Promise.resolve() as Promise<unknown> };
    around.alone = <T>(run: () => Promise<T>): Promise<T> => {
      const next = queue.last.then(run, run);
      queue.last = next.catch(() => {});
      return next;
    };
    const [one, other] = [await phone(), await phone()];
    await one.meet();
    await other.meet();
    await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 ? one : other).say([household(n)])));
    await one.meet();
    expect(hub.log.length).toBe(40);
  });
  it('says no text that the hub would refuse: no hidden signs, nothing too long', async () => {
    const one = await phone();
    await one.meet();
    const [kept] = await one.say([{ kind: 'agree', party: household(1).party, answer: 'yes', destinations: ['camp'], language: 'ar', told: `to \u2068the\u2069\ncamp ${'م'.repeat(3000)}` }]);
    const told = (kept!.fact as { told: string }).told;
    expect(told.startsWith('to the camp م')).toBe(true);
    expect(new TextEncoder().encode(told).length).toBeLessThanOrEqual(2000);
  });
  it('two answers of a party within a second do not clash', async () => {
    const one = await phone();
    await one.meet();
    const agree = (answer: 'yes' | 'withdrawn') => ({ kind: 'agree' as const, party: household(1).party, answer, destinations: ['camp'], language: 'ar', told: 'x' });
    const [first, second] = await one.say([agree('yes'), agree('withdrawn')]);
    const [third] = await one.say([agree('yes')]);
    expect([second!.at - first!.at, third!.at - first!.at]).toEqual([1, 2]);
  });
  it('asks for a list that was long in coming only after a while, and sends its statements all the same', async () => {
    const one = await phone();
    const slow = hub.snapshot.bind(hub);
    let asked = 0;
    hub.snapshot = async (version) => {
      asked += 1;
      now += 20_000;
      return slow(version);
    };
    await one.meet();
    hub.version += 1;
    await one.say([household(1)]);
    await one.meet();
    expect([asked, hub.log.length, one.unsent]).toEqual([1, 1, 0]);
    now += 210_000;
    await one.meet();
    expect([asked, one.met!.snapshot.version]).toEqual([2, '"2"']);
  });
  it('is told only of the parties that changed, and asks for all where that does not fit', async () => {
    const row = (token: string, answer: number): Snapshot['parties'][number] => [token, 'square', answer, [], -1, [], []];
    const asked: (string | null | undefined)[] = [];
    let answers: Partial<Snapshot>[] = [{ list: 'a.1', parties: [row('BBBB', -1), row('CCCC', -1), row('DDDD', -1)] }];
    hub.snapshot = async (_version, list) => {
      asked.push(list);
      return { ...snapshot, version: `"${asked.length}"`, ...answers.shift()! };
    };
    const one = await phone();
    await one.meet();
    answers = [{ list: 'a.2', since: 'a.1', gone: ['CCCC'], parties: [row('DDDD', 0), row('AAAA', -1)] }];
    now += 1e6;
    await one.meet();
    expect(one.met!.snapshot.parties.map(([token, , answer]) => `${token} ${answer}`)).toEqual(['AAAA -1', 'BBBB -1', 'DDDD 0']);
    expect((await phone()).book!.party('AAAA')).not.toBeNull();
    answers = [{ list: 'b.9', since: 'b.8', parties: [] }, { list: 'b.9', parties: [row('EEEE', -1)] }];
    now += 1e6;
    await one.meet();
    expect(one.met!.snapshot.parties.map(([token]) => token)).toEqual(['EEEE']);
    expect(asked).toEqual([undefined, 'a.1', 'a.2', undefined]);
  });
  it('of a clinician says once to which key notes are sealed, and no other does', async () => {
    const one = await phone();
    await one.meet();
    await one.enrol('Gate 1', 'gate');
    await one.offerNoteKey(async () => new Uint8Array(32));
    expect(hub.log.length + one.unsent).toBe(1);
    one.standing = { ...one.standing!, role: 'clinician' };
    for (let n = 0; n < 3; n += 1) await one.offerNoteKey(async () => new Uint8Array(32));
    expect(one.unsent).toBe(2);
  });
  it('keeps its own watch unless it is far off the hub’s', async () => {
    now = 1_481_803_200_000;
    const one = await phone();
    await one.meet();
    expect(Math.abs(one.at())).toBeLessThan(5);
    const lost = (store = new MemoryStore());
    now = 0; // the battery was out: 1970
    const other = await phone(2);
    await other.meet();
    expect(Math.abs(other.at())).toBeLessThan(5);
    expect(lost.log.size).toBe(0);
  });
  it('learns at the next meeting that its clock was set, though the hub has no news, and keeps it', async () => {
    now = 1_481_803_200_000;
    const one = await phone();
    await one.meet();
    now -= 3 * 86_400_000;
    hub.now = 300;
    const again = await phone();
    await again.meet();
    expect(Math.abs(again.at() - 300)).toBeLessThan(5);
    expect(Math.abs((await phone()).at() - 300)).toBeLessThan(5);
  });
  it('in a drill follows the drill’s clock, which may be set while nothing else happens', async () => {
    hub.snapshot = async (version) => (version ? null : { ...snapshot, drill: true, version: '"1"' });
    [hub.now, hub.speed] = [600, 60];
    const one = await phone();
    await one.meet();
    now += 10_000;
    expect(Math.abs(one.at() - 1200)).toBeLessThan(10);
    [hub.now, hub.speed] = [1300, 0];
    await one.meet();
    now += 10_000;
    expect(one.at()).toBe(1300);
  });
});
it('the pause doubles up to a minute, and differs from phone to phone', () => {
  expect([0, 1, 2, 6, 50].map((n) => pause(n, 1))).toEqual([1000, 2000, 4000, 60_000, 60_000]);
  expect(pause(3, 0)).toBe(4000);
});
