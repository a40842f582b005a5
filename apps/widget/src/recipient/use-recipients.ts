import { useApolloClient, useMutation } from '@vue/apollo-composable';
import { CardDocument, type CardQuery, type ChatFieldsFragment, type ChatSupport, CheckRecipientDocument } from '@olchat/client';
import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { useWords } from '../locales/use-words.ts';
import type { Card } from '../message/message.ts';

type RecipientList = NonNullable<CardQuery['card']>['recipients'];
export type Recipient = RecipientList['recipients'][number];

export interface UseRecipients {
  loading: Ref<'idle' | 'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  /** Numbers without WhatsApp are not offered (D-1). */
  recipients: Ref<readonly Recipient[]>;
  /** Why there is nobody to write to: no number at all (E-11), or none with WhatsApp (E-10). */
  emptiness: Ref<'noNumber' | 'noWhatsapp' | undefined>;
  /** The server's own sentence about the whole list, and its code. */
  reason: Ref<string | undefined>;
  reasonCode: Ref<string | undefined>;
  /** Entries of the card that the messenger has not answered for yet (D-31). */
  pending: Ref<number>;
  omitted: Ref<number>;
  /** Telegram is asked anew about what it answered for from then on (D-26); undefined: now. */
  askedAgainFrom: Ref<string | undefined>;
  /** How a chat can be made from the card, and why it cannot (G-4). */
  chatSupport: Ref<ChatSupport>;
  chatReason: Ref<string | undefined>;
  isChecking: Ref<boolean>;
  /** Why the last check came to nothing: the day's limit, a disconnected line, no answer. Unknown is not absent (D-7). */
  checkRefusal: Ref<string | undefined>;
  /** Asks WhatsApp again about one number (D-8). */
  checkAgain: (recipientId: string) => Promise<void>;
  /** A chat was made: its recipient has it from now on. */
  rememberChat: (recipientId: string, chat: ChatFieldsFragment) => void;
  /** `fresh`: a person wants those asked for anew who led to nobody (D-26). */
  reload: (fresh?: boolean) => Promise<void>;
  /** Whether `fresh` is under way. */
  isLookingAgain: Ref<boolean>;
}

const LOOK_AGAIN_MS = 3000;
const MAX_LOOKS = 20;

/** The numbers of a card, seen through an account. Unknown ones are checked one after another once the employee opened the form (D-6). */
export function useRecipients(card: Card, accountId: Ref<string | undefined>): UseRecipients {
  const { t } = useWords();
  const { client } = useApolloClient();
  const check = useMutation(CheckRecipientDocument, { throws: 'always' });
  const loading = ref<'idle' | 'loading' | 'ready' | 'failed'>('idle');
  const failure = shallowRef<unknown>();
  const list = ref<RecipientList>();
  const chatSupport = ref<ChatSupport>('FULL');
  const chatReason = ref<string>();
  const isChecking = ref(false);
  const isLookingAgain = ref(false);
  const checkRefusal = ref<string>();
  /** Answers for an account that is no longer chosen, or for a closed form, are dropped. */
  let generation = 0;

  function replace(recipientId: string, change: Partial<Recipient>): void {
    const known = list.value;
    if (!known) return;
    list.value = { ...known, recipients: known.recipients.map(one => (one.id === recipientId ? { ...one, ...change } : one)) };
  }

  /** False: nothing more can be checked now. */
  async function checkOne(recipientId: string, fresh: boolean, mine: number): Promise<boolean> {
    if (accountId.value === undefined) return false;
    const answer = await check.mutate({ input: { accountId: accountId.value, recipientId, fresh } });
    const result = answer?.data?.checkRecipient;
    if (!result || mine !== generation) return false;
    if ('code' in result) {
      checkRefusal.value = result.message;
      return false;
    }
    replace(recipientId, result.recipient);
    return true;
  }

  async function checkUnknown(mine: number): Promise<void> {
    const unknown = list.value?.recipients.filter(({ presence }) => presence === 'UNKNOWN') ?? [];
    isChecking.value = unknown.length > 0;
    try {
      for (const { id } of unknown) if (!(await checkOne(id, false, mine))) break;
    } catch {
      // Nobody answered: the numbers stay unchecked, the form says so and lets the employee try.
    } finally {
      if (mine === generation) isChecking.value = false;
    }
  }

  async function reload(fresh = false): Promise<void> {
    const mine = ++generation;
    isLookingAgain.value = fresh && accountId.value !== undefined;
    clearTimeout(lookAgain);
    checkRefusal.value = undefined;
    if (accountId.value === undefined) return;
    loading.value = list.value ? 'ready' : 'loading';
    if (fresh) looks = MAX_LOOKS;
    try {
      const { data } = await client.query({ query: CardDocument, variables: { card, accountId: accountId.value, fresh } });
      if (mine !== generation) return;
      if (!data.card) throw new Error('There is no such card');
      list.value = data.card.recipients;
      chatSupport.value = data.card.chatSupport;
      chatReason.value = data.card.chatReason?.message;
      loading.value = 'ready';
    } catch (error) {
      failure.value = error;
      if (mine === generation) loading.value = 'failed';
      return;
    } finally {
      if (mine === generation) isLookingAgain.value = false;
    }
    if (list.value && list.value.pending > 0 && looks > 0) {
      looks -= 1;
      lookAgain = setTimeout(() => void reload(), LOOK_AGAIN_MS);
    }
    await checkUnknown(mine);
  }

  /** The server waits a few seconds itself; somebody who is found later comes onto the list while the form is open. */
  let looks = MAX_LOOKS;
  let lookAgain: ReturnType<typeof setTimeout> | undefined;
  watch(
    accountId,
    () => {
      looks = MAX_LOOKS;
      void reload();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    generation++;
    clearTimeout(lookAgain);
  });

  const offered = computed(() => list.value?.recipients.filter(({ presence }) => presence !== 'ABSENT') ?? []);
  return {
    loading,
    failure,
    recipients: offered,
    emptiness: computed(() => {
      if (loading.value !== 'ready' || offered.value.length > 0) return undefined;
      return list.value?.recipients.length ? 'noWhatsapp' : 'noNumber';
    }),
    reason: computed(() => list.value?.reason?.message),
    reasonCode: computed(() => list.value?.reason?.code),
    pending: computed(() => list.value?.pending ?? 0),
    omitted: computed(() => list.value?.omitted ?? 0),
    askedAgainFrom: computed(() => list.value?.askedAgainFrom ?? undefined),
    isLookingAgain,
    chatSupport,
    chatReason,
    isChecking,
    checkRefusal,
    checkAgain: async recipientId => {
      isChecking.value = true;
      checkRefusal.value = undefined;
      const mine = generation;
      try {
        await checkOne(recipientId, true, mine);
      } catch {
        if (mine === generation) checkRefusal.value = t('recipient.checkFailed');
      } finally {
        if (mine === generation) isChecking.value = false;
      }
    },
    rememberChat: (recipientId, chat) => replace(recipientId, { chat }),
    reload,
  };
}
