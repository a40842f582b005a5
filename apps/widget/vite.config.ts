import b24ui from '@bitrix24/b24ui-nuxt/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { compressed } from './vite/compressed.ts';
import { emojiData } from './vite/emoji-data.ts';
import { pageInputs, pages } from './vite/pages.ts';
import { splitDocuments } from './vite/split-documents.ts';

/** The address of the API in development; the built pages are served by the API itself. */
const API = 'http://127.0.0.1:4000';

export default defineConfig({
  base: '/widget/',
  // The kit writes its themes to node_modules/.b24ui-nuxt of this folder, where Tailwind scans them.
  root: import.meta.dirname,
  plugins: [
    vue(),
    b24ui({
      router: false,
      // Both, or a hundred components of typography come along.
      prose: false,
      mdc: false,
      // It reads the storage, which a frame of another site may not touch.
      colorMode: false,
      // Every component is imported where it is used.
      components: false,
      autoImport: false,
      experimental: { componentDetection: true },
    }),
    pages(),
    emojiData(),
    splitDocuments(),
    compressed(),
  ],
  resolve: { conditions: ['@olchat/source', 'module', 'browser', 'development|production'] },
  define: {
    // Drops Apollo's long messages.
    'globalThis.__DEV__': 'false',
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    target: 'es2022',
    manifest: true,
    // A page may run no inline script, and every browser of the target preloads modules by itself.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: pageInputs,
      output: {
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules[\\/](vue|@vue[\\/](?!apollo)|pinia|vue-i18n|@intlify)/ },
            {
              name: 'apollo',
              test: /node_modules[\\/](@apollo|@vue[\\/]apollo|graphql|graphql-ws|optimism|zen-observable|@wry)|packages[\\/]client/,
            },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', strictPort: true, proxy: { '/graphql': { target: API, ws: true }, '/bitrix24': API } },
});
