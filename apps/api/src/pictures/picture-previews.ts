/** Pictures → previews, each in a folder and a process of its own, one at a time (SE-33, SE-34). */
import { createReadStream, createWriteStream } from 'node:fs';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { MAX_PIXELS, PREVIEW_SIDE, type PreviewMaker, type PreviewProblem } from '@olchat/domain';
import { nodeDataBytes, runLimited, type ProcessLimits } from '../files/limited-process.ts';
import { inTemporaryFolder } from '../files/temporary-folder.ts';
import { Turns } from '../files/turns.ts';

/** As compiled, or as written: Node reads both. */
const SHRINK = fileURLToPath(new URL(`./shrink-picture${extname(import.meta.url)}`, import.meta.url));
const SIZES = [String(PREVIEW_SIDE), String(MAX_PIXELS)];
/** Exit codes of it. */
const DONE = 0;
const UNREADABLE = 4;
/** 50 million points of an interlaced picture or of a GIF take 300 MB while they are decoded. */
const LIMITS: ProcessLimits = { seconds: 10, fileBytes: 1024 * 1024, dataBytes: nodeDataBytes(640 * 2 ** 20) };
/** A screen of bubbles and more; a browser that is told to come again later shows the name meanwhile. */
const MAY_WAIT = 64;

export class PicturePreviews implements PreviewMaker {
  readonly #turns: Turns;

  constructor(mayWait = MAY_WAIT) {
    this.#turns = new Turns(1, mayWait);
  }

  async make<T>(content: AsyncIterable<Uint8Array>, take: (preview: AsyncIterable<Uint8Array>) => Promise<T>): Promise<T | PreviewProblem> {
    if (this.#turns.isFull) return 'BUSY';
    const shrink = async (folder: string): Promise<T | PreviewProblem> => {
      const [picture, preview] = [join(folder, 'picture'), join(folder, 'preview.webp')];
      await pipeline(content, createWriteStream(picture, { mode: 0o600 }));
      const code = await runLimited(process.execPath, ['--max-old-space-size=96', SHRINK, picture, preview, ...SIZES], folder, LIMITS);
      // Ended by its limits: whoever made the picture meant harm, or it is beyond us.
      if (code === UNREADABLE || code === null) return 'UNREADABLE';
      if (code !== DONE) throw new Error(`the program that makes previews ended with ${code}`);
      return take(createReadStream(preview));
    };
    return this.#turns.take(() => inTemporaryFolder(shrink));
  }
}
