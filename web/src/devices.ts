// What the devices page says of a device, and the code that a device shows. Pure.

import type { DeviceState, SealedUpTo } from './api';

/** The one thing to know about a device first. */
export function device(row: DeviceState): (typeof DEVICE_STATES)[number] {
  if (row.forked_at !== null) return 'forked';
  if (row.revoked_from !== null) return 'revoked';
  if (row.root) return 'root';
  return row.role === null ? 'asks' : 'enrolled';
}
/** States in the order in which they need somebody. */
export const DEVICE_STATES = ['forked', 'asks', 'revoked', 'root', 'enrolled'] as const;
/** Why a statement can be in quarantine. */
export const HELD = ['unenrolled', 'expired', 'role', 'place', 'revoked', 'forked'] as const;
/** Those that need somebody first, then by name. */
export function inOrder(rows: DeviceState[]): DeviceState[] {
  const rank = (row: DeviceState) => DEVICE_STATES.indexOf(device(row));
  return [...rows].sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label) || a.device.localeCompare(b.device));
}
/** Seconds since; never negative, whatever the clocks say. */
export function age(nowUnixS: number, sealed: SealedUpTo): number {
  return Math.max(0, nowUnixS - sealed.unix_s);
}
/** A device's request to join as it is scanned: entry and signature in base64, a dot between. */
export function readCode(code: string): { bytes: string; signature: string } | null {
  const match = /^([A-Za-z0-9+/]+=*)\.([A-Za-z0-9+/]{86}==)$/.exec(code.trim());
  return match ? { bytes: match[1]!, signature: match[2]! } : null;
}
