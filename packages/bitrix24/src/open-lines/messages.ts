/** Messages into the chat: as the client, as an employee, as the system; and what became of an operator's message (Bitrix24 docs, imconnector.send.*, im.message.add). */
import {
  type ActingAs,
  type EmployeeId,
  isRefusal,
  type LineClient,
  type LineId,
  type LineMessage,
  type Messenger,
  type OpenedDialog,
  type PortalId,
  type Refusal,
  refuse,
} from '@olchat/domain';
import { z } from 'zod';
import { type RefusalWords, refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { textToBb } from './bb-code.ts';
import { hasConnectorMessage } from './chat-history.ts';
import { clientName } from './client-name.ts';
import { connectorId } from './connector-id.ts';
import { DIALOG_WORDS } from './dialogs.ts';
import { findDialog } from './find-dialog.ts';
import { formatUserCode } from './user-code.ts';

const PUBLISHING: RefusalWords = { right: 'line', otherwise: 'PUBLICATION_UNAVAILABLE' };

const id = z.union([z.string(), z.number()]).transform(String);

const sent = z.object({
  DATA: z.object({
    RESULT: z
      .array(
        z.object({
          user: id.optional(),
          SUCCESS: z.boolean(),
          ERRORS: z.array(z.unknown()).optional(),
          session: z.object({ CHAT_ID: id }).optional(),
        }),
      )
      .min(1),
  }),
});

export interface PostFromClient {
  lineId: LineId;
  messenger: Messenger;
  client: LineClient;
  message: LineMessage;
}

export const postFromClient = async (rest: RestClient, portalId: PortalId, post: PostFromClient): Promise<OpenedDialog | Refusal> => {
  const { lineId, messenger, client, message } = post;
  const params = { CONNECTOR: connectorId(messenger), LINE: lineId, MESSAGES: [messageBody(messenger, client, message)] };
  const answer = await rest.call({ portalId, as: 'main' }, { method: 'imconnector.send.messages', params }, sent, 'once');
  if (!answer.ok) {
    if (answer.failure.kind !== 'unknown-outcome') return refusalOf(answer.failure, DIALOG_WORDS);
    return (await findPostedFromClient(rest, portalId, post)) ?? refusalOf(answer.failure, DIALOG_WORDS);
  }
  const [result] = answer.value.DATA.RESULT;
  if (result === undefined || !result.SUCCESS) return refuse('CHAT_NOT_CREATED', { rawCode: errorCode(result?.ERRORS) });

  const userCode = formatUserCode({
    connector: connectorId(messenger),
    lineId,
    clientExternalId: client.externalId,
    connectorUserId: result.user ?? null,
  });
  if (result.session !== undefined) return { openLineChatId: result.session.CHAT_ID, userCode };
  return openedChat(rest, portalId, userCode);
};

/** "If available", say the docs of the session in the answer: the message is in, only its chat is not named. */
const openedChat = async (rest: RestClient, portalId: PortalId, userCode: string): Promise<OpenedDialog | Refusal> => {
  const command = { method: 'imopenlines.session.open', params: { USER_CODE: userCode } };
  const chat = await rest.call({ portalId, as: 'main' }, command, z.object({ chatId: id }), 'repeatable');
  return chat.ok ? { openLineChatId: chat.value.chatId, userCode } : refusalOf(chat.failure, DIALOG_WORDS);
};

/** After a lost answer (RE-10): the chat by the client's phone, the message in it by our id. */
const findPostedFromClient = async (rest: RestClient, portalId: PortalId, post: PostFromClient): Promise<OpenedDialog | null> => {
  const dialog = await findDialog(rest, portalId, post, null);
  if (dialog === null || isRefusal(dialog)) return null;
  const stands = await hasConnectorMessage(rest, portalId, dialog.openLineChatId, post.message.externalId);
  return stands === true ? dialog : null;
};

const messageBody = (messenger: Messenger, client: LineClient, message: LineMessage) => {
  const url = messenger !== 'WHATSAPP' || client.phone === null ? undefined : `https://wa.me/${client.phone.replace(/\D/g, '')}`;
  return {
    user: {
      id: client.externalId,
      ...clientName(client.name),
      ...(client.phone === null ? {} : { phone: client.phone }),
      ...(client.pictureUrl === undefined ? {} : { picture: { url: client.pictureUrl } }),
      url,
    },
    message: {
      id: message.externalId,
      // Unix seconds.
      date: Math.floor(message.at.getTime() / 1000),
      ...(message.text === '' ? {} : { text: textToBb(message.text) }),
      ...(message.files === undefined ? {} : { files: message.files }),
      ...(message.keepTrackerQuiet ? { disable_crm: 'Y' } : {}),
    },
    chat: { id: client.externalId, name: client.name ?? client.phone ?? client.externalId, url },
  };
};

const itemError = z.union([
  z.string(),
  z.object({ code: z.union([z.string(), z.number()]).transform(String) }).transform(error => error.code),
]);

const errorCode = (errors: readonly unknown[] | undefined): string => {
  const code = itemError.safeParse(errors?.[0]);
  return code.success ? code.data.slice(0, 100) : 'MESSAGE_NOT_TAKEN';
};

/** The employee's own message. Nothing of ours can be attached to it: after a lost answer only the chat's history can tell. */
export const postAsEmployee = async (
  rest: RestClient,
  portalId: PortalId,
  employeeId: EmployeeId,
  openLineChatId: string,
  text: string,
): Promise<string | Refusal> => {
  const command = { method: 'im.message.add', params: { DIALOG_ID: `chat${openLineChatId}`, MESSAGE: textToBb(text), URL_PREVIEW: 'N' } };
  const added = await rest.call({ portalId, as: employeeId }, command, id, 'once');
  return added.ok ? added.value : refusalOf(added.failure, PUBLISHING);
};

const uploaded = z.object({ messageId: id });

/** The content travels inside the call, in base64: whole in memory, so callers keep to 100 MB (Bitrix24 docs, im.v2.File.upload). */
export const postFileAsEmployee = async (
  rest: RestClient,
  portalId: PortalId,
  employeeId: EmployeeId,
  openLineChatId: string,
  file: { name: string; content: AsyncIterable<Uint8Array> },
  text: string,
): Promise<string | Refusal> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.content) pieces.push(piece);
  const fields = { name: file.name, content: Buffer.concat(pieces).toString('base64'), message: textToBb(text) };
  const command = { method: 'im.v2.File.upload', params: { dialogId: `chat${openLineChatId}`, fields } };
  const added = await rest.call({ portalId, as: employeeId }, command, uploaded, 'once');
  return added.ok ? added.value.messageId : refusalOf(added.failure, PUBLISHING);
};

