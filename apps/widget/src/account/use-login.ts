import { useMutation, useSubscription } from '@vue/apollo-composable';
import {
  ConnectAccountDocument,
  type ConnectAccountInput,
  ContinueLoginDocument,
  LoginDocument,
  type LoginStepFieldsFragment,
} from '@olchat/client';
import { computed, type Ref, ref } from 'vue';
import { useWords } from '../locales/use-words.ts';

type LoginStep = LoginStepFieldsFragment;

export interface UseLogin {
  /** Where the login is; nothing before it was begun. */
  step: Ref<LoginStep | undefined>;
  isBusy: Ref<boolean>;
  refusal: Ref<string | undefined>;
  connect: (input: Pick<ConnectAccountInput, 'lineId' | 'newLineName'>) => Promise<void>;
  /** A new series of codes, after the old one ended or for an account that must log in again. */
  renew: (accountId: string) => Promise<void>;
  leave: () => void;
}

/** The login of a WhatsApp account: QR codes that refresh by themselves until the phone scanned one (C-2). */
export function useLogin(): UseLogin {
  const { t } = useWords();
  const connection = useMutation(ConnectAccountDocument, { throws: 'always' });
  const continuation = useMutation(ContinueLoginDocument, { throws: 'always' });
  const step = ref<LoginStep>();
  const isBusy = ref(false);
  const refusal = ref<string>();

  const isRunning = computed(() => step.value !== undefined && step.value.kind !== 'DONE' && step.value.kind !== 'EXPIRED');
  const { onResult } = useSubscription(
    LoginDocument,
    () => ({ accountId: step.value?.accountId ?? '' }),
    () => ({ enabled: isRunning.value, fetchPolicy: 'no-cache' }),
  );
  onResult(({ data }) => {
    if (data && data.login.accountId === step.value?.accountId) step.value = data.login;
  });

  async function begin(ask: () => Promise<LoginStep | { message: string; code: string } | undefined>): Promise<void> {
    isBusy.value = true;
    refusal.value = undefined;
    try {
      const result = await ask();
      if (!result) throw new Error('An answer without data');
      if ('code' in result) refusal.value = result.message;
      else step.value = result;
    } catch {
      refusal.value = t('connect.failed');
    } finally {
      isBusy.value = false;
    }
  }

  return {
    step,
    isBusy,
    refusal,
    connect: input => begin(async () => (await connection.mutate({ input: { kind: 'WHATSAPP_WEB', ...input } }))?.data?.connectAccount),
    renew: accountId => begin(async () => (await continuation.mutate({ input: { accountId } }))?.data?.continueLogin),
    leave: () => {
      step.value = undefined;
      refusal.value = undefined;
    },
  };
}
