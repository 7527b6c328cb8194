// What the devices page says of a device, and the code that a device shows. Pure.

import type { DeviceState, SealedUpTo } from './api';

/** The one thing to know about a device first. */
export function device(row: DeviceState): (typeof DEVICE_STATES)[number] {
  if (row.forked_at !== null) return 'forked';
  if (row.contradicted_at !== null) return 'contradicted';
  if (row.revoked_from !== null) return 'revoked';
  if (row.root) return 'root';
  return row.role === null ? 'asks' : 'enrolled';
}
/** States in the order in which they need somebody. */
export const DEVICE_STATES = ['forked', 'contradicted', 'asks', 'revoked', 'root', 'enrolled'] as const;
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
  const match = /^((?=[A-Za-z0-9+/])(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)\.([A-Za-z0-9+/]{86}==)$/.exec(code.trim());
  return match ? { bytes: match[1]!, signature: match[2]! } : null;
}
/** Whose request it is: the key in hexadecimal, as it stands in the entry (docs/entries.md); `null` if this is no request. */
export function deviceOf(entry: string): string | null {
  const bytes = Uint8Array.from(atob(entry), (char) => char.charCodeAt(0));
  const head = [0x8a, 1, 0x65, ...new TextEncoder().encode('enrol'), 0x58, 32];
  if (bytes.length < head.length + 32 || head.some((byte, ix) => bytes[ix] !== byte)) return null;
  return [...bytes.subarray(head.length, head.length + 32)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
/** Why there is no picture from a camera, by the name of the browser's error. */
export function cameraTrouble(name: string): (typeof CAMERA_TROUBLES)[number] {
  if (name === 'SecurityError') return 'insecure';
  if (name === 'NotAllowedError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'broken';
}
export const CAMERA_TROUBLES = ['insecure', 'refused', 'none', 'broken'] as const;
