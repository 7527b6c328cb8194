// A ticket for a later convoy, as its QR code holds it: the same form as crates/evacuation/src/ticket.rs.
// Checked with the issuer's public key and nothing else, so with no network. Never here: what a door makes of it.

import { decode, same } from './ledger/cbor';
import { joined, unbase64 } from './ledger/entry';
import type { Token } from './ledger/token';

const PREFIX = 'CT1.';
const CONTEXT = new TextEncoder().encode('corridor/ticket/v1\0');
const SIGNATURE_BYTES = 64;

export interface Ticket {
  party: Token;
  trip: string;
  place: string;
  to: string;
  /** Seconds of Unix time. */
  depart: number;
  issued: number;
  persons: number;
}
export const isTicket = (text: string): boolean => text.startsWith(PREFIX);

/** The ticket, if this issuer signed it for this operation; else why not. */
export async function readTicket(text: string, operation: Uint8Array, issuer: Uint8Array): Promise<Ticket | 'damaged' | 'foreign' | 'forged'> {
  try {
    const bytes = unbase64(text.trim().slice(PREFIX.length).replace(/-/g, '+').replace(/_/g, '/'));
    const [body, signature] = [bytes.slice(0, -SIGNATURE_BYTES), bytes.slice(-SIGNATURE_BYTES)];
    const value = decode(body);
    if (!Array.isArray(value) || value.length !== 9 || value[0] !== 1) return 'damaged';
    const [, prefix, party, trip, place, to, depart, issued, persons] = value as [number, Uint8Array, string, string, string, string, number, number, number];
    if (!same(prefix, operation.slice(0, 8))) return 'foreign';
    const key = await crypto.subtle.importKey('raw', joined(issuer), 'Ed25519', false, ['verify']);
    const good = await crypto.subtle.verify('Ed25519', key, joined(signature), joined(CONTEXT, body));
    return good ? { party, trip, place, to, depart, issued, persons } : 'forged';
  } catch {
    return 'damaged';
  }
}
