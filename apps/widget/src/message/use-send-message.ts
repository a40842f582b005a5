import { useMutation } from '@vue/apollo-composable';
import { NO_ANSWER, SendMessageDocument, type SendMessageMutation } from '@olchat/client';
import { watch } from 'vue';
import { failureCode } from '../api.ts';
import { attachmentInput } from '../files/attachment.ts';
import { useAttachments } from '../files/use-attachments.ts';
import { useWords } from '../locales/use-words.ts';
import { useFailureWords } from '../page/failure-words.ts';
import { createIdempotencyKeys } from './idempotency-key.ts';
import { type Card, isSameContent, type MessageContent, type ShownRefusal } from './message.ts';
import { useMessageStore } from './message-store.ts';

/** After a lost answer the same press is repeated with the same key, by itself after these pauses, then by the employee. */
const REPEAT_AFTER_MS = [1_000, 3_000, 9_000];
/** Nobody knows whether the send was carried out; with the same key a repetition is safe. */
const UNKNOWN_OUTCOME = [NO_ANSWER, 'INTERNAL', 'UNAVAILABLE', 'RATE_LIMITED'];

type Result = SendMessageMutation['sendMessage'];

export interface UseSendMessage {
  /** Shows the bubble at once; the promise says what became of it. The form is the caller's: cleared before, given back on a refusal. */
  send: (content: MessageContent, draftVersion?: string | null) => Promise<SendOutcome>;
  dismiss: (key: string) => void;
}

export type SendOutcome = { kind: 'accepted' } | { kind: 'noAnswer' } | { kind: 'refused'; key: string; refusal: ShownRefusal };

export function useSendMessage(card: Card): UseSendMessage {
  const store = useMessageStore();
  const attachments = useAttachments();
  const keys = createIdempotencyKeys();
  const { t } = useWords();
  const inWords = useFailureWords();
  const { mutate } = useMutation(SendMessageDocument, { throws: 'always' });

  async function ask(
    idempotencyKey: string,
    { attachments: carried, ...content }: MessageContent,
    draftVersion: string | null,
  ): Promise<Result> {
    const answer = await mutate({ input: { idempotencyKey, card, ...content, ...attachmentInput(carried), draftVersion } });
    if (!answer?.data) throw new Error('An answer without data');
    return answer.data.sendMessage;
  }

  async function askUntilAnswered(key: string, content: MessageContent, draftVersion: string | null): Promise<Result> {
    for (const pauseMs of REPEAT_AFTER_MS) {
      try {
        const result = await ask(key, content, draftVersion);
        if (!('code' in result && result.code === 'IN_FLIGHT')) return result;
      } catch (error) {
        if (!UNKNOWN_OUTCOME.includes(failureCode(error))) throw error;
      }
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
    return ask(key, content, draftVersion);
  }

  function refuse(key: string, refusal: ShownRefusal): SendOutcome {
    store.settle(key, 'refused', refusal);
    return { kind: 'refused', key, refusal };
  }

  // Its answer never came, but the message did: it was accepted, and nothing is left to repeat.
  watch(
    () => store.announced.filter(({ state }) => state === 'noAnswer'),
    presses => presses.forEach(({ key }) => accept(key)),
  );

  function accept(key: string): SendOutcome {
    keys.spend(key);
    store.drop(key);
    return { kind: 'accepted' };
  }

  async function send(content: MessageContent, draftVersion: string | null = null): Promise<SendOutcome> {
    // A bubble that an earlier form of this page left is repeated with its own key.
    const pressed = store.pending.find(press => isSameContent(press.content, content));
    const key = pressed?.key ?? keys.keyFor(content);
    const isUnderWay = store.pending.some(press => press.key === key && press.state === 'sending');
    if (isUnderWay) return { kind: 'noAnswer' };
    store.press(key, content);
    const since = store.heard();
    const problem = await attachments.problemIn(content.attachments);
    if (problem) return refuse(key, { code: problem.code, message: problem.sentence ?? t('message.actionFailed') });
    try {
      const result = await askUntilAnswered(key, content, draftVersion);
      if ('code' in result) {
        if (result.code !== 'NOT_FOUND' || content.templateId === undefined) return refuse(key, result);
        // A template that was deleted or closed meanwhile names nothing any more; the words are the employee's own.
        store.drop(key);
        return send({ ...content, templateId: undefined }, draftVersion);
      }
      store.merge(result.messages, since);
      return accept(key);
    } catch (error) {
      const code = failureCode(error);
      if (!UNKNOWN_OUTCOME.includes(code))
        return refuse(key, { code, message: inWords(t(code === 'UNAUTHENTICATED' ? 'page.sessionLost' : 'message.actionFailed'), error) });
      if (store.announced.some(press => press.key === key)) return accept(key);
      store.settle(key, 'noAnswer', { code, message: inWords(t('message.noAnswer'), error) });
      return { kind: 'noAnswer' };
    }
  }

  return { send, dismiss: store.drop };
}
