// What a phone keeps: its key, its log, the hub's last snapshot, a few settings. The log only grows; an
// entry is on disk before anybody hears of it. One interface, so that tests and simulations run the same
// code on memory. Never here: what is sent or shown.

import type { Head } from './ledger/entry';
import type { Fact } from './ledger/statement';

/** Where an entry stands with the hub. */
export type Sent = 'queued' | 'sent' | 'refused';
export interface Kept {
  seq: number;
  bytes: Uint8Array;
  signature: Uint8Array;
  id: Uint8Array;
  at: number;
  fact: Fact;
  sent: Sent;
  /** Why the hub refused it, or keeps it in quarantine. */
  why?: string;
}
export interface Store {
  get<T>(name: string): Promise<T | undefined>;
  set(name: string, value: unknown): Promise<void>;
  /** All entries from a number on, in order; at most `limit`. */
  entries(from: number, limit?: number): Promise<Kept[]>;
  /** Appends entries and moves the head, all or nothing; fails where one of their numbers is taken. */
  append(entries: Kept[], head: Head): Promise<void>;
  /** Notes what became of entries. */
  mark(marks: { seq: number; sent: Sent; why?: string }[]): Promise<void>;
  /** How many are not sent yet, and the first of them. */
  unsent(): Promise<{ count: number; first: number | null }>;
}
export const HEAD = 'head';

/** Keeps everything in memory. `fail` lets a test refuse a write, before or after it happened. */
export class MemoryStore implements Store {
  readonly values = new Map<string, unknown>();
  readonly log = new Map<number, Kept>();
  fail: ((what: 'append' | 'set') => Error | null) | null = null;

  async get<T>(name: string): Promise<T | undefined> {
    return structuredClone(this.values.get(name)) as T | undefined;
  }
  async set(name: string, value: unknown): Promise<void> {
    const error = this.fail?.('set');
    if (error) throw error;
    this.values.set(name, structuredClone(value));
  }
  async entries(from: number, limit = Number.POSITIVE_INFINITY): Promise<Kept[]> {
    const found: Kept[] = [];
    for (let seq = from; found.length < limit; seq += 1) {
      const entry = this.log.get(seq);
      if (!entry) break;
      found.push({ ...entry });
    }
    return found;
  }
  async append(entries: Kept[], head: Head): Promise<void> {
    const error = this.fail?.('append');
    if (error) throw error;
    if (entries.some((entry) => this.log.has(entry.seq))) throw new Error('another tab has written meanwhile');
    for (const entry of entries) this.log.set(entry.seq, { ...entry });
    this.values.set(HEAD, head);
  }
  async mark(marks: { seq: number; sent: Sent; why?: string }[]): Promise<void> {
    for (const { seq, sent, why } of marks) {
      const entry = this.log.get(seq);
      if (entry) this.log.set(seq, { ...entry, sent, why });
    }
  }
  async unsent(): Promise<{ count: number; first: number | null }> {
    const queued = [...this.log.values()].filter((entry) => entry.sent === 'queued').map((entry) => entry.seq);
    return { count: queued.length, first: queued.length ? Math.min(...queued) : null };
  }
}
