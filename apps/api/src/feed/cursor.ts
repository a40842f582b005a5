/** The opaque cursor of clients: database epoch, portal, number. One of another portal or database is not understood (RE-33, SE-10). */
export interface Cursor {
  epoch: string;
  portalId: string;
  seq: number;
}

export const encodeCursor = (cursor: Cursor): string =>
  Buffer.from(`${cursor.epoch.slice(0, 8)}.${cursor.portalId}.${cursor.seq}`).toString('base64url');

/** The number, or null when the cursor is not one of this portal and database. */
export function decodeCursor(text: string, epoch: string, portalId: string): number | null {
  const parts = Buffer.from(text, 'base64url').toString('utf8').split('.');
  const [ofEpoch, ofPortal, seqText] = parts;
  if (parts.length !== 3 || ofEpoch !== epoch.slice(0, 8) || ofPortal !== portalId || seqText === undefined) return null;
  if (!/^\d{1,15}$/.test(seqText)) return null;
  return Number(seqText);
}
