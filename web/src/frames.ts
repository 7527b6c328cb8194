// A bundle as a row of small frames, each shown as one picture, and put together again from whatever
// a camera saw of them. The form is docs/bundle.md's. Pure: no camera, no drawing, no clock.

import { sha256 } from '@noble/hashes/sha2.js';

/** Bytes of a bundle at most: more takes minutes, and a stick seconds. */
export const BYTES_MAX = 64 * 1024;
/** Bytes of every frame's payload but the last one's. */
export const PAYLOAD = 540;
/** Bytes of a frame at most: what version 18 of a QR code holds, of which 15 % may be unreadable, less 5. */
export const FRAME_MAX = PAYLOAD + 15;

const MAGIC = [0x43, 0x51, 1]; // "CQ", form 1
const HEAD = 15;
const DIGEST = 32;
const FRAMES_MAX = Math.ceil((BYTES_MAX + DIGEST) / PAYLOAD);

/** The frames of a bundle; `null` if it is too large or nothing. */
export function split(bundle: Uint8Array): Uint8Array[] | null {
  if (bundle.length === 0 || bundle.length > BYTES_MAX) return null;
  const digest = sha256(bundle);
  const whole = join([bundle, digest]);
  const total = Math.ceil(whole.length / PAYLOAD);
  return Array.from({ length: total }, (_, index) => {
    const frame = join([Uint8Array.from(MAGIC), digest.subarray(0, 4), two(index), two(total), new Uint8Array(4), whole.subarray(index * PAYLOAD, (index + 1) * PAYLOAD)]);
    frame.set(check(frame), 11);
    return frame;
  });
}

interface Frame {
  id: string;
  index: number;
  total: number;
  payload: Uint8Array;
}

/** A frame, if the bytes are one. */
function read(bytes: Uint8Array): Frame | null {
  if (bytes.length <= HEAD || bytes.length > FRAME_MAX || MAGIC.some((byte, ix) => bytes[ix] !== byte)) return null;
  if (!same(check(bytes), bytes.subarray(11, HEAD))) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [index, total] = [view.getUint16(7), view.getUint16(9)];
  if (total === 0 || total > FRAMES_MAX || index >= total) return null;
  if (index < total - 1 && bytes.length !== FRAME_MAX) return null;
  return { id: `${view.getUint32(3)}/${total}`, index, total, payload: bytes.slice(HEAD) };
}

/** What a picture brought. `damaged`: all were in, and they are not what was sent; it begins anew. */
export type Brought = 'no_frame' | 'foreign' | 'repeat' | 'new' | 'whole' | 'damaged';

/** Takes frames in any order, of the first transfer that it meets. */
export class Collector {
  #id: string | null = null;
  #parts = new Map<number, Uint8Array>();
  #bundle: Uint8Array | null = null;
  total = 0;

  add(bytes: Uint8Array): Brought {
    const frame = read(bytes);
    if (!frame) return 'no_frame';
    if (this.#id !== null && this.#id !== frame.id) return 'foreign';
    if (this.#parts.has(frame.index)) return 'repeat';
    this.#id = frame.id;
    this.total = frame.total;
    this.#parts.set(frame.index, frame.payload);
    if (this.have < this.total) return 'new';
    this.#bundle = this.#whole();
    if (this.#bundle) return 'whole';
    this.reset();
    return 'damaged';
  }
  get have(): number {
    return this.#parts.size;
  }
  /** Numbers of the frames that are not in yet, from 0. */
  missing(): number[] {
    return Array.from({ length: this.total }, (_, index) => index).filter((index) => !this.#parts.has(index));
  }
  /** The bundle, once all are in and its SHA-256 is the one that was sent. */
  get bundle(): Uint8Array | null {
    return this.#bundle;
  }
  reset(): void {
    this.#id = null;
    this.#parts.clear();
    this.#bundle = null;
    this.total = 0;
  }
  #whole(): Uint8Array | null {
    const whole = join(Array.from({ length: this.total }, (_, index) => this.#parts.get(index) ?? new Uint8Array()));
    if (whole.length <= DIGEST || whole.length > BYTES_MAX + DIGEST) return null;
    const bundle = whole.slice(0, whole.length - DIGEST);
    return same(sha256(bundle), whole.subarray(bundle.length)) ? bundle : null;
  }
}

/** Which frame comes at `tick`. Each round goes through all in steps of its own, so that a camera that is slow in step with the pictures does not miss the same ones each time. */
export function turn(tick: number, total: number): number {
  let step = 1 + (Math.floor(tick / total) % total);
  while (gcd(step, total) !== 1) step += 1;
  return ((tick % total) * step) % total;
}

/** The tags of a bundle's sections, as far as they can be read. */
export function tags(bundle: Uint8Array): Set<number> {
  const [found, view] = [new Set<number>(), new DataView(bundle.buffer, bundle.byteOffset, bundle.length)];
  for (let at = 50; at + 13 <= bundle.length; at += 13 + view.getUint32(at + 1)) found.add(view.getUint8(at));
  return found;
}
/** Entries, seals or sealed blobs: something to take in. */
export const carries = (bundle: Uint8Array) => [3, 4, 6].some((tag) => tags(bundle).has(tag));
/** A whole record, as it lies in a file, begins with the founding; a message of a talk does not have one. */
export const isTalk = (bundle: Uint8Array) => !tags(bundle).has(1);

function check(frame: Uint8Array): Uint8Array {
  return sha256(join([frame.subarray(0, 11), frame.subarray(HEAD)])).subarray(0, 4);
}
function two(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 255);
}
function join(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, ix) => byte === b[ix]);
}
function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
