/** Makes an Opus stream of whatever it gets, or says the problem that a test put in. */
import type { VoiceConverter, VoiceProblem } from '../src/index.ts';

export class FakeVoiceConverter implements VoiceConverter {
  problem: VoiceProblem | null = null;
  /** How often a recording was converted. */
  conversions = 0;

  async convert<T>(content: AsyncIterable<Uint8Array>, take: (voice: AsyncIterable<Uint8Array>) => Promise<T>): Promise<T | VoiceProblem> {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    this.conversions += 1;
    return this.problem ?? take(opusOf(Buffer.concat(pieces)));
  }
}

/** A page with an Opus header, and one that says seven seconds. */
async function* opusOf(sound: Uint8Array): AsyncGenerator<Uint8Array> {
  for (const [samples, content] of [
    [0, Buffer.from('OpusHead')],
    [7 * 48_000, sound],
  ] as const) {
    const page = Buffer.alloc(28);
    page.write('OggS', 0, 'latin1');
    page.writeBigInt64LE(BigInt(samples), 6);
    page.writeUInt8(1, 26);
    yield await Promise.resolve(Buffer.concat([page, content]));
  }
}
