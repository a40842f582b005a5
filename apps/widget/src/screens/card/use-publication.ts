import type { Messenger, Publication } from '@olchat/client';
import { storeToRefs } from 'pinia';
import { computed, type ComputedRef, type Ref, type WritableComputedRef } from 'vue';
import type { Account } from '../../account/use-accounts.ts';
import { publicationChoice, type PublicationChoice } from '../../message/publication.ts';
import { publicationMode } from '../../telegram/publication-mode.ts';
import { useCardForm } from './use-card-form.ts';

export interface UsePublication {
  /** What the switch of one face means (W-24). */
  choice: ComputedRef<PublicationChoice>;
  /** What stands in the select of the other (T-13). */
  mode: WritableComputedRef<Publication>;
  /** How the message shows in the chat, whichever of the two it was said with. */
  chosen: ComputedRef<Publication>;
}

/** How what is written shows in the open line. */
export function usePublication(messenger: Messenger, account: Ref<Account | undefined>): UsePublication {
  const { isPublished, publication } = storeToRefs(useCardForm());
  const choice = computed(() => publicationChoice(account.value));
  const mode = computed<Publication>({
    get: () => publicationMode(account.value, publication.value),
    set: chosen => (publication.value = chosen),
  });
  return {
    choice,
    mode,
    chosen: computed(() => {
      if (messenger === 'TELEGRAM') return mode.value;
      return isPublished.value ? (choice.value.on ?? 'NONE') : 'NONE';
    }),
  };
}
