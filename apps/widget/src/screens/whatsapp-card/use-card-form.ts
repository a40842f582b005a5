import { defineStore } from 'pinia';
import { ref } from 'vue';

/** What the employee has put into the form. Changing the line keeps all of it (W-7); so does a renewed session. */
export const useCardForm = defineStore('card-form', () => ({
  accountId: ref<string>(),
  recipientId: ref<string>(),
  text: ref(''),
  isPublished: ref(true),
}));
