import { defineConfig, mergeConfig } from 'vitest/config';
import vite from './vite.config.ts';

// The pages' own configuration: components of the kit exist only with its plugin.
export default mergeConfig(
  vite,
  defineConfig({
    test: {
      name: 'widget',
      // As the other projects, so that all share one queue.
      maxWorkers: 3,
      environment: 'happy-dom',
      include: ['src/**/*.test.ts'],
      setupFiles: ['testing/setup.ts'],
      server: { deps: { inline: [/@bitrix24\/b24ui-nuxt/, /@vue\/apollo-composable/] } },
    },
  }),
);
