// What the search box finds: convoys, vehicles and places by a part of their name, persons by their
// whole code only. Pure.

import type { Operation, Plan } from './api';
import type { Route } from './route';

export type Hit =
  | { kind: 'convoy'; id: string; route: Route }
  | { kind: 'vehicle'; id: string; convoy: string; route: Route }
  | { kind: 'place'; id: string; name: string; figure: string }
  | { kind: 'person'; id: string; name: string; figure: string };

const HITS_MAX = 12;
/** A person's code: eight signs, never 0, 1, I, L, O or U; only the last may be a dash. */
const CODE = /^[2-9A-HJKMNP-TV-Z]{7}[2-9A-HJKMNP-TV-Z-]$/;

/** Exact matches first, then beginnings, then the rest; within that convoys, vehicles, places. */
export function search(text: string, plan: Plan | null, operation: Operation | null, nameOf: (place: string) => string): Hit[] {
  const wanted = fold(text);
  if (!wanted) return [];
  const hits: { rank: number; hit: Hit }[] = [];
  const offer = (name: string, hit: Hit) => {
    const found = fold(name);
    if (found.includes(wanted)) hits.push({ rank: found === wanted ? 0 : found.startsWith(wanted) ? 1 : 2, hit });
  };
  const vehicles = new Map<string, string>(); // the last convoy that it rides in
  for (const convoy of plan?.convoys ?? []) {
    offer(convoy.id, { kind: 'convoy', id: convoy.id, route: { page: 'convoy', id: convoy.id } });
    for (const trip of convoy.trips ?? []) vehicles.set(trip, convoy.id);
  }
  for (const [trip, convoy] of vehicles) offer(trip, { kind: 'vehicle', id: trip, convoy, route: { page: 'convoy', id: convoy } });
  for (const place of operation?.places ?? []) {
    const figure = place.kind === 'reception' || place.kind === 'hospital' ? 'received' : place.kind === 'control_point' ? null : 'waiting';
    offer(`${nameOf(place.id)} ${place.id}`, {
      kind: 'place', id: place.id, name: nameOf(place.id), figure: figure ? `place.${place.id}.${figure}` : `corridor.${place.id}`,
    });
  }
  const code = text.trim().toUpperCase();
  if (CODE.test(code)) hits.push({ rank: 0, hit: { kind: 'person', id: code, name: code, figure: `person.${code}` } });
  return hits.sort((a, b) => a.rank - b.rank).slice(0, HITS_MAX).map(({ hit }) => hit);
}

/** Case, accents and Arabic-Indic digits do not matter in a search. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660)).toLowerCase().trim();
}
