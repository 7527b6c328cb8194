// All state of the field pages, in one place: the phone, where on the pages one is, what went wrong.

import type { Stop, Verdict } from './boarding';
import { decide } from './boarding';
import { atDoor, closedOnWay, partyAtDoor, type Closed } from './door';
import { httpHub } from './hub';
import { openStore } from './idb';
import { deviceKey, makeKey, whyNoKey, type KeptKey, type NoKey } from './keys';
import type { Fact, Role } from './ledger/statement';
import type { Token } from './ledger/token';
import { hex, unhex } from './ledger/cbor';
import { unbase64 } from './ledger/entry';
import { makeNoteKey, openNote, sealNote, type Clinician, type NoteKey } from './medical';
import { NotKept, Phone, type Room } from './phone';
import { sending } from './sender';
import type { FieldTrip } from './snapshot';
import type { Kept } from './store';
import { clock, t, words } from './text.svelte';

export const PAGES = ['home', 'register', 'people', 'board', 'gate', 'hold', 'pass', 'off', 'remove', 'arrive', 'hand', 'life', 'needs', 'notes', 'device'] as const;
export type Page = (typeof PAGES)[number];

export const view = $state<{
  ready: boolean; noKey: NoKey | null; page: Page; trip: string | null; unsent: number; reachable: boolean | null; trouble: string | null; done: string | null;
  room: Room;
}>({ ready: false, noKey: null, page: 'home', trip: null, unsent: 0, reachable: null, trouble: null, done: null, room: 'ample' });
let phone: Phone | null = null;
/** The phone as it is shown: another object with every change, so that whoever looks at it looks again. */
let shown = $state.raw<Phone | null>(null);
let wake = () => {};
/** A clinician's key for notes; the browser never gives its secret out. */
let ownNoteKey: NoteKey | null = null;

