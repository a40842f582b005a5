/**
 * What the company's phone answers when its own linked device asks for what is older than a message (peer data operation HISTORY_SYNC_ON_DEMAND):
 * a blob at the media server, named by a message to that device. A phone that is offline answers when it is back, however late that is.
 */
import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { proto } from 'baileys';
import type { Ledger } from '../kernel/ledger.ts';
import type { Collection, Store } from '../kernel/store.ts';
import type { LinkedDevice } from './devices.ts';
import type { Inbox, InboxMessage } from './inbox.ts';
import type { Mailbox } from './mailbox.ts';
import { uploadSealed } from './media-content.ts';
import type { MediaServer } from './media-server.ts';
import { lidJid, numberJid, type PhoneBook, type PhoneRecord } from './phone-book.ts';
import type { SignalSessions } from './signal-sessions.ts';
import { childOf, personJid, seconds, type Stanza } from './stanza.ts';

/** More at once than WhatsApp Web asks for is not answered here. */
const MAX_COUNT = 50;

interface Question {
  /** Id of the stanza that asked; the answer carries it. */
  id: string;
  number: string;
  device: number;
  client: string;
  oldestId: string;
  oldestAtMs: number;
  count: number;
}

export interface PhoneHistoryParts {
  store: Store;
  ledger: Ledger;
  phones: PhoneBook;
  mailbox: Mailbox;
  inbox: Inbox;
  sessions: SignalSessions;
  media: MediaServer;
  log: (text: string) => void;
}

export class PhoneHistory {
  readonly #parts: PhoneHistoryParts;
  /** Reached the phone's server, not yet the phone. */
  readonly #waiting: Collection<Question>;

  constructor(parts: PhoneHistoryParts) {
    this.#parts = parts;
    this.#waiting = parts.store.collection('whatsapp-web.history-question');
  }

  /** A message of a device to its own phone; what is no question of this kind changes nothing. */
  async take(sender: LinkedDevice, stanza: Stanza): Promise<void> {
    const { phones, sessions, store, ledger, log } = this.#parts;
    const phone = phones.get(sender.number);
    const enc = childOf(stanza, 'enc');
    if (phone === undefined || enc === undefined) return;
    const opened = await sessions.decrypt(phone, sender, enc).catch((error: unknown) => {
      log(`the phone ${phone.number} cannot decrypt: ${String(error)}`);
      return undefined;
    });
    if (opened === undefined) return;
    const question = this.#questionOf(sender, stanza, opened.message.deviceSentMessage?.message ?? opened.message);
    store.transaction(() => {
      opened.commit();
      if (question === undefined) return;
      const { id, client, count, oldestId } = question;
      ledger.append({ service: 'whatsapp-web', method: 'history', externalId: id, to: client, body: { count, oldestId } });
      this.#waiting.put(`${phone.number}/${id}`, question);
    });
    if (phone.online) await this.answerWaiting(phone.number);
  }

