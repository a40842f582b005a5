/** A file's content, and a file of ours with it. */
import { createHash } from 'node:crypto';
import type { OutgoingFile } from '../../src/index.ts';

/** Long enough to come in several pieces. */
export const CONTENT = Uint8Array.from({ length: 100_000 }, (_, n) => (n * 31) % 251);

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const outgoingFile = (bytes: Uint8Array, fields: Partial<OutgoingFile> = {}): OutgoingFile => ({
  kind: 'DOCUMENT',
  name: 'Договор №1.pdf',
  mime: 'application/pdf',
  size: bytes.length,
  seconds: null,
  open: async function* () {
    for (let start = 0; start < bytes.length; start += 7_000) yield await Promise.resolve(bytes.subarray(start, start + 7_000));
  },
  aboutToLeave: () => Promise.resolve(true),
  ...fields,
});
