// One phone: signs what is said on it, keeps it, sends it when the hub answers, and knows what the hub
// last told. An entry is on disk before it is shown as said; it is never deleted, so a hub that lost
// something can be given it again. Never here: pages, or where the store and the hub really are.

import { Book } from './book';
import { Unreachable, type Hub, type Notes, type Standing } from './hub';
import type { DeviceKey } from './keys';
import { hex, unhex } from './ledger/cbor';
import { write, type Head } from './ledger/entry';
import { draft, plain, type Fact, type Role } from './ledger/statement';
import { draw, type Token } from './ledger/token';
import { whole, type Snapshot } from './snapshot';
import { HEAD, type Kept, type Store } from './store';

/** Entries sent at once: a minute's work of many, and small enough for a bad network. */
const BATCH = 200;
/** Shares of the storage that is given: from the first on it warns, from the second on nothing new is registered. */
export const STORAGE_WARN = 0.8;
export const STORAGE_FULL = 0.95;
/** Bytes that must stay free besides: what a registration and all that follows from it takes, many times over. */
const STORAGE_FREE_MIN = 2 * 1024 * 1024;
/** The whole list is asked for again only after this many times as long as it took to come: a bad network is left to the statements. */
const LIST_REST = 10;
/** A clock that differs less from the hub's is left as it is. */
const CLOCK_SLACK_MS = 120_000;

export type Room = 'ample' | 'little' | 'full';
export interface Surroundings {
  /** Milliseconds of Unix time. */
  now(): number;
  fill(bytes: Uint8Array): Uint8Array;
  /** Bytes used and given; `null` where nobody says. */
  room(): Promise<{ used: number; given: number } | null>;
  /** Runs alone, across all tabs of this phone. */
  alone<T>(run: () => Promise<T>): Promise<T>;
}
/** Nothing was recorded: the storage is full, or refused. */
export class NotKept extends Error {}

interface Met {
  snapshot: Snapshot;
  /** How many entries of this log the hub held at least. */
  entries: number;
}

/** How the hub last knew this device, and this phone's clock when it said so. */
interface Heard extends Standing {
  at: number;
}

export class Phone {
  met: Met | null = null;
  standing: Heard | null = null;
  book: Book | null = null;
  unsent = 0;
  /** Why the hub refused a statement: nothing after it in this log can be taken. */
  refused: string | null = null;
  reachable: boolean | null = null;
  role: Role | null = null;
  place: string | null = null;
  /** What people call this post. */
  label = '';

  constructor(
    private readonly key: DeviceKey, private readonly store: Store, private readonly hub: Hub, private readonly around: Surroundings,
    private readonly changed: () => void = () => {},
  ) {}

  get device(): string {
    return hex(this.key.log_id);
  }
  /** Reads everything that was kept: the same way after a crash and every day. */
  async open(): Promise<void> {
    const [met, standing] = await Promise.all([this.store.get<Met>('met'), this.store.get<Heard>('standing')]);
    this.met = met ?? null;
    this.standing = standing ?? null;
    this.role = (await this.store.get<Role>('role')) ?? null;
    this.place = (await this.store.get<string>('place')) ?? null;
    this.label = (await this.store.get<string>('label')) ?? '';
    await this.redraw();
    await this.count();
  }
  async settle(name: 'role' | 'place' | 'label', value: string): Promise<void> {
    await this.store.set(name, value);
    if (name === 'role') this.role = value as Role;
    if (name === 'place') this.place = value;
    if (name === 'label') this.label = value;
    this.changed();
  }