  /** The phone is awake: everything that it was asked for. */
  async answerWaiting(number: string): Promise<void> {
    for (const { key, value: question } of this.#waiting.entries(`${number}/`)) {
      const stanza = await this.#answer(question);
      this.#parts.store.transaction(() => {
        this.#waiting.delete(key);
        if (stanza !== undefined) this.#parts.mailbox.put(number, question.device, stanza);
      });
    }
  }

  clear(): void {
    this.#waiting.clear();
  }

  #questionOf(sender: LinkedDevice, stanza: Stanza, message: proto.IMessage): Question | undefined {
    const { peerDataOperationRequestMessage: operation } = message.protocolMessage ?? {};
    const { chatJid, oldestMsgId, oldestMsgTimestampMs, onDemandMsgCount } = operation?.historySyncOnDemandRequest ?? {};
    const jid = personJid(chatJid ?? undefined);
    const id = stanza.attrs['id'];
    if (operation?.peerDataOperationRequestType !== proto.Message.PeerDataOperationRequestType.HISTORY_SYNC_ON_DEMAND) return undefined;
    if (jid === undefined || !id || !oldestMsgId || !onDemandMsgCount || onDemandMsgCount > MAX_COUNT) return undefined;
    const { number, device } = sender;
    const client = this.#parts.phones.numberOf(jid);
    return { id, number, device, client, oldestId: oldestMsgId, oldestAtMs: Number(oldestMsgTimestampMs ?? 0), count: onDemandMsgCount };
  }

  /** Undefined: the phone has no such chat, and is silent. */
  async #answer(question: Question): Promise<Stanza | undefined> {
    const { phones, inbox, media } = this.#parts;
    const [company, client] = [phones.get(question.number), phones.get(question.client)];
    if (company === undefined || client === undefined) return undefined;
    const chat = inbox.of(client.number).filter(({ peer, withheld, unreadable }) => peer === company.number && !withheld && !unreadable);
    const at = chat.findIndex(({ id }) => id === question.oldestId);
    const older = at >= 0 ? chat.slice(0, at) : chat.filter(({ acceptedAt }) => acceptedAt < question.oldestAtMs);
    // Every chat of a phone begins with the notice of its encryption.
    const all = [notice(client, chat[0]), ...older.map((message, order) => webMessage(client, message, order + 1))];
    const page = all.slice(-question.count);
    const { COMPLETE_AND_NO_MORE_MESSAGE_REMAIN_ON_PRIMARY: end, COMPLETE_ON_DEMAND_SYNC_BUT_MORE_MSG_REMAIN_ON_PRIMARY: more } =
      proto.Conversation.EndOfHistoryTransferType;
    const conversation: proto.IConversation = {
      // Today's phones keep a chat under the LID.
      id: lidJid(client.lid),
      lidJid: lidJid(client.lid),
      pnJid: numberJid(client.number),
      messages: page.toReversed(),
      endOfHistoryTransferType: page.length === all.length ? end : more,
    };
    const syncType = proto.HistorySync.HistorySyncType.ON_DEMAND;
    const bytes = deflateSync(proto.HistorySync.encode({ syncType, conversations: [conversation], chunkOrder: 0 }).finish());
    const blob = await uploadSealed(media, 'md-msg-hist', bytes);
    const historySyncNotification = { ...blob, syncType, chunkOrder: 0, progress: 100, peerDataRequestSessionId: question.id };
    const type = proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION;
    const message = proto.Message.encode({ protocolMessage: { type, historySyncNotification } }).finish();
    const id = `3A${randomBytes(9).toString('hex').toUpperCase()}`;
    const attrs = { from: numberJid(company.number), id, t: seconds(Date.now()), type: 'text', category: 'peer' };
    return { tag: 'message', attrs, content: [{ tag: 'plaintext', attrs: {}, content: Buffer.from(message) }] };
  }
}

function notice(client: PhoneRecord, first: InboxMessage | undefined): proto.IHistorySyncMsg {
  const key = { remoteJid: lidJid(client.lid), fromMe: true, id: `NOTICE${client.lid}` };
  const messageTimestamp = Math.floor((first?.acceptedAt ?? Date.now()) / 1000);
  const messageStubType = proto.WebMessageInfo.StubType.E2E_ENCRYPTED;
  return { msgOrderId: 0, message: { key, messageTimestamp, messageStubType } };
}

/** As the company's phone has it: what came to the client was written from here. */
function webMessage(client: PhoneRecord, stored: InboxMessage, msgOrderId: number): proto.IHistorySyncMsg {
  const fromMe = stored.direction === 'in';
  const { SERVER_ACK, DELIVERY_ACK, READ, PLAYED } = proto.WebMessageInfo.Status;
  const statuses = { accepted: SERVER_ACK, delivered: DELIVERY_ACK, read: READ, played: PLAYED, sent: READ };
  const info: proto.IWebMessageInfo = {
    key: { remoteJid: lidJid(client.lid), fromMe, id: stored.id },
    messageTimestamp: Math.floor(stored.acceptedAt / 1000),
    ...(fromMe && { status: statuses[stored.status] }),
    ...(stored.deleted ? { messageStubType: proto.WebMessageInfo.StubType.REVOKE } : { message: contentOf(stored) }),
  };
  return { msgOrderId, message: info };
}

function contentOf({ content: { text, files, voice } }: InboxMessage): proto.IMessage {
  if (voice !== null) return { audioMessage: { ptt: true, seconds: voice.seconds, mimetype: voice.mime } };
  const [file] = files;
  if (file === undefined) return { conversation: text ?? '' };
  const media = { mimetype: file.mime, fileLength: file.size };
  const words = text === null ? {} : { caption: text };
  if (file.name === 'image') return { imageMessage: { ...media, ...words } };
  if (file.name === 'video') return { videoMessage: { ...media, ...words } };
  if (file.name === 'audio') return { audioMessage: media };
  return { documentMessage: { ...media, ...words, fileName: file.name } };
}
