import { useMutation } from '@vue/apollo-composable';
import { type AccessInput, RestrictAccountDocument, UpdateAccountDocument, type UpdateAccountInput } from '@olchat/client';
import { computed, type Ref, ref } from 'vue';
import { type Refused, useChange } from '../page/use-change.ts';
import { type UseDraft, useDraft } from '../page/use-draft.ts';
import type { LimitName, OwnLimits } from './limit-rows.ts';
import type { AccountSettings, ManagedAccount } from './managed-account.ts';

export type SettingsForm = Omit<AccountSettings, 'hidden' | 'limits' | 'advisedLimits' | '__typename'> & {
  title: string;
  limits: OwnLimits;
};
/** What a refusal may name: a limit stands in a field of its own. */
export type SettingsField = keyof SettingsForm | LimitName;

export interface UseAccountSettings extends Pick<UseDraft<SettingsForm>, 'draft' | 'isDirty' | 'undo'> {
  isSaving: Ref<boolean>;
  refusal: Ref<Refused | undefined>;
  /** The sentence that belongs beside a field. */
  refusalOf: (field: SettingsField) => string | undefined;
  /** Answers whether all was saved. */
  save: () => Promise<boolean>;
}

/** The form of one account: its settings by one mutation, its access list by another; what one of them saved stays saved (C-7…C-19). */
export function useAccountSettings(account: () => ManagedAccount, put: (account: ManagedAccount) => void): UseAccountSettings {
  const update = useMutation(UpdateAccountDocument, { throws: 'always' });
  const restriction = useMutation(RestrictAccountDocument, { throws: 'always' });
  const { draft, isDirty, changed, undo } = useDraft(() => formOf(account()));
  const { isBusy, refusal, change } = useChange();
  const refusedField = ref<SettingsField>();

  async function saveSettings(values: Omit<UpdateAccountInput, 'accountId'>): Promise<boolean> {
    if (Object.keys(values).length === 0) return true;
    const input = { accountId: account().id, ...values };
    const answer = await change(async () => (await update.mutate({ input }))?.data?.updateAccount);
    if (answer) put(answer.account);
    return answer !== undefined;
  }

  async function saveAccess(access: AccessInput[] | undefined): Promise<boolean> {
    if (access === undefined) return true;
    const input = { accountId: account().id, access: access.map(({ kind, id }) => ({ kind, id })) };
    const answer = await change(async () => (await restriction.mutate({ input }))?.data?.restrictAccount);
    if (answer) put(answer.account);
    else refusedField.value = 'access';
    return answer !== undefined;
  }

  return {
    draft,
    isDirty,
    undo: () => {
      undo();
      refusal.value = undefined;
    },
    isSaving: isBusy,
    refusal: computed(() => refusal.value),
    refusalOf: field => {
      if (!refusal.value) return undefined;
      return (refusal.value.field ?? refusedField.value) === field ? refusal.value.message : undefined;
    },
    save: async () => {
      refusedField.value = undefined;
      const { access, ...values } = changed();
      return (await saveSettings(values)) && saveAccess(access);
    },
  };
}

function formOf({ title, settings }: ManagedAccount): SettingsForm {
  return {
    title,
    access: settings?.access ?? [],
    publishOutgoing: settings?.publishOutgoing ?? true,
    defaultPublication: settings?.defaultPublication ?? 'OUTGOING',
    sendIntervalMs: settings?.sendIntervalMs ?? 500,
    limits: limitsOf(settings?.limits),
    ignoredNumbers: settings?.ignoredNumbers ?? [],
  };
}

const limitsOf = (limits: OwnLimits | undefined): OwnLimits => ({
  checksPerDay: limits?.checksPerDay ?? null,
  searchesPerDay: limits?.searchesPerDay ?? null,
  firstMessagesPerDay: limits?.firstMessagesPerDay ?? null,
  firstMessageEveryMs: limits?.firstMessageEveryMs ?? null,
  messagesPerMinute: limits?.messagesPerMinute ?? null,
  messagesPerDay: limits?.messagesPerDay ?? null,
});
