/** The chat of notices and notices to one employee (Bitrix24 docs, im.chat.*, im.message.add, im.notify.system.add). */
import { type EmployeeId, type NoticeBoard, type PortalId, type Refusal, refuse } from '@olchat/domain';
import { z } from 'zod';
import { textToBb, bbToText } from '../open-lines/bb-code.ts';
import type { RestCommand } from '../rest/batch.ts';
import { type RefusalWords, refusalOf, type RestOutcome } from '../rest/errors.ts';
import type { Repeat, RestClient } from '../rest/rest-client.ts';

/** Of chats that applications make; the pair with `ENTITY_ID` is what `im.chat.get` finds one by. */
const ENTITY_TYPE = 'OLCHAT_NOTICES';
const WORDS: RefusalWords = { right: 'app', otherwise: 'PORTAL_UNAVAILABLE' };
/** So many of the newest messages are looked through for one of ours. */
const NEWEST = 20;

const id = z.union([z.string(), z.number()]).transform(String);
const ids = z.array(id);
const NOT_OURS = refuse('FORBIDDEN', { right: 'app', rawCode: 'NOT_A_READER' });
const found = z.union([z.object({ ID: id }).transform(chat => chat.ID), z.null()]);
const messages = z.object({ messages: z.array(z.object({ text: z.string().nullish() })) });

export const bitrix24NoticeBoard = (rest: RestClient): NoticeBoard => {
  const call = <T>(portalId: PortalId, command: RestCommand, answer: z.ZodType<T>, repeat: Repeat): Promise<RestOutcome<T>> =>
    rest.call({ portalId, as: 'main' }, command, answer, repeat);
  const done = (outcome: RestOutcome<unknown>): null | Refusal => (outcome.ok ? null : refusalOf(outcome.failure, WORDS));
  const valueOf = <T>(outcome: RestOutcome<T>): T | Refusal => (outcome.ok ? outcome.value : refusalOf(outcome.failure, WORDS));

  return {
    async makeChat(portalId, { key, title, readers }) {
      const params = { TYPE: 'CHAT', TITLE: title, COLOR: 'GREEN', USERS: readers, ENTITY_TYPE, ENTITY_ID: key };
      return valueOf(await call(portalId, { method: 'im.chat.add', params }, id, 'once'));
    },
    async findChat(portalId, key) {
      return valueOf(await call(portalId, { method: 'im.chat.get', params: { ENTITY_TYPE, ENTITY_ID: key } }, found, 'repeatable'));
    },
    async readers(portalId, chatId) {
      const readers = await call(portalId, { method: 'im.chat.user.list', params: { CHAT_ID: chatId } }, ids, 'repeatable');
      if (!readers.ok) return refusalOf(readers.failure, WORDS);
      // Nobody is in a chat without its owner: the docs' word for "you may not see it".
      return readers.value.length === 0 ? NOT_OURS : (readers.value as EmployeeId[]);
    },
    async addReader(portalId, chatId, employeeId) {
      const params = { CHAT_ID: chatId, USERS: [employeeId], HIDE_HISTORY: 'N' };
      return done(await call(portalId, { method: 'im.chat.user.add', params }, z.unknown(), 'repeatable'));
    },
    async removeReader(portalId, chatId, employeeId) {
      const params = { CHAT_ID: chatId, USER_ID: employeeId };
      const removed = await call(portalId, { method: 'im.chat.user.delete', params }, z.unknown(), 'repeatable');
      return !removed.ok && removed.failure.code === 'USER_NOT_FOUND' ? null : done(removed);
    },
    async post(portalId, chatId, text) {
      const params = { DIALOG_ID: `chat${chatId}`, MESSAGE: textToBb(text), SYSTEM: 'Y', URL_PREVIEW: 'N' };
      return done(await call(portalId, { method: 'im.message.add', params }, id, 'once'));
    },
    async stands(portalId, chatId, text) {
      const params = { DIALOG_ID: `chat${chatId}`, LIMIT: NEWEST };
      const newest = await call(portalId, { method: 'im.dialog.messages.get', params }, messages, 'repeatable');
      return newest.ok ? newest.value.messages.some(message => bbToText(message.text ?? '') === text) : refusalOf(newest.failure, WORDS);
    },
    async tell(portalId, employeeId, { text, tag }) {
      const params = { USER_ID: employeeId, MESSAGE: textToBb(text), TAG: tag };
      // The tag replaces, so a repeat makes nothing twice.
      return done(await call(portalId, { method: 'im.notify.system.add', params }, z.unknown(), 'repeatable'));
    },
  };
};
