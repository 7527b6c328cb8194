// Where incidents stand on the map and on the line of time. Pure.

import type { Place } from './api';
import type { IncidentShown } from './watch';

/** The four lanes of the line of time. */
export const LANES = ['fire', 'road', 'people', 'aid'] as const;
export type Lane = (typeof LANES)[number];
const LANE: Record<IncidentShown['incident']['kind'], Lane> = {
  shelling: 'fire', airstrike: 'fire', shot_at: 'fire', obstruction: 'road', detention: 'people', disappearance: 'people', confiscation: 'aid', aid_refused: 'aid',
};
/** A shape for each lane, so that colour is never the only sign. */
export const LANE_SIGN = { fire: 'triangle', road: 'bar', people: 'ring', aid: 'diamond' } as const;
export const laneOf = (row: IncidentShown): Lane => LANE[row.incident.kind];

/** Every incident has one number, in the order in which they happened. */
export function numbered(rows: readonly IncidentShown[]): Map<string, number> {
  const order = [...rows].sort((a, b) => a.at - b.at || a.entry.localeCompare(b.entry));
  return new Map(order.map((row, ix) => [row.entry, ix + 1]));
}

/** Incidents at one point of the map. */
export interface Spot { lat: number; lon: number; rows: IncidentShown[]; exact: boolean }

/** Gathers incidents by where they were: the position that was said, else that of the named place. Those of
 *  which neither is known are not on the map. */
export function spots(rows: readonly IncidentShown[], places: readonly Place[]): Spot[] {
  const found = new Map<string, Spot>();
  for (const row of rows) {
    const { lat_e6, lon_e6, place } = row.incident;
    const named = places.find((one) => one.id === place);
    const exact = lat_e6 !== null && lon_e6 !== null;
    const lat = exact ? lat_e6 / 1e6 : named?.lat;
    const lon = exact ? lon_e6 / 1e6 : named?.lon;
    if (lat === undefined || lat === null || lon === undefined || lon === null) continue;
    const key = `${lat.toFixed(4)} ${lon.toFixed(4)}`;
    const spot = found.get(key) ?? { lat, lon, rows: [], exact };
    spot.rows.push(row);
    found.set(key, spot);
  }
  return [...found.values()];
}

/** The gravest of a spot: established before alleged, fire before others. */
export function gravest(rows: readonly IncidentShown[]): IncidentShown {
  const rank = (row: IncidentShown) => (row.established ? 0 : 4) + LANES.indexOf(laneOf(row));
  return [...rows].sort((a, b) => rank(a) - rank(b) || b.at - a.at)[0]!;
}

/** A mark on the line of time: its distance from the beginning in thousandths, and a step down for those that
 *  would cover one another. */
export interface Mark { row: IncidentShown; lane: Lane; x: number; step: number }
export interface Line { from: number; to: number; marks: Mark[]; ticks: number[]; steps: Record<Lane, number> }

/** `room`: thousandths of the line that a mark takes. */
export function line(rows: readonly IncidentShown[], now: number, room = 26): Line {
  const from = Math.min(now - 6 * 3600, ...rows.map((row) => row.at));
  const to = Math.max(now, ...rows.map((row) => row.at));
  const x = (at: number) => ((at - from) / Math.max(1, to - from)) * 1000;
  const steps: Record<Lane, number> = { fire: 1, road: 1, people: 1, aid: 1 };
  const ends = new Map<string, number>();
  const marks = [...rows].sort((a, b) => a.at - b.at).map((row) => {
    const lane = laneOf(row);
    let step = 0;
    while (step < 3 && (ends.get(lane + step) ?? -room) + room > x(row.at)) step += 1;
    ends.set(lane + step, x(row.at));
    steps[lane] = Math.max(steps[lane], step + 1);
    return { row, lane, x: x(row.at), step };
  });
  const every = [900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800].find((one) => (to - from) / one <= 7) ?? 2592000;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / every) * every; at <= to; at += every) ticks.push(at);
  return { from, to, marks, ticks, steps };
}
export const along = (shown: Line, at: number) => ((at - shown.from) / Math.max(1, shown.to - shown.from)) * 1000;

/** Codes of persons as people type them: eight signs, in groups or not. */
export function codes(typed: string): string[] {
  return [...new Set(typed.toUpperCase().replace(/([2-9A-Z]{4})[- ]([2-9A-Z]{4})/g, '$1$2').split(/[^2-9A-Z]+/).filter((one) => one !== ''))];
}
/** "bus-3.1" as the server writes a trip. */
export const trip = (typed: string): string | null => (/^[^\s.]+(?:\.\d+)$/.test(typed.trim()) ? typed.trim() : null);
