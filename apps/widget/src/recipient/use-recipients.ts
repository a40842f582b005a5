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
  /** Numbers without WhatsApp are not offered (D-1). Until the chosen account has answered they are those of the one before it, without its chats. */
  recipients: Ref<readonly Recipient[]>;
  /** The chosen account has answered. */
  isSeen: Ref<boolean>;
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
  /** A chat through this account was made: its recipient has it from now on. */
  rememberChat: (through: string, recipientId: string, chat: ChatFieldsFragment) => void;
  /** A chat that somebody here has is another's now. */
  renewChat: (chat: ChatFieldsFragment) => void;
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
  const seenThrough = ref<string>();
  /** Answers to an earlier question, or for a closed form, are dropped. */
  let generation = 0;
  /** Counts the chosen accounts: checks for one that is no longer chosen are nobody's. */
  let turn = 0;
  let checks = 0;
  /** What became known while a question was under way: its answer may not know of it. */
  const told = new Map<string, { question: number; change: Partial<Recipient> }>();

  function learn(recipientId: string, change: Partial<Recipient>): void {
    const earlier = told.get(recipientId);
    const before = earlier?.question === generation ? earlier.change : {};
    told.set(recipientId, { question: generation, change: { ...before, ...change } });
    const known = list.value;
    if (!known) return;
    list.value = { ...known, recipients: known.recipients.map(one => (one.id === recipientId ? { ...one, ...change } : one)) };
  }

  const withTold = (one: Recipient): Recipient => {
    const news = told.get(one.id);
    return news?.question === generation ? { ...one, ...news.change } : one;
  };

  /** False: nothing more can be checked now. */
  async function checkOne(recipientId: string, fresh: boolean): Promise<boolean> {
    const [mine, through] = [turn, accountId.value];
    if (through === undefined) return false;
    checks += 1;
    isChecking.value = true;
    try {
      const answer = await check.mutate({ input: { accountId: through, recipientId, fresh } });
      const result = answer?.data?.checkRecipient;
      if (!result || mine !== turn) return false;
      if ('code' in result) {
        checkRefusal.value = result.message;
        return false;
      }
      learn(recipientId, result.recipient);
      return true;
    } finally {
      if (mine === turn) isChecking.value = (checks -= 1) > 0;
    }
  }

  async function checkUnknown(mine: number): Promise<void> {
    const unknown = list.value?.recipients.filter(({ presence }) => presence === 'UNKNOWN') ?? [];
    try {
      for (const { id } of unknown) if (mine !== generation || !(await checkOne(id, false))) break;
    } catch {
      // Nobody answered: the numbers stay unchecked, the form says so and lets the employee try.
    }
  }

  async function reload(fresh = false): Promise<void> {
    const [mine, through] = [++generation, accountId.value];
    isLookingAgain.value = fresh && through !== undefined;
    clearTimeout(lookAgain);
    checkRefusal.value = undefined;
    if (through === undefined) return;
    loading.value = list.value ? 'ready' : 'loading';
    if (fresh) looks = MAX_LOOKS;
    try {
      const { data } = await client.query({ query: CardDocument, variables: { card, accountId: through, fresh } });
      if (mine !== generation) return;
      if (!data.card) throw new Error('There is no such card');
      list.value = { ...data.card.recipients, recipients: data.card.recipients.recipients.map(withTold) };
      seenThrough.value = through;
      chatSupport.value = data.card.chatSupport;
      chatReason.value = data.card.chatReason?.message;
      loading.value = 'ready';
    } catch (error) {
      if (mine !== generation) return;
      failure.value = error;
      loading.value = 'failed';
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
      turn += 1;
      checks = 0;
      isChecking.value = false;
      void reload();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    generation++;
    turn++;
    clearTimeout(lookAgain);
  });

  const isSeen = computed(() => accountId.value !== undefined && seenThrough.value === accountId.value);
  const offered = computed(() => {
    const there = list.value?.recipients.filter(({ presence }) => presence !== 'ABSENT') ?? [];
    return isSeen.value ? there : there.map(one => ({ ...one, chat: null }));
  });
  return {
    loading,
    failure,
    recipients: offered,
    isSeen,
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
      checkRefusal.value = undefined;
      const mine = turn;
      try {
        await checkOne(recipientId, true);
      } catch {
        if (mine === turn) checkRefusal.value = t('recipient.checkFailed');
      }
    },
    rememberChat: (through, recipientId, chat) => {
      if (through === accountId.value) learn(recipientId, { chat });
    },
    renewChat: chat => {
      for (const one of list.value?.recipients ?? []) if (one.chat?.id === chat.id) learn(one.id, { chat });
    },
    reload,
  };
}
