import { useMutation, useSubscription } from '@vue/apollo-composable';
import {
  ConnectAccountDocument,
  type ConnectAccountInput,
  ContinueLoginDocument,
  type ContinueLoginInput,
  LoginDocument,
  type LoginStepFieldsFragment,
} from '@olchat/client';
import { computed, type Ref, ref } from 'vue';
import { useWords } from '../locales/use-words.ts';

type LoginStep = LoginStepFieldsFragment;
/** What a person answers to the step of now; nothing asks for a new series of codes. */
export type LoginAnswer = Omit<ContinueLoginInput, 'accountId'>;

export interface UseLogin {
  /** Where the login is; nothing before it was begun. */
  step: Ref<LoginStep | undefined>;
  isBusy: Ref<boolean>;
  refusal: Ref<string | undefined>;
  connect: (input: Pick<ConnectAccountInput, 'kind' | 'lineId' | 'newLineName'>) => Promise<void>;
  /** An answer to the step of now, or a new series of codes for an account that must log in again (C-2, C-4). */
  answer: (accountId: string, answer?: LoginAnswer) => Promise<void>;
  leave: () => void;
}

/** The login of an account, step by step, as its messenger asks (C-2, C-4). What a person types is sent and not kept. */
export function useLogin(): UseLogin {
  const { t } = useWords();
  const connection = useMutation(ConnectAccountDocument, { throws: 'always', fetchPolicy: 'no-cache' });
  const continuation = useMutation(ContinueLoginDocument, { throws: 'always', fetchPolicy: 'no-cache' });
  const step = ref<LoginStep>();
  const isBusy = ref(false);
  const refusal = ref<string>();

  const isRunning = computed(() => step.value !== undefined && step.value.kind !== 'DONE' && step.value.kind !== 'EXPIRED');
  const { onResult } = useSubscription(
    LoginDocument,
    () => ({ accountId: step.value?.accountId ?? '' }),
    () => ({ enabled: isRunning.value, fetchPolicy: 'no-cache' }),
  );
  /** Counts what the person began or left: answers to anything before are nobody's. */
  let turn = 0;
  let told = 0;
  onResult(({ data }) => {
    if (data?.login.accountId !== step.value?.accountId || !data) return;
    told += 1;
    step.value = data.login;
  });

  async function begin(ask: () => Promise<LoginStep | { message: string; code: string } | undefined>): Promise<void> {
    const mine = ++turn;
    const before = told;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      const result = await ask();
      if (mine !== turn) return;
      if (!result) throw new Error('An answer without data');
      if ('code' in result) refusal.value = result.message;
      // The feed of this login tells every step in its order: where it told one meanwhile, the answer may be older.
      else if (told === before || step.value?.accountId !== result.accountId) step.value = result;
    } catch {
      if (mine === turn) refusal.value = t('connect.failed');
    } finally {
      if (mine === turn) isBusy.value = false;
    }
  }

  return {
    step,
    isBusy,
    refusal,
    connect: input => begin(async () => (await connection.mutate({ input }))?.data?.connectAccount),
    answer: (accountId, answer = {}) =>
      begin(async () => (await continuation.mutate({ input: { accountId, ...answer } }))?.data?.continueLogin),
    leave: () => {
      turn += 1;
      isBusy.value = false;
      step.value = undefined;
      refusal.value = undefined;
    },
  };
}
