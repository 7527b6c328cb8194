import { expect, it } from 'vitest';
import { encode } from '../../src/field/ledger/cbor';
import { base64, joined } from '../../src/field/ledger/entry';
import { isTicket, readTicket } from '../../src/field/ticket';
import { keyOf } from './device';

it('a ticket is read with its issuer’s key alone, and a changed, foreign or forged one is not', async () => {
  const operation = new Uint8Array(32).fill(7);
  const [issuer, other] = [await keyOf(new Uint8Array(32).fill(1)), await keyOf(new Uint8Array(32).fill(2))];
  const make = async (key: typeof issuer, of = operation) => {
    const body = encode([1, of.slice(0, 8), 'PV4RSAYX', 'bus-1.2', 'square', 'camp', 1_481_810_000, 1_481_803_200, 4]);
    const signature = await key.sign(joined(new TextEncoder().encode('corridor/ticket/v1\0'), body));
    return `CT1.${base64(joined(body, signature)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`;
  };
  const good = await make(issuer);
  expect(isTicket(good)).toBe(true);
  expect(await readTicket(good, operation, issuer.log_id)).toEqual({ party: 'PV4RSAYX', trip: 'bus-1.2', place: 'square', to: 'camp', depart: 1_481_810_000, issued: 1_481_803_200, persons: 4 });
  expect(await readTicket(await make(other), operation, issuer.log_id)).toBe('forged');
  expect(await readTicket(await make(issuer, new Uint8Array(32)), operation, issuer.log_id)).toBe('foreign');
  for (const wrong of ['CT1.', 'CT1.AAAA', good.slice(0, -4), 'nonsense']) expect(await readTicket(wrong, operation, issuer.log_id), wrong).not.toHaveProperty('party');
});
