// How many escorts stand on a vehicle, as counted at this door; kept over a reload.

import { own } from './state.svelte';

const key = (trip: string) => `corridor.escorts.${trip}`;
const kept = $state<Record<string, number>>({});

export function escortsAt(trip: string): number {
  return kept[trip] ?? own().book?.escorts.get(trip) ?? Number(localStorage.getItem(key(trip)) ?? 0);
}
export function setEscorts(trip: string, n: number): void {
  kept[trip] = n;
  localStorage.setItem(key(trip), String(n));
}
