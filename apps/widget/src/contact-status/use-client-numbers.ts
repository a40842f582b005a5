import { CheckRecipientDocument, type ClientNumberFieldsFragment, ClientNumbersDocument, type ClientNumbersQuery } from '@olchat/client';
import { useApolloClient, useMutation } from '@vue/apollo-composable';
import { computed, onScopeDispose, type Ref, ref, shallowRef } from 'vue';
import { isUsable } from '../account/default-account.ts';
import type { Account } from '../account/use-accounts.ts';
import { useWords } from '../locales/use-words.ts';
import type { Card } from '../message/message.ts';
import { answersInOrder } from '../page/answers-in-order.ts';
import { useFailureWords } from '../page/failure-words.ts';

export type ClientNumber = ClientNumberFieldsFragment;
export type NumberInMessenger = ClientNumber['messengers'][number];
type CardNumbers = NonNullable<ClientNumbersQuery['clientNumbers']>;

/** S-7: what was looked up is not looked up again within this time, unless a person asks. */
const FRESH_MS = 10 * 60_000;

export interface UseClientNumbers {
  loading: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  card: Ref<CardNumbers | undefined>;
  numbers: Ref<readonly ClientNumber[]>;
  isChecking: Ref<boolean>;
  /** Why the last check came to nothing, or to less than everything, and through which account. Unknown is not absent (D-7). */
  checkRefusal: Ref<{ through: string; message: string } | undefined>;
  /** Reads what is stored; no messenger is asked. */
  load: () => Promise<void>;
  /** Asks the messenger of this account: about those of which nothing is known yet, or anew about all (S-2, S-7, D-8). */
  check: (account: Account | undefined, which: 'unknown' | 'all') => Promise<void>;
}

/** The numbers of a card with everything that is known of them. */
export function useClientNumbers(card: Card): UseClientNumbers {
  const { t } = useWords();
  const inWords = useFailureWords();
  const { client } = useApolloClient();
  const { mutate } = useMutation(CheckRecipientDocument, { throws: 'always' });
  const loading = ref<'loading' | 'ready' | 'failed'>('loading');
  const failure = shallowRef<unknown>();
  const content = ref<CardNumbers>();
  const isChecking = ref(false);
  const checkRefusal = ref<{ through: string; message: string }>();
  const answers = answersInOrder<CardNumbers>();
  let isGone = false;
  onScopeDispose(() => (isGone = true));

  async function load(): Promise<void> {
    if (!content.value) loading.value = 'loading';
    try {
      const found = await answers.ask(async () => {
        const { data } = await client.query({ query: ClientNumbersDocument, variables: { card } });
        if (!data.clientNumbers) throw new Error('There is no such card');
        return data.clientNumbers;
      });
      if (!found) return;
      content.value = found;
      loading.value = 'ready';
    } catch (error) {
      console.warn('The numbers could not be read', error);
      failure.value = error;
      loading.value = 'failed';
    }
  }

  function learn(recipient: NumberInMessenger['recipient'], account: Account): void {
    const messengers = (known: readonly NumberInMessenger[]) =>
      known.map(one =>
        one.recipient.id === recipient.id ? { ...one, recipient, checkedThrough: { id: account.id, title: account.title } } : one,
      );
    const learnt = (known: CardNumbers): CardNumbers => {
      const numbers = known.numbers.numbers.map(number => ({ ...number, messengers: messengers(number.messengers) }));
      return { ...known, numbers: { ...known.numbers, numbers } };
    };
    answers.note(learnt);
    if (content.value) content.value = learnt(content.value);
  }

  /** False: nothing more can be checked now. */
  async function checkOne(account: Account, recipientId: string, fresh: boolean): Promise<boolean> {
    const result = (await mutate({ input: { accountId: account.id, recipientId, fresh } }))?.data?.checkRecipient;
    if (!result || isGone) return false;
    if ('code' in result) {
      checkRefusal.value = { through: account.id, message: result.message };
      return false;
    }
    learn(result.recipient, account);
    return true;
  }

  async function check(account: Account | undefined, which: 'unknown' | 'all'): Promise<void> {
    if (isChecking.value || !account?.capabilities.checksPresence) return;
    const asked = (content.value?.numbers.numbers ?? [])
      .flatMap(({ messengers }) => messengers)
      .filter(({ messenger }) => messenger === account.messenger)
      .filter(({ recipient }) => which === 'all' || isUnknown(recipient));
    if (asked.length === 0) return;
    checkRefusal.value = undefined;
    if (!isUsable(account)) {
      checkRefusal.value = { through: account.id, message: t('contactStatus.checkNeedsLine') };
      return;
    }
    isChecking.value = true;
    try {
      // One after another: the messenger counts checks, and a refusal ends them (D-6).
      for (const { recipient } of asked) if (!(await checkOne(account, recipient.id, which === 'all'))) break;
    } catch (error) {
      console.warn('The numbers could not be checked', error);
      checkRefusal.value = { through: account.id, message: inWords(t('contactStatus.checkFailed'), error) };
    } finally {
      isChecking.value = false;
    }
  }

  return {
    loading,
    failure,
    card: content,
    numbers: computed(() => content.value?.numbers.numbers ?? []),
    isChecking,
    checkRefusal,
    load,
    check,
  };
}

const isUnknown = ({ presence, checkedAt }: NumberInMessenger['recipient']): boolean =>
  presence === 'UNKNOWN' && (checkedAt === null || Date.now() - Date.parse(checkedAt) > FRESH_MS);
