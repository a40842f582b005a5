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
  /** Somebody else is chosen: what is under way, and what the last press came to, was not about him. */
  forget: () => void;
  open: (chat: Pick<Chat, 'openLineChatId' | 'openUrl'>) => Promise<void>;
}

export function useChat(card: Card, frame: Pick<PortalFrame, 'openMessenger'>): UseChat {
  const { t } = useWords();
  const inWords = useFailureWords();
  const { mutate } = useMutation(CreateChatDocument, { throws: 'always' });
  const taking = useMutation(TakeOverChatDocument, { throws: 'always' });
  const isBusy = ref(false);
  const notice = ref<{ kind: 'done' | 'refused'; text: string }>();
  let turn = 0;

  type Answer<Done> = Done | { code: string; message: string } | null | undefined;

  /** One press: its answer becomes the notice, whatever it is. */
  async function ask<Done extends { chat: Chat }>(
    request: () => Promise<Answer<Done>>,
    says: { done: (result: Done) => string; failed: string },
  ): Promise<Chat | undefined> {
    const mine = turn;
    const say = (kind: 'done' | 'refused', text: string): void => {
      if (mine === turn) notice.value = { kind, text };
    };
    isBusy.value = true;
    notice.value = undefined;
    try {
      const result = await request();
      if (!result) throw new Error('An answer without data');
      if ('code' in result) {
        say('refused', result.message);
        return undefined;
      }
      say('done', says.done(result));
      return result.chat;
    } catch (error) {
      say('refused', inWords(says.failed, error));
      return undefined;
    } finally {
      if (mine === turn) isBusy.value = false;
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
    forget: () => {
      turn += 1;
      isBusy.value = false;
      notice.value = undefined;
    },
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
