import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSIBLE = /\.(js|css|svg)$/;
/** Below this the answer's headers outweigh what is saved. */
const WORTH_BYTES = 1024;
/** Of 11. The last two take five times as long for the last 4 %. */
const QUALITY = 9;

const compress = promisify(brotliCompress);

/** Each file that the build wrote stands there compressed too, as `<name>.br`: the server compresses nothing by itself. */
export function compressed(): Plugin {
  return {
    name: 'olchat:compressed',
    // The product's build alone: what tests build for themselves goes over no line.
    apply: ({ build }, { command }) => command === 'build' && build?.manifest === true,
    async writeBundle({ dir = '' }, bundle) {
      await Promise.all(
        Object.keys(bundle)
          .filter(name => COMPRESSIBLE.test(name))
          .map(async name => {
            const content = await readFile(join(dir, name));
            if (content.length < WORTH_BYTES) return;
            const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
            await writeFile(join(dir, `${name}.br`), await compress(content, { params }));
          }),
      );
    },
  };
}