export interface ChangeFromClient {
  lineId: LineId;
  messenger: Messenger;
  client: LineClient;
  change: { externalId: string; text: string | null };
}

const changed = z.object({ DATA: z.object({ RESULT: z.array(z.object({ SUCCESS: z.boolean() })).min(1) }) });

/** Setting a message to what it is, or deleting it, may be repeated. */
export const changeFromClient = async (rest: RestClient, portalId: PortalId, change: ChangeFromClient): Promise<null | Refusal> => {
  const { lineId, messenger, client } = change;
  const { externalId, text } = change.change;
  const message = { id: externalId, ...(text === null ? {} : { text: textToBb(text) }) };
  const MESSAGES = [{ user: { id: client.externalId }, message, chat: { id: client.externalId } }];
  const method = text === null ? 'imconnector.delete.messages' : 'imconnector.update.messages';
  const command = { method, params: { CONNECTOR: connectorId(messenger), LINE: lineId, MESSAGES } };
  const answer = await rest.call({ portalId, as: 'main' }, command, changed, 'repeatable');
  if (!answer.ok) return refusalOf(answer.failure, PUBLISHING);
  return answer.value.DATA.RESULT.every(({ SUCCESS }) => SUCCESS) ? null : refuse('NOT_FOUND');
};

export const postSystem = async (
  rest: RestClient,
  portalId: PortalId,
  as: ActingAs,
  openLineChatId: string,
  text: string,
): Promise<null | Refusal> => {
  const command = { method: 'im.message.add', params: { DIALOG_ID: `chat${openLineChatId}`, MESSAGE: textToBb(text), SYSTEM: 'Y' } };
  const added = await rest.call({ portalId, as }, command, id, 'once');
  return added.ok ? null : refusalOf(added.failure, PUBLISHING);
};

export interface Delivery {
  openLineChatId: string;
  openLineMessageId: string;
  externalMessageId: string;
  otherMessageIds?: readonly string[];
  clientExternalId: string;
  at: Date;
}

export const confirmDelivery = async (
  rest: RestClient,
  portalId: PortalId,
  lineId: LineId,
  messenger: Messenger,
  delivery: Delivery,
): Promise<null | Refusal> => {
  const params = {
    CONNECTOR: connectorId(messenger),
    LINE: lineId,
    MESSAGES: [
      {
        im: { chat_id: delivery.openLineChatId, message_id: delivery.openLineMessageId },
        message: { id: [delivery.externalMessageId, ...(delivery.otherMessageIds ?? [])], date: Math.floor(delivery.at.getTime() / 1000) },
        chat: { id: delivery.clientExternalId },
      },
    ],
  };
  const done = await rest.call({ portalId, as: 'main' }, { method: 'imconnector.send.status.delivery', params }, z.unknown(), 'repeatable');
  return done.ok ? null : refusalOf(done.failure, PUBLISHING);
};
