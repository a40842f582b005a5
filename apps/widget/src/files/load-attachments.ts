import type { Component } from 'vue';
import type { UseWords } from '../locales/use-words.ts';

/** Parts that only a form with attachments, or a message that has some, shows; with the words that only they say. */
const parts = {
  list: () => import('./AttachmentList.vue'),
  bubble: () => import('./MessageFiles.vue'),
  pending: () => import('./PendingFiles.vue'),
  recorder: () => import('../voice/VoicePanel.vue'),
  filesTab: () => import('../telegram/FilesTab.vue'),
  voiceTab: () => import('../telegram/VoiceTab.vue'),
};

export async function loadAttachmentPart(part: keyof typeof parts, add: UseWords['add']): Promise<Component> {
  const [loaded, { attachmentsWords }] = await Promise.all([parts[part](), import('../locales/attachments-words.ts')]);
  add(attachmentsWords);
  return loaded.default as Component;
}
