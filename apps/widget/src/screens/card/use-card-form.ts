import type { Publication } from '@olchat/client';
import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { SendBy } from '@olchat/client';

/** What the employee has put into the form. Changing the line keeps all of it (W-7); so does a renewed session. */
export const useCardForm = defineStore('card-form', () => ({
  accountId: ref<string>(),
  recipientId: ref<string>(),
  text: ref(''),
  isPublished: ref(true),
  /** Where all ways of publication are offered (T-13); nothing: as the account's own. */
  publication: ref<Publication>(),
  createActivity: ref(true),
  sendBy: ref<SendBy>('CTRL_ENTER'),
  /** The employee's habits were put in; from now on they are what stands here. */
  areHabitsKnown: ref(false),
}));
