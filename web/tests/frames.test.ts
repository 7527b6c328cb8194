import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { BYTES_MAX, carries, Collector, FRAME_MAX, isTalk, PAYLOAD, split, tags, turn } from '../src/frames';
import { cells, look, readerFrom } from '../src/qr';

// Hashing and drawing hundreds of frames takes seconds on a slow machine.
vi.setConfig({ testTimeout: 120_000 });

/** Numbers that look random, the same ones for the same seed. */
function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
const bytes = (length: number, seed: number) => {
  const next = chance(seed);
  return Uint8Array.from({ length }, () => next(256));
};
const frames = (length: number, seed: number) => split(bytes(length, seed))!;
const SIZES = [1, PAYLOAD - 33, PAYLOAD - 32, PAYLOAD - 31, 4 * PAYLOAD, 30_000, BYTES_MAX];

describe('frames', () => {
  it('carry a bundle of any size up to the limit, and none beyond', () => {
    for (const size of SIZES) {
      const collector = new Collector();
      const brought = frames(size, size).map((frame) => collector.add(frame));
      expect(brought.at(-1)).toBe('whole');
      expect(collector.bundle).toEqual(bytes(size, size));
    }
    expect(split(new Uint8Array())).toBeNull();
    expect(split(new Uint8Array(BYTES_MAX + 1))).toBeNull();
    expect(frames(BYTES_MAX, 1).every((frame) => frame.length <= FRAME_MAX)).toBe(true);
  });
  it('may be lost, come twice, in any order, and among those of another transfer', () => {
    for (let seed = 0; seed < 120; seed += 1) {
      const next = chance(seed);
      const [size, other] = [1 + next(12_000), frames(1 + next(12_000), seed + 1_000_000)];
      const own = frames(size, seed);
      const collector = new Collector();
      const seen = new Set<number>([0]);
      expect(['new', 'whole']).toContain(collector.add(own[0]!));
      for (let look = 0; !collector.bundle; look += 1) {
        expect(look).toBeLessThan(own.length * 60 + 200);
        if (next(3) === 0) {
          expect(collector.add(other[next(other.length)]!)).toBe('foreign');
          continue;
        }
        const index = next(own.length);
        const brought = collector.add(own[index]!);
        expect(brought).toBe(seen.has(index) ? 'repeat' : seen.size + 1 === own.length ? 'whole' : 'new');
        seen.add(index);
        expect(collector.missing()).toEqual(own.map((_, ix) => ix).filter((ix) => !seen.has(ix)));
      }
      expect(collector.bundle).toEqual(bytes(size, seed));
    }
  });
  it('with any bit flipped are none', () => {
    const [first, second] = frames(900, 7);
    for (const frame of [first!, second!])
      for (let bit = 0; bit < frame.length * 8; bit += 1) {
        const flipped = Uint8Array.from(frame);
        flipped[bit >> 3]! ^= 1 << (bit & 7);
        expect(new Collector().add(flipped)).toBe('no_frame');
      }
  });
  it('cut short or with something behind them are none', () => {
    const [first] = frames(900, 7);
    for (let length = 0; length < first!.length; length += 1) expect(new Collector().add(first!.subarray(0, length))).toBe('no_frame');
    expect(new Collector().add(Uint8Array.from([...first!, 0]))).toBe('no_frame');
  });
});

/** A frame that says what it likes under a good check, made as the form says. */
async function forged(index: number, total: number, payload: Uint8Array, id = [1, 2, 3, 4]): Promise<Uint8Array> {
  const head = [0x43, 0x51, 1, ...id, index >> 8, index & 255, total >> 8, total & 255];
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from([...head, ...payload])));
  return Uint8Array.from([...head, ...digest.subarray(0, 4), ...payload]);
}

