import type { Messenger } from '@olchat/client';
import { storeToRefs } from 'pinia';
import { computed, type ComputedRef, type Ref } from 'vue';
import { isUsable } from '../../account/default-account.ts';
import type { Account } from '../../account/use-accounts.ts';
import { useWords } from '../../locales/use-words.ts';
import { type SendObstacle, sendObstacle } from '../../message/send-obstacle.ts';
import { useCardForm } from './use-card-form.ts';
import type { Whom } from './use-whom.ts';
import type { Writing } from './use-writing.ts';

export interface UseObstacle {
  obstacle: ComputedRef<SendObstacle | undefined>;
  sentence: ComputedRef<string | undefined>;
  /** Nothing that is written helps: the line or the client has to be seen to (K-2). Where no line works at all, it is said above the form. */
  isStuck: ComputedRef<boolean>;
}

/** What keeps «ОТПРАВИТЬ» disabled, in words (W-26). */
export function useObstacle(
  options: { messenger: Messenger; accounts: () => readonly Account[]; account: Ref<Account | undefined>; textLimit: () => number },
  whom: Whom,
  writing: Writing,
): UseObstacle {
  const { messenger, accounts, account, textLimit } = options;
  const { t, plural } = useWords();
  const { text } = storeToRefs(useCardForm());
  const { emptiness, reason } = whom.numbers;

  const obstacle = computed(() =>
    sendObstacle({
      hasAccount: account.value !== undefined && isUsable(account.value),
      hasRecipient: whom.recipient.value !== undefined,
      part: writing.part.value,
      text: text.value,
      textLimit: textLimit(),
      isForAnother: writing.isForAnother.value,
      attachments: writing.attachments.summary.value,
    }),
  );
  const sentence = computed(() => {
    if (!obstacle.value) return undefined;
    if (obstacle.value === 'recipient' && emptiness.value)
      return messenger === 'TELEGRAM' ? reason.value : t(`recipient.${emptiness.value}`);
    if (obstacle.value === 'recipient' && messenger === 'TELEGRAM') return t('telegram.whomPlaceholder');
    return obstacle.value === 'tooLong'
      ? plural('message.cannot.tooLong', textLimit(), { limit: textLimit() })
      : t(`message.cannot.${obstacle.value}`);
  });
  const isStuck = computed(() => obstacle.value === 'recipient' || (obstacle.value === 'account' && accounts().some(isUsable)));
  return { obstacle, sentence, isStuck };
}
