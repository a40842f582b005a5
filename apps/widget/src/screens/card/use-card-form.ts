import type { Publication, SendBy } from '@olchat/client';
import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { FormTab } from '../../message/form-part.ts';

/** What the employee has put into the form. Changing the line keeps all of it (W-7); so does a renewed session. */
export const useCardForm = defineStore('card-form', () => ({
  accountId: ref<string>(),
  recipientId: ref<string>(),
  text: ref(''),
  /** Where each part stands on a tab of its own: the open one. */
  tab: ref<FormTab>('TEXT'),
  isPublished: ref(true),
  /** Where all ways of publication are offered (T-13); nothing: as the account's own. */
  publication: ref<Publication>(),
  createActivity: ref(true),
  sendBy: ref<SendBy>('CTRL_ENTER'),
  /** S-15: the client sees `senderLine` above the text. */
  showName: ref(false),
  /** Null: nobody knows the employee's name. */
  senderLine: ref<string | null>(null),
  /** The employee's habits were put in; from now on they are what stands here. */
  areHabitsKnown: ref(false),
}));