  /** Milliseconds of the operation's own Unix time: in a drill the drill's, else this phone's unless it is far off the hub's. */
  clockMs(): number {
    const now = this.around.now();
    if (!this.met || !this.standing) return now;
    const { snapshot } = this.met;
    const { at, speed } = this.standing;
    const hub = (snapshot.start_unix_s + this.standing.now) * 1000;
    if (snapshot.drill) return hub + Math.max(0, now - at) * speed;
    return Math.abs(hub - at) > CLOCK_SLACK_MS ? now + (hub - at) : now;
  }
  /** Whole seconds after the start of the operation. */
  at(): number {
    return Math.floor(this.clockMs() / 1000) - (this.met?.snapshot.start_unix_s ?? 0);
  }
  draw(): Token {
    return draw((bytes) => this.around.fill(bytes), (token) => Boolean(this.book?.isKnown(token)));
  }
  async room(): Promise<Room> {
    const room = await this.around.room().catch(() => null);
    if (!room || room.given <= 0) return 'ample';
    const share = room.used / room.given;
    if (share >= STORAGE_FULL || room.given - room.used < STORAGE_FREE_MIN) return 'full';
    return share >= STORAGE_WARN ? 'little' : 'ample';
  }

  /** Says these things, all or none; they are on disk when it returns. Answers the entries. */
  async say(said: Fact[], { deps = [], agoS = 0 }: { deps?: Uint8Array[]; agoS?: number } = {}): Promise<Kept[]> {
    const met = this.met;
    const facts = said.map((fact) => plain(fact));
    if (!met) throw new NotKept('this phone has not met a hub yet');
    if (facts.some((fact) => fact.kind === 'register') && (await this.room()) === 'full') throw new NotKept('full');
    const writer = { operation: unhex(met.snapshot.operation_id), log_id: this.key.log_id, sign: this.key.sign };
    const kept = await this.around.alone(async () => {
      let head: Head | null = (await this.store.get<Head>(HEAD)) ?? null;
      const entries: Kept[] = [];
      for (const fact of facts) {
        const at = this.moment(fact, this.at() - agoS, entries);
        const written = await write(writer, head, { ...draft(at, fact), deps }, this.clockMs());
        head = written.head;
        entries.push({ ...written.signed, seq: head.seq, id: head.id, at, fact, sent: 'queued' });
      }
      try {
        if (head) await this.store.append(entries, head);
      } catch (error) {
        throw new NotKept(error instanceof Error ? error.message : String(error));
      }
      return entries;
    });
    if (facts.some((fact) => fact.kind === 'correct')) await this.redraw();
    else for (const entry of kept) this.book?.take(entry.at, entry.fact, { role: this.role, device: this.device });
    this.unsent += kept.length;
    this.changed();
    return kept;
  }
  /** Moments are whole seconds. Two answers of a party in one would clash: the later one is said a second later. */
  private moment(fact: Fact, at: number, before: Kept[]): number {
    if (fact.kind !== 'agree') return at;
    const last = [...before].reverse().find((entry) => entry.fact.kind === 'agree' && entry.fact.party === fact.party)?.at ?? this.book?.answered.get(fact.party);
    return last === undefined ? at : Math.max(at, last + 1);
  }
  /** Asks to join: the first entry of the log, once. */
  async enrol(label: string, role: Role): Promise<Kept> {
    const [first] = await this.store.entries(0, 1);
    await this.settle('role', role);
    await this.settle('label', label);
    return first ?? (await this.say([{ kind: 'enrol', label, role }]))[0]!;
  }
  /** A clinician's phone says once to which key notes are sealed for it. `made`: its public half, kept or made now. */
  async offerNoteKey(made: () => Promise<Uint8Array>): Promise<void> {
    if (this.standing?.role !== 'clinician' || (await this.store.get<boolean>('note-key-said'))) return;
    await this.say([{ kind: 'note_key', key: await made() }]);
    await this.store.set('note-key-said', true);
  }
  /** The sealed notes that a reading covers. The reading is at the hub first. */
  async notes(reading: Kept): Promise<Notes | null> {
    await this.meet();
    return this.hub.notes(hex(reading.id));
  }
  async first(): Promise<Kept | null> {
    return (await this.store.entries(0, 1))[0] ?? null;
  }

