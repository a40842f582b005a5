/** One event in the spool: who and which in clear, everything else sealed, because events carry tokens and texts (SE-50). */
import { hkdfSync } from 'node:crypto';
import type { PortalId } from '@olchat/domain';
import { seal, unseal, type Place } from '../persistence/sealing/sealer.ts';
import type { Arrival } from './event-spool.ts';

/** Portals' own keys stand in the database, which is away when this is needed. */
export const spoolKey = (masterKey: Buffer): Buffer => Buffer.from(hkdfSync('sha256', masterKey, '', 'event spool', 32));

const place = (portalId: string, id: string): Place => ({ portalId, column: 'event_spool.line', row: id });

export function sealLine(key: Buffer, { id, portalId, receivedAt, body }: Arrival): Buffer {
  const sealed = seal(key, place(portalId, id), JSON.stringify({ receivedAt, body }));
  return Buffer.from(`${id} ${portalId} ${sealed.toString('base64')}\n`);
}

/** Null: torn, changed, or sealed under another key. */
export function openLine(key: Buffer, line: string): Arrival | null {
  const [id, portalId, sealed] = line.split(' ');
  if (id === undefined || portalId === undefined || sealed === undefined) return null;
  const plain = unsealed(key, place(portalId, id), Buffer.from(sealed, 'base64'));
  if (plain === null) return null;
  const { receivedAt, body } = JSON.parse(plain) as { receivedAt: string; body: string };
  return { id, portalId: portalId as PortalId, receivedAt: new Date(receivedAt), body };
}

/** The seal fails for whatever is not whole; which of the ways it was broken does not matter here. */
function unsealed(key: Buffer, at: Place, sealed: Buffer): string | null {
  try {
    return unseal(key, at, sealed).toString('utf8');
  } catch {
    return null;
  }
}
