import { describe, expect, it } from 'vitest';
import { around, kmAt, pan, path, scale, spread, step, ticks, within, zoom } from '../src/diagram/scale';

describe('scales', () => {
  it('run both ways, and back', () => {
    const ltr = scale(0, 3600, 800);
    const rtl = scale(0, 3600, 800, true);
    expect([ltr.at(0), ltr.at(3600), rtl.at(0), rtl.at(3600)]).toEqual([0, 800, 800, 0]);
    for (const s of [ltr, rtl, scale(-900, 5000, 333, true, 8)])
      for (const at of [0, 17, 1800, 3599]) expect(s.invert(s.at(at))).toBeCloseTo(at, 6);
  });
  it('stand for a single place too', () => expect(Number.isFinite(scale(5, 5, 200).at(5))).toBe(true));
});

describe('ticks', () => {
  it('are on round local times', () => {
    // Moment 0 is 14:00 UTC+2: local seconds are the moment plus 14 h.
    const local = 14 * 3600;
    expect(ticks({ from: 100, to: 8000 }, 3600, local)).toEqual([3600, 7200]);
    const half = 14.5 * 3600; // a zone half an hour off
    expect(ticks({ from: 0, to: 7200 }, 3600, half)).toEqual([1800, 5400]);
  });
  it('keep their distance', () => {
    expect(step({ from: 0, to: 6 * 3600 }, 1200)).toBe(1800);
    expect(step({ from: 0, to: 48 * 3600 }, 1200)).toBe(10800);
    expect(step({ from: 0, to: 48 * 3600 }, 280)).toBe(43200);
  });
});

describe('the window of time', () => {
  const limits = { from: 0, to: 172_800 };
  it('keeps the moment under the pointer when it zooms', () => {
    const before = { from: 10_000, to: 30_000 };
    const after = zoom(before, 0.5, 15_000, limits);
    expect(scale(after.from, after.to, 800).at(15_000)).toBeCloseTo(scale(before.from, before.to, 800).at(15_000), 6);
  });
  it('never leaves the operation', () => {
    for (const span of [zoom({ from: 0, to: 20_000 }, 100, 5_000, limits), pan({ from: 0, to: 20_000 }, -9e9, limits), pan({ from: 0, to: 20_000 }, 9e9, limits), around(171_000, 21_600, limits), within({ from: -5, to: 9e9 }, limits)]) {
      expect(span.from).toBeGreaterThanOrEqual(0);
      expect(span.to).toBeLessThanOrEqual(172_800);
      expect(span.to).toBeGreaterThan(span.from);
    }
  });
  it('is never nearer than ten minutes', () => {
    const span = zoom({ from: 1000, to: 1700 }, 0.001, 1200, limits);
    expect(span.to - span.from).toBeCloseTo(600, 6);
  });
  it('shows a quarter behind now and three ahead', () => expect(around(50_000, 20_000, limits)).toEqual({ from: 45_000, to: 65_000 }));
});

it('a line goes through its points and is found between them', () => {
  expect(path([[0, 0], [10, 5]], scale(0, 10, 100), scale(0, 5, 50))).toBe('M0.0 0.0L100.0 50.0');
  expect(kmAt([[0, 0], [10, 5], [20, 5]], 5)).toBe(2.5);
  expect(kmAt([[0, 0], [10, 5], [20, 5]], 15)).toBe(5);
  expect(kmAt([[0, 0], [10, 5]], 11)).toBeNull();
});

it('labels are spread without changing their order or leaving the drawing', () => {
  const placed = spread([10, 12, 11, 90], 15, 0, 100);
  const order = [...placed].sort((a, b) => a - b);
  expect(placed.indexOf(order[0]!)).toBe(0);
  for (let ix = 1; ix < order.length; ix += 1) expect(order[ix]! - order[ix - 1]!).toBeGreaterThanOrEqual(15);
  expect(Math.max(...spread([99, 99.5, 100], 15, 0, 100))).toBeLessThanOrEqual(100);
});