/** The phone; callers are drawn again when anything about it changed. */
export function own(): Phone {
  return shown!;
}
function facing(phone: Phone): Phone {
  const get = (target: Phone, name: keyof Phone) => {
    const value: unknown = target[name];
    return typeof value === 'function' ? (value.bind(target) as unknown) : value;
  };
  return new Proxy(phone, { get: get as ProxyHandler<Phone>['get'] });
}
export async function start(): Promise<void> {
  addEventListener('hashchange', route);
  route();
  view.noKey = await whyNoKey();
  if (view.noKey) return void (view.ready = true);
  const store = await openStore();
  let kept = await store.get<KeptKey>('key');
  if (!kept) {
    kept = await makeKey();
    await store.set('key', kept);
  }
  await navigator.storage?.persist?.().catch(() => false);
  const around = {
    now: () => Date.now(),
    fill: (bytes: Uint8Array) => crypto.getRandomValues(Uint8Array.from(bytes)),
    async room() {
      const { usage, quota } = await navigator.storage.estimate();
      return usage === undefined || quota === undefined ? null : { used: usage, given: quota };
    },
    alone: <T>(run: () => Promise<T>): Promise<T> => navigator.locks.request('corridor-log', run) as Promise<T>,
  };
  const made = new Phone(deviceKey(kept), store, httpHub(), around, changed);
  await made.open();
  phone = made;
  view.trip = localStorage.getItem('corridor.trip');
  changed();
  // A key for notes is there before the phone says so, and kept like the other.
  const noteKey = async () => {
    const kept = (await store.get<NoteKey>('note-key')) ?? (await makeNoteKey());
    await store.set('note-key', kept);
    ownNoteKey = kept;
    return kept.public;
  };
  ownNoteKey = (await store.get<NoteKey>('note-key')) ?? null;
  const meet = async () => {
    await made.meet();
    await made.offerNoteKey(noteKey);
  };
  wake = sending(meet, () => made.unsent > 0).wake;
  view.ready = true;
}
function changed(): void {
  if (!phone) return;
  view.unsent = phone.unsent;
  view.reachable = phone.reachable;
  shown = facing(phone);
  void phone.room().then((room) => { view.room = room; });
}
function route(): void {
  const page = location.hash.replace(/^#\/?/, '');
  view.page = PAGES.find((known) => known === page) ?? 'home';
  view.trouble = null;
  view.done = null;
  scrollTo(0, 0);
}
export const go = (page: Page) => { location.hash = `/${page}`; };
export function chooseTrip(id: string | null): void {
  view.trip = id;
  if (id) localStorage.setItem('corridor.trip', id);
  else localStorage.removeItem('corridor.trip');
}

/** Records what is said; `null` where nothing was kept, and then the page says so. */
export async function record(facts: Fact[], more: { deps?: Uint8Array[]; agoS?: number; done?: string } = {}): Promise<Kept[] | null> {
  view.trouble = null;
  view.done = null;
  try {
    const kept = await own().say(facts, more);
    view.done = more.done ?? t('phone-kept');
    wake();
    return kept;
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    view.trouble = error.message === 'full' ? t('phone-storage-full') : t('phone-not-kept', { why: error.message });
    return null;
  }
}
export function clinicians(): Clinician[] {
  return (own().met?.snapshot.clinicians ?? []).map(([device, key]) => ({ device: unhex(device), key: unhex(key) }));
}
/** Seals a note to every clinician that is known; whether it was kept. */
export async function writeNote(token: Token, text: string): Promise<boolean> {
  const operation = unhex(own().met!.snapshot.operation_id);
  return Boolean(await record([await sealNote(text, operation, token, clinicians())], { done: t('note-kept') }));
}
export interface OpenNote {
  at: number;
  by: string;
  /** Who sealed it anew for this phone. */
  again: string | null;
  text: string;
  /** Its statement, whom it is about, and the devices that can open it. */
  entry: string;
  token: Token;
  readers: string[];
}
/** Clinicians who cannot open this note: they came later. */
export const without = (note: OpenNote): Clinician[] => clinicians().filter(({ device }) => !note.readers.includes(hex(device)));
/** Seals notes that are open here to the clinicians who came later; whether that was kept. */
export async function sealAgain(notes: OpenNote[]): Promise<boolean> {
  const operation = unhex(own().met!.snapshot.operation_id);
  const sealed = notes.filter((note) => without(note).length > 0).map(async (note) => ({ ...(await sealNote(note.text, operation, note.token, without(note))), of: unhex(note.entry) }));
  return Boolean(await record(await Promise.all(sealed), { done: t('note-again-kept') }));
}
/** Says that the notes are read, and reads them once the hub has that. */
export async function readNotes(token: Token, why: string): Promise<{ notes: OpenNote[]; closed: number; ask: string[] } | null> {
  const said = await record([{ kind: 'read_note', token, why }], { done: t('note-reading-kept') });
  if (!said) return null;
  try {
    const given = await phone!.notes(said[0]!);
    const key = ownNoteKey;
    if (!given || !key) return trouble(t('note-refused'));
    const operation = unhex(own().met!.snapshot.operation_id);
    const opened = await Promise.all(given.notes.map(async ({ at, by, entry, again, readers, token, ...sealed }) => {
      const [ephemeral, wrapped, bytes] = [unbase64(sealed.ephemeral), unbase64(sealed.wrapped), unbase64(sealed.sealed)];
      const text = await openNote({ token, ephemeral, wrapped, sealed: bytes }, operation, key);
      return text === null ? [] : [{ at, by, entry, again, readers, token, text }];
    }));
    const notes = opened.flat();
    return { notes, closed: given.closed + given.notes.length - notes.length, ask: given.ask };
  } catch {
    return trouble(t('note-needs-hub'));
  }
}
function trouble(what: string): null {
  view.trouble = what;
  return null;
}
export async function enrol(label: string, role: Role, place: string): Promise<void> {
  go('device');
  await own().settle('place', place);
  await own().enrol(label, role);
  wake();
}

export function trip(): FieldTrip | null {
  return (view.trip && own().book?.trips.get(view.trip)) || null;
}
/** Control points that would not let this vehicle through if it left now. */
export function closedNow(one: FieldTrip): Closed[] {
  const { snapshot } = own().met!;
  return closedOnWay(one, snapshot.places, snapshot.suspended, own().at());
}
/** A moment of the operation, as a clock shows it here. */
export function when(at: number): string {
  const { start_unix_s, timezone } = own().met!.snapshot;
  return clock((start_unix_s + at) * 1000, timezone);
}
/** The door's answer about a code at the chosen vehicle. */
export function ask(code: Token, whole: boolean, escortsHere: number): Verdict {
  const book = own().book!;
  const here = trip()!;
  return decide(code, whole, partyAtDoor(book, code, here.id), atDoor(book, here, escortsHere));
}
export function placeName(id: string): string {
  const names = own().met?.snapshot.places.find((place) => place.id === id)?.name ?? {};
  return names[words.lang] ?? names.en ?? Object.values(names)[0] ?? id;
}
export const places = (...kinds: string[]) => (own().met?.snapshot.places ?? []).filter((place) => kinds.includes(place.kind));
export type { Stop };
