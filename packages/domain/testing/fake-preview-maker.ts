/** Makes «preview of …» of whatever it gets, or says the problem that a test put in. */
import type { PreviewMaker, PreviewProblem } from '../src/index.ts';
import { once } from './memory-file-store.ts';

export class FakePreviewMaker implements PreviewMaker {
  problem: PreviewProblem | null = null;
  /** How often a picture was read. */
  made = 0;
  /** What happens while the preview is being made. */
  meanwhile: () => Promise<unknown> = async () => undefined;

  async make<T>(content: AsyncIterable<Uint8Array>, take: (preview: AsyncIterable<Uint8Array>) => Promise<T>): Promise<T | PreviewProblem> {
    if (this.problem === 'BUSY') return this.problem;
    let size = 0;
    for await (const piece of content) size += piece.length;
    this.made += 1;
    await this.meanwhile();
    return this.problem ?? take(once(Buffer.from(`preview of ${size} bytes`)));
  }
}
