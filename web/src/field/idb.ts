// The store in IndexedDB. Every write waits until the disk has it. Never here: another form of anything.

import type { Head } from './ledger/entry';
import { HEAD, type Kept, type Sent, type Store } from './store';

const NAME = 'corridor-field';
const VALUES = 'values';
const LOG = 'log';

export async function openStore(): Promise<Store> {
  const db = await new Promise<IDBDatabase>((done, failed) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(VALUES);
      opening.result.createObjectStore(LOG, { keyPath: 'seq' }).createIndex('sent', 'sent');
    };
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error ?? new Error('the storage of this browser does not open'));
    opening.onblocked = () => failed(new Error('another tab holds an older form of the storage'));
  });
  return new IdbStore(db);
}

class IdbStore implements Store {
  constructor(private readonly db: IDBDatabase) {}

  get<T>(name: string): Promise<T | undefined> {
    return this.read(VALUES, (store) => store.get(name) as IDBRequest<T | undefined>);
  }
  set(name: string, value: unknown): Promise<void> {
    return this.write([VALUES], (transaction) => { transaction.objectStore(VALUES).put(value, name); });
  }
  entries(from: number, limit?: number): Promise<Kept[]> {
    return this.read(LOG, (store) => store.getAll(IDBKeyRange.lowerBound(from), limit) as IDBRequest<Kept[]>);
  }
  append(entries: Kept[], head: Head): Promise<void> {
    return this.write([LOG, VALUES], (transaction) => {
      // `add` fails where the number is taken: a device never signs two histories.
      for (const entry of entries) transaction.objectStore(LOG).add(entry);
      transaction.objectStore(VALUES).put(head, HEAD);
    });
  }
  mark(marks: { seq: number; sent: Sent; why?: string }[]): Promise<void> {
    return this.write([LOG], (transaction) => {
      const store = transaction.objectStore(LOG);
      for (const { seq, sent, why } of marks) {
        const asked = store.get(seq) as IDBRequest<Kept | undefined>;
        asked.onsuccess = () => { if (asked.result) store.put({ ...asked.result, sent, why }); };
      }
    });
  }
  async unsent(): Promise<{ count: number; first: number | null }> {
    const keys = await this.read(LOG, (store) => store.index('sent').getAllKeys('queued') as unknown as IDBRequest<number[]>);
    return { count: keys.length, first: keys.length ? Math.min(...keys) : null };
  }

  private read<T>(name: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    return new Promise((done, failed) => {
      const asked = ask(this.db.transaction(name, 'readonly').objectStore(name));
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error ?? new Error('the storage cannot be read'));
    });
  }
  private write(names: string[], put: (transaction: IDBTransaction) => void): Promise<void> {
    return new Promise((done, failed) => {
      const transaction = this.db.transaction(names, 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => done();
      transaction.onerror = () => failed(transaction.error ?? new Error('the storage refused'));
      transaction.onabort = () => failed(transaction.error ?? new Error('the storage gave up'));
      put(transaction);
    });
  }
}