  /** One meeting with the hub: sends what is unsent, hears what is new. Throws where it is not to be reached. */
  async meet(): Promise<void> {
    try {
      await this.send((await this.store.unsent()).first);
      await this.hear();
      // A hub that was set up anew from older data lacks what it once took: it is all still here.
      const head = await this.store.get<Head>(HEAD);
      if (head && this.standing && this.standing.entries <= head.seq && this.unsent === 0) await this.send(this.standing.entries);
      this.reachable = true;
    } catch (error) {
      this.reachable = false;
      throw error;
    } finally {
      await this.count();
    }
  }
  /** When the list last came, and how long that took; milliseconds. */
  private list = { at: 0, took: 0 };
  private async send(first: number | null): Promise<void> {
    let from = first;
    let again = 0;
    while (from !== null) {
      const batch = await this.store.entries(from, BATCH);
      if (batch.length === 0) break;
      const verdicts = await this.hub.submit(batch);
      const marks = batch.map((entry, at) => ({ seq: entry.seq, ...outcome(verdicts[at]) }));
      // The hub lacks earlier ones: it was set up anew from older data. They are all still here.
      const gap = verdicts.find((verdict) => verdict.verdict === 'refused' && verdict.next !== undefined && verdict.next < batch[0]!.seq);
      if (gap && again < 2) {
        from = gap.next!;
        again += 1;
        continue;
      }
      await this.store.mark(marks.filter((mark) => mark.sent !== 'queued'));
      this.refused ??= marks.find((mark) => mark.sent === 'refused')?.why ?? null;
      await this.count();
      this.changed();
      if (marks.every((mark) => mark.sent === 'queued')) throw new Unreachable('the hub answered for none of them');
      const last = batch[batch.length - 1]!.seq;
      from = again > 0 && (await this.store.entries(last + 1, 1)).length > 0 ? last + 1 : (await this.store.unsent()).first;
    }
  }
  private async hear(): Promise<void> {
    // First how much the hub has of this log: the snapshot then holds at least that.
    const told = await this.hub.standing(this.device);
    const begun = this.around.now();
    const standing = { ...told, at: begun };
    const rests = this.met !== null && begun >= this.list.at && begun < this.list.at + LIST_REST * this.list.took;
    const known = this.met?.snapshot ?? null;
    const came = rests ? null : await this.hub.snapshot(known?.version ?? null, known?.list);
    // What came adds to another list than this phone has: then all of it.
    const fresh = came && (whole(known, came) ?? (await this.hub.snapshot(null)));
    if (fresh) this.list = { at: this.around.now(), took: this.around.now() - begun };
    if (fresh) this.met = { snapshot: fresh, entries: standing.entries };
    this.standing = standing;
    try {
      if (fresh) await this.store.set('met', this.met);
      await this.store.set('standing', standing);
    } catch {
      // A full storage: the list in memory is still the newer one, and no statement is lost by it.
    }
    if (fresh) await this.redraw();
    this.changed();
  }
  private async redraw(): Promise<void> {
    if (!this.met) return;
    const book = new Book(this.met.snapshot);
    const self = { role: this.role, device: this.device };
    const entries = (await this.store.entries(this.met.entries)).filter((entry) => entry.sent !== 'refused');
    const corrected = new Set(entries.flatMap(({ fact }) => (fact.kind === 'correct' ? [hex(fact.entry)] : [])));
    for (const entry of entries) if (!corrected.has(hex(entry.id))) book.take(entry.at, entry.fact, self);
    this.book = book;
  }
  private async count(): Promise<void> {
    this.unsent = (await this.store.unsent()).count;
    this.changed();
  }
}

function outcome(verdict: { verdict: string; held?: string; error?: { code: string; what: string }; next?: number } | undefined): Pick<Kept, 'sent' | 'why'> {
  if (verdict?.verdict === 'taken') return { sent: 'sent', why: verdict.held };
  if (verdict?.verdict === 'known') return { sent: 'sent' };
  // Refused for a gap is not refused for good.
  if (verdict?.verdict === 'refused' && verdict.next === undefined) return { sent: 'refused', why: verdict.error?.what };
  return { sent: 'queued' };
}
