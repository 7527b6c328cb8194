// Claimed against counted as a chart, and a report with its proposals marked. Pure.

import type { Claim, ComparedClaims } from './api';

/** A claim on the chart. */
export interface Dot { claim: Claim; number: number; x: number; low: number; high: number; sign: Sign }
/** How exact it is said to be: `▲` at least, `▼` at most, ring about, dot as it stands. */
export type Sign = 'over' | 'upto' | 'about' | 'exact';
export interface Chart {
  dots: Dot[];
  /** A claimant's dots in order, as `x,y` pairs. */
  lines: { number: number; points: string }[];
  /** Where our own count lies. */
  counted: number | null;
  days: { x: number; day: string }[];
  values: { y: number; value: number }[];
  top: number;
}

export function sign(qualifier: string): Sign {
  if (/no more than|not more than|up to|at most|fewer than|less than|under|below|as many as/.test(qualifier)) return 'upto';
  if (/at least|more than|over|no fewer|no less|above|upwards|excess|or more/.test(qualifier)) return 'over';
  return qualifier === '' ? 'exact' : 'about';
}
/** Milliseconds of what it holds for; `null` where the text names no day. */
export function heldFor(asOf: string): number | null {
  if (!/^\d{4}-\d\d/.test(asOf)) return null;
  const at = Date.parse(/T/.test(asOf) && !/Z|[+-]\d\d:?\d\d$/.test(asOf) ? `${asOf}Z` : asOf);
  return Number.isNaN(at) ? null : at;
}
/** Every claimant of a figure has one number, in the order in which they first spoke. */
export function numbered(claims: Claim[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { claimant } of claims) if (!numbers.has(claimant)) numbers.set(claimant, numbers.size + 1);
  return numbers;
}
/** The days for which something is claimed, in order. */
export function days(claims: Claim[]): string[] {
  return [...new Set(claims.filter((c) => heldFor(c.as_of) !== null).map((c) => c.as_of.slice(0, 10)))].sort();
}
/** A round number at or above. */
export function roundUp(value: number): number {
  if (value <= 10) return 10;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((n) => n * power).find((n) => n >= value) ?? value;
}

const INSET = { start: 8, end: 16, top: 14, bottom: 22 };

/** Lays a figure out on `width` × `height`; `mirrored`: time runs from right to left. One day alone is
 *  laid out side by side, so that its spread is seen. */
export function chart(one: ComparedClaims, width: number, height: number, mirrored: boolean, day = ''): Chart {
  const numbers = numbered(one.claims);
  const told = one.claims.map((claim) => ({ claim, at: heldFor(claim.as_of) })).filter((c): c is { claim: Claim; at: number } => c.at !== null && c.claim.as_of.startsWith(day));
  const count = one.counted?.value ?? null;
  const top = roundUp(Math.max(1, count ?? 0, ...told.map((c) => c.claim.high)));
  const from = Math.min(...told.map((c) => c.at)), to = Math.max(...told.map((c) => c.at));
  const gutter = 52;
  const room = Math.max(1, width - gutter - INSET.start - INSET.end);
  const x = (at: number) => {
    const share = to > from ? (at - from) / (to - from) : 0.5;
    const along = gutter + INSET.start + share * room;
    return mirrored ? width - along : along;
  };
  const y = (value: number) => height - INSET.bottom - (Math.max(0, value) / top) * (height - INSET.top - INSET.bottom);
  const side = (ix: number) => {
    const along = gutter + INSET.start + ((ix + 0.5) / told.length) * room;
    return mirrored ? width - along : along;
  };
  const dots = told.map(({ claim, at }, ix) => ({ claim, number: numbers.get(claim.claimant) ?? 0, x: day ? side(ix) : x(at), low: y(claim.low), high: y(claim.high), sign: sign(claim.qualifier) }));
  const lines = [...numbers.values()].map((number) => ({ number, points: dots.filter((d) => d.number === number).map((d) => `${d.x},${(d.low + d.high) / 2}`).join(' ') }));
  const shown = day ? [] : days(one.claims);
  const every = Math.max(1, Math.ceil(shown.length / Math.max(1, Math.floor(room / 64))));
  return {
    dots,
    lines: lines.filter((line) => line.points.includes(' ')),
    counted: count === null ? null : y(count),
    days: shown.filter((_, ix) => ix % every === 0).map((day) => ({ x: x(heldFor(day) ?? from), day })),
    values: [0, top / 2, top].map((value) => ({ y: y(value), value })),
    top,
  };
}

/** A stretch of a report, and the proposals whose words it is part of. */
export interface Stretch { text: string; of: number[] }

/** Cuts a report at the borders of its proposals. Spans count characters, not UTF-16 units. */
export function stretches(text: string, spans: [number, number][]): Stretch[] {
  const signs = Array.from(text);
  const borders = new Set([0, signs.length]);
  for (const [start, end] of spans) { borders.add(Math.min(start, signs.length)); borders.add(Math.min(end, signs.length)); }
  const cuts = [...borders].sort((a, b) => a - b);
  const byStart = spans.map((span, ix) => ({ span, ix })).sort((a, b) => a.span[0] - b.span[0]);
  const out: Stretch[] = [];
  let next = 0;
  let open: { span: [number, number]; ix: number }[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const from = cuts[i]!, to = cuts[i + 1]!;
    while (next < byStart.length && byStart[next]!.span[0] <= from) open.push(byStart[next++]!);
    open = open.filter(({ span }) => span[1] > from);
    out.push({ text: signs.slice(from, to).join(''), of: open.map(({ ix }) => ix) });
  }
  return out;
}
