import type { Messenger } from '@olchat/client';
import { storeToRefs } from 'pinia';
import { computed, type ComputedRef, type Ref, toRef, watch } from 'vue';
import { isUsable } from '../../account/default-account.ts';
import type { Account } from '../../account/use-accounts.ts';
import { type UseChat, useChat } from '../../chat/use-chat.ts';
import type { Card, Message } from '../../message/message.ts';
import { useMessageStore } from '../../message/message-store.ts';
import { useSurroundings } from '../../page/inject.ts';
import { type Recipient, useRecipients, type UseRecipients } from '../../recipient/use-recipients.ts';
import { useCardForm } from './use-card-form.ts';

export interface Whom {
  numbers: UseRecipients;
  recipient: ComputedRef<Recipient | undefined>;
  /** D-26: there is nobody to write to, and the form makes room for what helps. */
  isNobody: ComputedRef<boolean>;
  areContactsLoading: ComputedRef<boolean>;
  /** There is, or may yet be, somebody to write to. */
  isWritable: ComputedRef<boolean>;
  /** Nothing went between the chosen line and him: as the server knew, and as this card has seen since. */
  isFirst: ComputedRef<boolean>;
  chats: UseChat;
  createChat: () => Promise<void>;
}

/** The messenger has it: the conversation runs. */
const WAS_ACCEPTED: ReadonlySet<string> = new Set(['SENT', 'DELIVERED', 'READ']);

/** Whom the form writes to, and the open-line chat with him. */
export function useWhom(card: Card, messenger: Messenger, account: Ref<Account | undefined>): Whom {
  const { frame } = useSurroundings();
  const store = useMessageStore();
  const { accountId, recipientId } = storeToRefs(useCardForm());
  const numbers = useRecipients(
    card,
    toRef(() => account.value?.id),
  );
  const { recipients, rememberChat, reload } = numbers;
  const chats = useChat(card, frame);

  const recipient = computed(() => recipients.value.find(({ id }) => id === recipientId.value));
  const isNobody = computed(() => recipients.value.length === 0 && numbers.reasonCode.value === 'NOT_IN_TELEGRAM');
  const areContactsLoading = computed(() => messenger === 'TELEGRAM' && account.value?.state === 'SYNCHRONISING');
  // The form opens by itself (D-32).
  watch(areContactsLoading, isLoading => {
    if (!isLoading) void reload();
  });

  // What the line could not answer while it did not work is asked anew.
  watch(
    [() => account.value?.id, () => account.value !== undefined && isUsable(account.value)],
    ([id, isUsableNow], [before, wasUsable]) => {
      if (id === before && isUsableNow && !wasUsable) void reload();
    },
  );

  // The number of the last exchange is preselected, else the first (W-6), one that surely has WhatsApp before one that only may; a number
  // that turned out to have none is left.
  watch(
    recipients,
    offered => {
      // Whom it was opened for stays until it is known who there is.
      if (offered.length === 0 && numbers.loading.value !== 'ready') return;
      if (offered.some(({ id }) => id === recipientId.value)) return;
      const last = store.messages.find(({ recipient: { id } }) => offered.some(one => one.id === id))?.recipient;
      recipientId.value = (last ?? offered.find(({ presence }) => presence === 'EXISTS') ?? offered[0])?.id;
    },
    { immediate: true },
  );
  watch([accountId, recipientId], chats.forget);
  // A publication makes the chat too (O-9): the button becomes «ОТКРЫТЬ ЧАТ» with the first message that knows it (W-9).
  const isHere = (message: Message): boolean => message.recipient.id === recipientId.value && message.account.id === account.value?.id;
  watch([() => store.messages, recipient], () => {
    if (!recipient.value || recipient.value.chat || !numbers.isSeen.value) return;
    const chat = store.messages.find(message => message.chat && isHere(message))?.chat;
    if (chat && account.value) rememberChat(account.value.id, recipient.value.id, chat);
  });

  return {
    numbers,
    recipient,
    isNobody,
    areContactsLoading,
    isWritable: computed(() => !isNobody.value && (!areContactsLoading.value || recipients.value.length > 0)),
    isFirst: computed(
      () =>
        recipient.value?.hasConversation !== true && !store.messages.some(message => isHere(message) && WAS_ACCEPTED.has(message.status)),
    ),
    chats,
    createChat: async () => {
      if (!account.value || !recipient.value) return;
      const [through, { id }] = [account.value.id, recipient.value];
      const chat = await chats.create(through, id);
      if (chat) rememberChat(through, id, chat);
    },
  };
}
