/** `imconnector.send.messages` and what changes such messages later: the way from the messenger into the chat. */
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { argumentError, readInteger, readList, readText } from '../rest/parameters.ts';
import { RestError } from '../rest/rest-error.ts';
import { connectorUserId, deleteMessage, findChatByUserCode, findMessage, messagesOf, putChat, putMessage } from './chats.ts';
import type { ChatMessage } from './chats.ts';
import { connectors } from './connectors.ts';
import { entries, openPair, part } from './incoming-call.ts';
import { fetchFiles } from './incoming-files.ts';
import type { Line } from './lines.ts';
import { sendMessages } from './send-messages.ts';

export const incomingMethods: readonly RestMethod[] = [
  { name: 'imconnector.send.messages', scope: 'imconnector', prepare: fetchFiles, run: sendMessages },
  { name: 'imconnector.update.messages', scope: 'imconnector', run: updateMessages },
  { name: 'imconnector.delete.messages', scope: 'imconnector', run: deleteMessages },
  { name: 'imconnector.send.status.delivery', scope: 'imconnector', run: confirmDelivery },
  // Documented as a handler that does nothing.
  { name: 'imconnector.send.status.reading', scope: 'imconnector', run: () => ({ result: { SUCCESS: true, DATA: [] } }) },
  { name: 'imconnector.chat.name.set', scope: 'imconnector', run: renameChat },
];

/** The message that the connector once sent, by its external id in the client's chat. */
const sentBefore = ({ portal }: Call, connector: string, line: Line, entry: Record<string, unknown>): ChatMessage | undefined => {
  const externalUserId = readText(part(entry, 'user')['id']) ?? '';
  const isGroup = connectors(portal).get(connector)?.chatGroup === true;
  const clientId = isGroup ? 0 : connectorUserId(portal, connector, line.id, externalUserId);
  const chat = findChatByUserCode(portal, `${connector}|${line.id}|${readText(part(entry, 'chat')['id']) ?? ''}|${clientId}`);
  const mid = readText(part(entry, 'message')['id']) ?? '';
  return chat === undefined ? undefined : messagesOf(portal, chat.id).findLast(message => message.connectorMids.includes(mid));
};

function updateMessages(call: Call): Answer {
  const { connector, line } = openPair(call);
  const results = entries(call).map(entry => {
    const message = sentBefore(call, connector, line, entry);
    if (message === undefined) return { SUCCESS: false, ERRORS: ['The message was not found'] };
    putMessage(call.portal, { ...message, text: readText(part(entry, 'message')['text']) ?? message.text });
    return { SUCCESS: true };
  });
  return { result: { SUCCESS: true, DATA: { RESULT: results } } };
}

function deleteMessages(call: Call): Answer {
  const { connector, line } = openPair(call);
  const results = entries(call).map(entry => {
    const message = sentBefore(call, connector, line, entry);
    if (message === undefined) return { SUCCESS: false, ERRORS: ['The message was not found'] };
    deleteMessage(call.portal, message);
    return { SUCCESS: true };
  });
  return { result: { SUCCESS: true, DATA: { RESULT: results } } };
}

/** Stores the messenger's ids with the message and takes the «sending» clock away; `message.id` is a list here. */
function confirmDelivery(call: Call): Answer {
  openPair(call);
  const confirmed = entries(call).map(entry => {
    const im = part(entry, 'im');
    const mids = readList(part(entry, 'message')['id'])?.map(id => readText(id) ?? '');
    const chatId = readInteger(im['chat_id']);
    const messageId = readInteger(im['message_id']);
    if (mids === undefined || chatId === undefined || messageId === undefined) throw argumentError('MESSAGES');
    const message = findMessage(call.portal, chatId, messageId);
    if (message !== undefined) {
      putMessage(call.portal, { ...message, mark: 'delivered', connectorMids: [...new Set([...message.connectorMids, ...mids])] });
    }
    return { messageId, mids };
  });
  return {
    result: { SUCCESS: true, DATA: [] },
    externalId: confirmed.map(({ messageId }) => messageId).join(','),
    ours: confirmed.flatMap(({ mids }) => mids).join(','),
  };
}

function renameChat(call: Call): Answer {
  const { parameters, portal } = call;
  const { connector, line } = openPair(call);
  const clientId = connectorUserId(portal, connector, line.id, parameters.text('USER_ID') ?? '');
  const chat = findChatByUserCode(portal, `${connector}|${line.id}|${parameters.argument('CHAT_ID')}|${clientId}`);
  if (chat === undefined) throw new RestError(400, 'CHAT_RENAMING_FAILED', 'The chat was not found');
  putChat(portal, { ...chat, title: parameters.argument('NAME') });
  return { result: true, externalId: chat.id };
}
