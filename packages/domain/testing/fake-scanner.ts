/** Finds what a test calls a virus, or says nothing. */
import type { FileScanner, ScanVerdict } from '../src/index.ts';

export class FakeScanner implements FileScanner {
  isSilent = false;
  /** Contents that have this in them are infected. */
  virus = 'вирус';
  scans = 0;

  async scan(content: AsyncIterable<Uint8Array>): Promise<ScanVerdict> {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    this.scans += 1;
    if (this.isSilent) return { kind: 'UNAVAILABLE' };
    return Buffer.concat(pieces).includes(this.virus) ? { kind: 'FOUND', name: 'Test.Signature' } : { kind: 'CLEAN' };
  }

  answers(): Promise<boolean> {
    return Promise.resolve(!this.isSilent);
  }
}
