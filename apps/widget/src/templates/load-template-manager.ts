import type { Component } from 'vue';
import type { UseWords } from '../locales/use-words.ts';

/** The manager with the words that only it and the parts in it say: a card without it carries neither. */
export async function loadTemplateManager(add: UseWords['add']): Promise<Component> {
  const [manager, { templateManagerWords }, { settingsWords }] = await Promise.all([
    import('./TemplateManager.vue'),
    import('../locales/template-manager-words.ts'),
    import('../locales/settings-words.ts'),
  ]);
  add(settingsWords);
  add(templateManagerWords);
  return manager.default;
}
