// The arithmetic of the time–distance diagram (Ibry and Marey's graphic timetable, 1885): moments
// to pixels and back, ticks on round local times, zooming and panning. Pure; it draws nothing.

export interface Span { from: number; to: number } // moments
export type Point = [moment: number, km: number];

/** A straight scale; `mirrored` runs it from right to left. */
export interface Scale {
  at(value: number): number;
  invert(px: number): number;
}
export function scale(from: number, to: number, px: number, mirrored = false, inset = 0): Scale {
  const length = Math.max(1, px - 2 * inset);
  const span = to - from || 1;
  return {
    at: (value) => {
      const along = ((value - from) / span) * length;
      return inset + (mirrored ? length - along : along);
    },
    invert: (at) => {
      const along = mirrored ? length - (at - inset) : at - inset;
      return from + (along / length) * span;
    },
  };
}

const STEPS_S = [60, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800];

/** The smallest round step that leaves `gapPx` between ticks. */
export function step(span: Span, px: number, gapPx = 70): number {
  const wanted = ((span.to - span.from) * gapPx) / Math.max(1, px);
  return STEPS_S.find((s) => s >= wanted) ?? STEPS_S[STEPS_S.length - 1]!;
}

/** Moments of round local times; `offset_s` is local time less the operation's moment, in seconds. */
export function ticks(span: Span, step_s: number, offset_s: number): number[] {
  const first = Math.ceil((span.from + offset_s) / step_s) * step_s - offset_s;
  const all: number[] = [];
  for (let at = first; at <= span.to; at += step_s) all.push(at);
  return all;
}

/** Zooms by `factor` (below 1: nearer) around a moment, never past the limits or below ten minutes. */
export function zoom(span: Span, factor: number, around: number, limits: Span): Span {
  const length = Math.min(limits.to - limits.from, Math.max(600, (span.to - span.from) * factor));
  const share = (around - span.from) / (span.to - span.from);
  return within({ from: around - share * length, to: around + (1 - share) * length }, limits);
}
export function pan(span: Span, by: number, limits: Span): Span {
  return within({ from: span.from + by, to: span.to + by }, limits);
}
/** Moves a span inside the limits without changing its length, where it fits. */
export function within(span: Span, limits: Span): Span {
  const length = Math.min(span.to - span.from, limits.to - limits.from);
  const from = Math.min(Math.max(span.from, limits.from), limits.to - length);
  return { from, to: from + length };
}

/** The hours around now: a quarter behind, three quarters ahead. */
export function around(now: number, length_s: number, limits: Span): Span {
  return within({ from: now - length_s / 4, to: now + (length_s * 3) / 4 }, limits);
}

/** An SVG path through the points. */
export function path(points: readonly Point[], x: Scale, y: Scale): string {
  return points.map(([at, km], ix) => `${ix ? 'L' : 'M'}${x.at(at).toFixed(1)} ${y.at(km).toFixed(1)}`).join('');
}

/** Where a line stands at a moment, or null outside it. */
export function kmAt(points: readonly Point[], at: number): number | null {
  for (let ix = 1; ix < points.length; ix += 1) {
    const [t0, k0] = points[ix - 1]!;
    const [t1, k1] = points[ix]!;
    if (at >= t0 && at <= t1) return t1 === t0 ? k1 : k0 + ((k1 - k0) * (at - t0)) / (t1 - t0);
  }
  return null;
}

/** Moves labels apart so that none is nearer than `gap`, keeping their order. */
export function spread(at: readonly number[], gap: number, low: number, high: number): number[] {
  const order = at.map((_, ix) => ix).sort((a, b) => at[a]! - at[b]!);
  const placed: number[] = order.map((ix) => at[ix]!);
  for (let ix = 0; ix < placed.length; ix += 1) placed[ix] = Math.max(placed[ix]!, ix ? placed[ix - 1]! + gap : low);
  for (let ix = placed.length - 1; ix >= 0; ix -= 1)
    placed[ix] = Math.min(placed[ix]!, ix === placed.length - 1 ? high : placed[ix + 1]! - gap);
  const result: number[] = new Array(at.length);
  order.forEach((from, ix) => (result[from] = placed[ix]!));
  return result;
}
