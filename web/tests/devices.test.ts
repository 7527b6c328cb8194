import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DeviceState } from '../src/api';
import { age, cameraTrouble, device, deviceOf, inOrder, readCode } from '../src/devices';

const row = (label: string, more: Partial<DeviceState> = {}): DeviceState => ({
  device: label.padEnd(64, '0'), label, asked: 'gate', role: 'gate', root: false, grants: [], waiting: [], revoked_from: null, forked_at: null, contradicted_at: null,
  words: [], words_arabic: [], statements: 1, held: 0, sealed: null, cosigned: null, enough: null, ...more,
});

describe('devices', () => {
  it('say first what matters most', () => {
    expect(device(row('a', { forked_at: 0, revoked_from: 2 }))).toBe('forked');
    expect(device(row('a', { contradicted_at: 40, revoked_from: 2 }))).toBe('contradicted');
    expect(device(row('a', { revoked_from: 0 }))).toBe('revoked');
    expect(device(row('a', { root: true }))).toBe('root');
    expect(device(row('a', { role: null }))).toBe('asks');
    expect(device(row('a'))).toBe('enrolled');
  });
  it('that need somebody come first', () => {
    const rows = [row('b'), row('a'), row('c', { role: null }), row('d', { forked_at: 3 })];
    expect(inOrder(rows).map((r) => r.label)).toEqual(['d', 'c', 'a', 'b']);
  });
  it('have no age below nothing, whatever the clocks say', () => {
    expect(age(100, { size: 1, unix_s: 40, witnesses: [] })).toBe(60);
    expect(age(100, { size: 1, unix_s: 400, witnesses: [] })).toBe(0);
  });
  it('show a code of one form only', () => {
    const signature = `${'A'.repeat(86)}==`;
    expect(readCode(` QUJD.${signature}\n`)).toEqual({ bytes: 'QUJD', signature });
    expect(readCode(`QUJDRA==.${signature}`)?.bytes).toBe('QUJDRA==');
    for (const wrong of ['', 'QUJD', `QUJD.${signature}x`, `.${signature}`, 'QUJD.AAAA', `QUJDR.${signature}`, `QU=D.${signature}`]) expect(readCode(wrong)).toBeNull();
  });
});

it('a request names its device, and nothing else does', () => {
  const { entries, log_id } = JSON.parse(readFileSync(join(import.meta.dirname, '../../crates/ledger/tests/vectors/entries.json'), 'utf8'));
  const named = (entries as { bytes: string }[]).map(({ bytes }) => deviceOf(Buffer.from(bytes, 'hex').toString('base64')));
  expect(named).toEqual((entries as { kind: string }[]).map(({ kind }) => (kind === 'enrol' ? log_id : null)));
  expect(new Set(named)).toEqual(new Set([log_id, null]));
  for (const other of ['', 'AAAA', btoa('\x8a\x01\x65enrol\x58 short')]) expect(deviceOf(other)).toBeNull();
});
it('a camera that gives nothing has a reason that says what to do', () => {
  expect(['SecurityError', 'NotAllowedError', 'NotFoundError', 'NotReadableError', ''].map(cameraTrouble)).toEqual(['insecure', 'refused', 'none', 'broken', 'broken']);
});