describe('hostile frames', () => {
  it('with heads that cannot be are none', async () => {
    const full = bytes(PAYLOAD, 1);
    const collector = new Collector();
    for (const [index, total] of [[0, 0], [1, 1], [5, 3], [0, 65_535], [65_535, 65_535], [0, 123]] as const)
      expect(collector.add(await forged(index, total, full))).toBe('no_frame');
    expect(collector.add(await forged(0, 2, full.subarray(1)))).toBe('no_frame');
    expect(collector.add(await forged(0, 1, new Uint8Array()))).toBe('no_frame');
    expect([collector.total, collector.have]).toEqual([0, 0]);
    expect(collector.add(await forged(0, 122, full))).toBe('new');
  });
  it('that are not what was sent are noticed when all are in, and the next attempt succeeds', async () => {
    const own = frames(1000, 3);
    const id = [...own[0]!.subarray(3, 7)];
    const collector = new Collector();
    expect(collector.add(await forged(0, 2, bytes(PAYLOAD, 9), id))).toBe('new');
    expect(collector.add(own[1]!)).toBe('damaged');
    expect(collector.bundle).toBeNull();
    expect(own.map((frame) => collector.add(frame))).toEqual(['new', 'whole']);
    expect(new Collector().add(await forged(0, 1, bytes(32, 1)))).toBe('damaged');
  });
});

it('every round shows every frame, each in another order', () => {
  for (const total of [1, 2, 3, 12, 61, 122])
    for (let round = 0; round < 2 * total; round += 1) {
      const shown = Array.from({ length: total }, (_, ix) => turn(round * total + ix, total));
      expect([...shown].sort((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, ix) => ix));
    }
  expect(turn(11 + 1, 11)).not.toBe(turn(1, 11));
});

it('what is in a bundle is seen by its tags, whatever the bytes', () => {
  const section = (tag: number, length: number) => [tag, 0, 0, 0, length, ...new Uint8Array(length + 8)];
  const head = [...new Uint8Array(50)];
  const talk = Uint8Array.from([...head, ...section(2, 5), ...section(3, 9), ...section(255, 40)]);
  expect([...tags(talk)]).toEqual([2, 3, 255]);
  expect([carries(talk), isTalk(talk)]).toEqual([true, true]);
  expect(carries(Uint8Array.from([...head, ...section(2, 5), ...section(255, 40)]))).toBe(false);
  expect(isTalk(Uint8Array.from([...head, ...section(1, 5), ...section(3, 9)]))).toBe(false);
  for (let seed = 0; seed < 500; seed += 1) expect(tags(bytes(seed, seed)).size).toBeLessThan(256);
});

describe('pictures', () => {
  beforeAll(() => {
    const file = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
    readerFrom({ binary: Uint8Array.from(file).buffer });
  });
  /** As a camera sees it: cells of some pixels, grey instead of black and white, noise. */
  function seen(frame: Uint8Array, cell: number, noise: number, seed: number): ImageData {
    const [rows, next] = [cells(frame), chance(seed)];
    const side = Math.floor(rows.length * cell);
    const data = new Uint8ClampedArray(side * side * 4);
    for (let at = 0; at < side * side; at += 1) {
      const black = rows[Math.floor(Math.floor(at / side) / cell)]?.[Math.floor((at % side) / cell)];
      const grey = (black ? 50 : 200) + (noise ? next(2 * noise) - noise : 0);
      data.set([grey, grey, grey, 255], at * 4);
    }
    return { data, width: side, height: side, colorSpace: 'srgb' } as ImageData;
  }
  it('of every frame are read back, clean and noisy, byte by byte', async () => {
    for (const [cell, noise] of [[3, 0], [4.3, 40]] as const) {
      const collector = new Collector();
      for (const [ix, frame] of frames(20_000, 5).entries()) {
        const found = await look(seen(frame, cell, noise, ix));
        expect(found).toEqual([frame]);
        collector.add(found[0]!);
      }
      expect(collector.bundle).toEqual(bytes(20_000, 5));
    }
  });
  it('are all of one size, and small enough for a phone', () => {
    for (const size of [1, 600, 5000]) for (const frame of frames(size, 2)) expect(cells(frame).length).toBe(97);
  });
  it('of nothing say nothing', async () => {
    expect(await look({ data: new Uint8ClampedArray(200 * 200 * 4).fill(128), width: 200, height: 200, colorSpace: 'srgb' } as ImageData)).toEqual([]);
  });
});
