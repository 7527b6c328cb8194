// What is counted at this door and not yet stated: escorts on a vehicle, heads beside the scans; kept over a reload.

import { own } from './state.svelte';

const kept = $state<Record<string, number>>({});
function get(key: string): number | null {
  const text = localStorage.getItem(key);
  return kept[key] ?? (text === null ? null : Number(text));
}
function set(key: string, n: number): void {
  kept[key] = n;
  localStorage.setItem(key, String(n));
}
const escorts = (trip: string) => `corridor.escorts.${trip}`;
const heads = (trip: string) => `corridor.heads.${trip}`;

export const escortsAt = (trip: string): number => kept[escorts(trip)] ?? own().book?.escorts.get(trip) ?? get(escorts(trip)) ?? 0;
export const setEscorts = (trip: string, n: number): void => set(escorts(trip), n);
/** Heads counted at this door; else what was last stated of the vehicle. */
export const headsAt = (trip: string): number => get(heads(trip)) ?? own().book?.counts.get(trip)?.count ?? 0;
export const setHeads = (trip: string, n: number): void => set(heads(trip), n);
