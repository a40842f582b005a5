/** The phone's first words to a new device: the history of its chats. Ours has none, but until it comes Baileys holds back events for 20 s. */
import { deflateSync } from 'node:zlib';
import { proto } from 'baileys';
import { lidJid, numberJid, type PhoneRecord } from './phone-book.ts';
import { seconds, type Stanza } from './stanza.ts';

const { HistorySyncType } = proto.HistorySync;

/** A message of the phone to its own device; small histories travel inside it instead of over the media server. */
export const historySync = (phone: PhoneRecord, device: number): Stanza => {
  const syncType = HistorySyncType.INITIAL_BOOTSTRAP;
  const phoneNumberToLidMappings = [{ pnJid: numberJid(phone.number), lidJid: lidJid(phone.lid) }];
  const history = proto.HistorySync.encode({ syncType, conversations: [], phoneNumberToLidMappings }).finish();
  const historySyncNotification = { syncType, chunkOrder: 1, progress: 100, initialHistBootstrapInlinePayload: deflateSync(history) };
  const type = proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION;
  const message = proto.Message.encode({ protocolMessage: { type, historySyncNotification } }).finish();
  const attrs = {
    from: numberJid(phone.number),
    id: `HISTORY${phone.number}D${device}`,
    t: seconds(Date.now()),
    type: 'text',
    category: 'peer',
  };
  return { tag: 'message', attrs, content: [{ tag: 'plaintext', attrs: {}, content: Buffer.from(message) }] };
};
