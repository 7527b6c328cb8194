import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unhex } from '../../src/field/ledger/cbor';
import { joined } from '../../src/field/ledger/entry';
import { makeNoteKey, NOTE_BYTES_MAX, openNote, sealNote } from '../../src/field/medical';

const operation = new Uint8Array(32).fill(3);
const device = (n: number) => new Uint8Array(32).fill(n);
const TEXT = 'داء السكري، أنسولين مرتين · allergic to penicillin';

describe('a note', () => {
  it('is opened by every clinician that it was sealed to, and by nobody else', async () => {
    const [one, two, stranger] = [await makeNoteKey(), await makeNoteKey(), await makeNoteKey()];
    const note = await sealNote(TEXT, operation, '7Q2M9KTA', [{ device: device(1), key: one.public }, { device: device(2), key: two.public }]);
    const [first, second] = note.to.map(({ wrapped }) => ({ ...note, wrapped }));
    expect(await openNote(first!, operation, one)).toBe(TEXT);
    expect(await openNote(second!, operation, two)).toBe(TEXT);
    expect(await openNote(second!, operation, one)).toBeNull();
    expect(await openNote(first!, operation, stranger)).toBeNull();
    expect(one.private.extractable).toBe(false);
    const bytes = new TextDecoder('latin1').decode(note.sealed);
    expect(bytes).not.toContain('penicillin');
  });
  it('about one person in one operation is none about another, and none that was changed', async () => {
    const own = await makeNoteKey();
    const made = await sealNote(TEXT, operation, '7Q2M9KTA', [{ device: device(1), key: own.public }]);
    const note = { ...made, wrapped: made.to[0]!.wrapped };
    expect(await openNote({ ...note, token: '22222222' }, operation, own)).toBeNull();
    expect(await openNote(note, device(9), own)).toBeNull();
    for (const at of [0, 20, made.sealed.length - 1]) {
      const sealed = made.sealed.slice();
      sealed[at]! ^= 1;
      expect(await openNote({ ...note, sealed }, operation, own)).toBeNull();
    }
  });
  it('tells little by its length, and is cut where it is too long for the hub', async () => {
    const own = await makeNoteKey();
    const seal = (text: string) => sealNote(text, operation, '7Q2M9KTA', [{ device: device(1), key: own.public }]);
    expect((await seal('a')).sealed.length).toBe((await seal('a'.repeat(200))).sealed.length);
    const long = await seal('م'.repeat(5000));
    expect(long.sealed.length).toBeLessThanOrEqual(2_400);
    const text = await openNote({ ...long, wrapped: long.to[0]!.wrapped }, operation, own);
    expect(text).toBe('م'.repeat(NOTE_BYTES_MAX / 2));
    expect([long.to[0]!.wrapped.length, long.ephemeral.length]).toEqual([48, 32]);
  });
});
it('a note that the hub sealed for a post of the plain page is opened by clinicians’ phones', async () => {
  const made = JSON.parse(readFileSync(join(import.meta.dirname, '../../../crates/corridor/tests/vectors/note-from-hub.json'), 'utf8')) as Record<'operation' | 'token' | 'text' | 'ephemeral' | 'sealed', string> & { secrets: string[]; keys: string[]; to: { device: string; wrapped: string }[] };
  for (const [n, secret] of made.secrets.entries()) {
    // A key as PKCS #8 (RFC 8410).
    const pkcs8 = unhex(`302e020100300506032b656e04220420${secret}`);
    const own = { private: await crypto.subtle.importKey('pkcs8', joined(pkcs8), 'X25519', false, ['deriveBits']), public: unhex(made.keys[n]!) };
    const note = { token: made.token, ephemeral: unhex(made.ephemeral), sealed: unhex(made.sealed), wrapped: unhex(made.to[n]!.wrapped) };
    expect(await openNote(note, unhex(made.operation), own)).toBe(made.text);
    expect(await openNote({ ...note, wrapped: unhex(made.to[1 - n]!.wrapped) }, unhex(made.operation), own)).toBeNull();
  }
});
