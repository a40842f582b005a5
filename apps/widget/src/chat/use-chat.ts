import { useMutation } from '@vue/apollo-composable';
import { type ChatFieldsFragment, CreateChatDocument, TakeOverChatDocument } from '@olchat/client';
import { type Ref, ref } from 'vue';
import { useWords } from '../locales/use-words.ts';
import { useFailureWords } from '../page/failure-words.ts';
import type { Card } from '../message/message.ts';
import type { PortalFrame } from '../portal-frame.ts';

export type Chat = ChatFieldsFragment;

export interface UseChat {
  isBusy: Ref<boolean>;
  /** What the last press came to. */
  notice: Ref<{ kind: 'done' | 'refused'; text: string } | undefined>;
  /** Makes the chat without sending anything (O-10); the existing one comes back when somebody was faster (O-6). */
  create: (accountId: string, recipientId: string) => Promise<Chat | undefined>;
  /** Another's dialogue becomes the employee's own; he has confirmed it (O-7). */
  takeOver: (chatId: string) => Promise<Chat | undefined>;
  open: (chat: Pick<Chat, 'openLineChatId' | 'openUrl'>) => Promise<void>;
}

export function useChat(card: Card, frame: Pick<PortalFrame, 'openMessenger'>): UseChat {
  const { t } = useWords();
  const inWords = useFailureWords();
  const { mutate } = useMutation(CreateChatDocument, { throws: 'always' });
  const taking = useMutation(TakeOverChatDocument, { throws: 'always' });
  const isBusy = ref(false);
  const notice = ref<{ kind: 'done' | 'refused'; text: string }>();

  type Answer<Done> = Done | { code: string; message: string } | null | undefined;

  /** One press: its answer becomes the notice, whatever it is. */
  async function ask<Done extends { chat: Chat }>(
    request: () => Promise<Answer<Done>>,
    says: { done: (result: Done) => string; failed: string },
  ): Promise<Chat | undefined> {
    isBusy.value = true;
    notice.value = undefined;
    try {
      const result = await request();
      if (!result) throw new Error('An answer without data');
      if ('code' in result) {
        notice.value = { kind: 'refused', text: result.message };
        return undefined;
      }
      notice.value = { kind: 'done', text: says.done(result) };
      return result.chat;
    } catch (error) {
      notice.value = { kind: 'refused', text: inWords(says.failed, error) };
      return undefined;
    } finally {
      isBusy.value = false;
    }
  }

  function sentence({ created, chat }: { created: boolean; chat: Chat }): string {
    if (created) return t('chat.created');
    return chat.owner ? t('chat.alreadyExists', { name: chat.owner.name }) : t('chat.alreadyExistsFree');
  }

  return {
    isBusy,
    notice,
    create: (accountId, recipientId) =>
      ask(async () => (await mutate({ input: { card, accountId, recipientId } }))?.data?.createChat, {
        done: sentence,
        failed: t('chat.notCreated'),
      }),
    takeOver: chatId =>
      ask(async () => (await taking.mutate({ input: { chatId } }))?.data?.takeOverChat, {
        done: () => t('chat.takenOver'),
        failed: t('chat.notTakenOver'),
      }),
    open: async chat => {
      try {
        await frame.openMessenger(`chat${Number(chat.openLineChatId)}`);
      } catch {
        // The portal around us keeps silent: its messenger has an address of its own.
        window.open(chat.openUrl, '_blank', 'noopener');
      }
    },
  };
}
