import { mergeConfig, type UserConfig } from 'vite';
import product from '../../vite.config.ts';

const fromHere = (path: string): string => new URL(path, import.meta.url).pathname;

/**
 * The gallery: the product's pages over a fake API, in every state. `npx vite --config testing/gallery/vite.config.ts --open` in apps/widget shows it.
 * It is no part of the product's build.
 */
const common = mergeConfig({ ...product, build: {} }, {
  resolve: { alias: { vitest: fromHere('./no-test-runner.ts') } },
  server: { open: '/testing/gallery/gallery.html' },
} satisfies UserConfig);

export default {
  ...common,
  base: '/',
  build: {
    target: 'es2022',
    minify: false,
    reportCompressedSize: false,
    outDir: fromHere('./dist'),
    // In one piece: a part that the product fetches on demand is there at once, and a picture waits for nothing but its own state.
    rolldownOptions: { input: fromHere('./gallery.html'), output: { codeSplitting: false } },
  },
} satisfies UserConfig;
