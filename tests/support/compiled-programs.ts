/**
 * The programs of the product, bundled once per run: a process that loads a few files instead of thousands stands in a third of the
 * processor time, and a whole-system test starts four of them, some dozens.
 */
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Inside of node_modules, so that the bundle finds what stays outside of it. */
const CACHE = join(ROOT, 'node_modules', '.cache');
const ENTRIES = {
  product: join(ROOT, 'apps/api/src/main.ts'),
  worker: join(ROOT, 'apps/sandbox/src/worker.ts'),
  sandbox: join(ROOT, 'apps/sandbox/src/main.ts'),
};
const CONDITIONS = ['@olchat/source', 'module', 'node', 'production'];

/** Answers the folder with `product.mjs`, `worker.mjs` and `sandbox.mjs`; whoever asked for it removes it. */
export async function compilePrograms(): Promise<string> {
  const folder = join(CACHE, `olchat-programs-${randomUUID().slice(0, 8)}`);
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    plugins: [nativeStaysOutside, addressesOfTheSources],
    resolve: { conditions: CONDITIONS },
    ssr: { resolve: { conditions: CONDITIONS }, noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node24',
      minify: false,
      // Names of classes are words of errors and entities.
      rolldownOptions: { input: ENTRIES, output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs', keepNames: true } },
    },
  });
  return folder;
}

/** It has a library of the machine beside it. */
const NATIVE = 'sharp';

const nativeStaysOutside: Plugin = {
  name: 'native-stays-outside',
  enforce: 'pre',
  resolveId: specifier => (specifier === NATIVE || specifier.startsWith('node:') ? { id: specifier, external: true } : null),
};

/** Files beside a source are looked for beside the source. A program itself may ask for its own file, to start it again. */
const addressesOfTheSources: Plugin = {
  name: 'addresses-of-the-sources',
  transform(code, id) {
    if (Object.values(ENTRIES).includes(id)) return null;
    const addressed = code
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      .replaceAll(/(?<!(?:const|var|let) )\b__dirname\b/g, JSON.stringify(dirname(id)));
    return addressed === code ? null : { code: addressed, map: null };
  },
};
