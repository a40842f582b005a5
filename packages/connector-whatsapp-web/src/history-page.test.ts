import { proto } from 'baileys';
import { describe, expect, it } from 'vitest';
import { CLIENT_JID, CLIENT_LID } from './fixtures/stanzas.ts';
import { historyPage, historyStart, type AskedFor } from './history-page.ts';

const NOON = 1_740_000_000;
const place = { id: '3ANEWEST', fromMe: false, atMs: (NOON + 100) * 1000 };
const asked: AskedFor = { chat: CLIENT_JID, address: '+79261112233', place, isNamed: true };
const { COMPLETE_AND_NO_MORE_MESSAGE_REMAIN_ON_PRIMARY: END, COMPLETE_ON_DEMAND_SYNC_BUT_MORE_MSG_REMAIN_ON_PRIMARY: MORE } =
  proto.Conversation.EndOfHistoryTransferType;
const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;
const { StubType, Status } = proto.WebMessageInfo;

/** A message `at` seconds after noon. */
const told = (
  id: string,
  at: number,
  content: proto.IMessage | null,
  change: Partial<proto.IWebMessageInfo> = {},
): proto.IHistorySyncMsg => {
  const key = { remoteJid: CLIENT_LID, fromMe: change.key?.fromMe ?? false, id };
  return { message: { messageTimestamp: NOON + at, ...(content && { message: content }), ...change, key } };
};
const ours = (status?: proto.WebMessageInfo.Status): Partial<proto.IWebMessageInfo> => ({
  key: { fromMe: true },
  ...(status !== undefined && { status }),
});

/** Through the encoding and back, as it comes from the phone. */
const pageOf = (messages: proto.IHistorySyncMsg[], chat: proto.IConversation = {}, question = asked) => {
  const conversation = { id: CLIENT_LID, pnJid: CLIENT_JID, endOfHistoryTransferType: MORE, ...chat, messages };
  const syncType = proto.HistorySync.HistorySyncType.ON_DEMAND;
  return historyPage(proto.HistorySync.decode(proto.HistorySync.encode({ syncType, conversations: [conversation] }).finish()), question);
};
const textsOf = (messages: proto.IHistorySyncMsg[]): unknown[] => pageOf(messages).messages.map(({ text }) => text);

describe('a page that the phone tells (S-11)', () => {
  it('has words, side, time and status of each message, newest first, and goes on behind the last', () => {
    const page = pageOf([
      told('A', 1, { conversation: 'раз' }),
      told('C', 3, { extendedTextMessage: { text: 'три' } }, ours(Status.DELIVERY_ACK)),
      told('B', 2, { conversation: 'два' }, ours(Status.PLAYED)),
    ]);
    expect(page.messages.map(({ externalMessageId, text, fromClient, status }) => [externalMessageId, text, fromClient, status])).toEqual([
      ['C', 'три', false, 'delivered'],
      ['B', 'два', false, 'read'],
      ['A', 'раз', true, null],
    ]);
    expect(page.messages[0]).toMatchObject({ occurredAt: new Date((NOON + 3) * 1000), editedAt: null, file: null, unsupported: null });
    expect(page.next).toEqual({ id: 'A', fromMe: false, atMs: (NOON + 1) * 1000 });
  });

  it.each([
    [undefined, 'sent'],
    [Status.SERVER_ACK, 'sent'],
    [Status.DELIVERY_ACK, 'delivered'],
    [Status.READ, 'read'],
  ])('takes the phone’s status %s of ours for %s', (status, expected) => {
    expect(pageOf([told('A', 1, { conversation: 'раз' }, ours(status))]).messages[0]?.status).toBe(expected);
  });

  it('names a file without what would open it', () => {
    const document = {
      documentWithCaptionMessage: { message: { documentMessage: { fileName: 'акт.pdf', fileLength: 9, caption: 'акт' } } },
    };
    const media = [told('B', 2, document), told('A', 1, { imageMessage: { mimetype: 'image/jpeg' } })];
    expect(pageOf(media).messages).toMatchObject([
      { text: 'акт', unsupported: null, file: { kind: 'DOCUMENT', name: 'акт.pdf', size: 9 } },
      { text: null, unsupported: null, file: { kind: 'IMAGE', name: null, mime: 'image/jpeg' } },
    ]);
    expect(JSON.stringify(pageOf(media))).not.toContain('reference');
  });

  it('says what it cannot show, and passes over reactions, stubs of the system and what was taken back', () => {
    const page = pageOf([
      told('E', 5, { reactionMessage: { key: { id: 'A' }, text: '👍' } }),
      told('D', 4, null, { messageStubType: StubType.REVOKE }),
      told('C', 3, null, { messageStubType: StubType.E2E_ENCRYPTED }),
      told('B', 2, { locationMessage: { degreesLatitude: 55 } }),
      told('A', 1, { conversation: 'раз' }),
    ]);
    expect(page.messages).toMatchObject([{ unsupported: 'locationMessage' }, { text: 'раз' }]);
  });

  it('changes the message that an edit or a deletion of the same side is about', () => {
    const edit = (id: string, text: string) => ({
      protocolMessage: { type: MESSAGE_EDIT, key: { id }, editedMessage: { conversation: text } },
    });
    const page = pageOf([
      told('F', 6, { protocolMessage: { type: REVOKE, key: { id: 'B' } } }),
      told('E', 5, edit('A', 'раз, вернее')),
      told('D', 4, edit('A', 'раз, точнее')),
      told('C', 3, edit('A', 'чужая рука'), ours()),
      told('B', 2, { conversation: 'два' }),
      told('A', 1, { conversation: 'раз' }),
    ]);
    expect(page.messages).toMatchObject([{ externalMessageId: 'A', text: 'раз, вернее', editedAt: new Date((NOON + 5) * 1000) }]);
  });

  it('has nothing twice, and neither the message that was asked from nor what is newer', () => {
    const again = told('A', 1, { conversation: 'раз' });
    expect(textsOf([told('3ANEWEST', 100, { conversation: 'отсюда' }), told('Z', 200, { conversation: 'новее' }), again, again])).toEqual([
      'раз',
    ]);
  });

  it('of one second keeps the phone’s own order', () => {
    const second = [told('A', 1, { conversation: 'раз' }), told('B', 1, { conversation: 'два' })].map((one, n) => ({
      ...one,
      msgOrderId: n + 1,
    }));
    expect(textsOf(second)).toEqual(['два', 'раз']);
  });

  it('is the last when the phone says so, or has nothing older', () => {
    expect(pageOf([told('A', 1, { conversation: 'раз' })], { endOfHistoryTransferType: END }).next).toBeNull();
    expect(pageOf([])).toEqual({ messages: [], next: null });
    expect(historyPage({}, asked)).toEqual({ messages: [], next: null });
  });

  it.each<[string, proto.IConversation, AskedFor, boolean]>([
    ['under the number', { id: CLIENT_JID, pnJid: null }, asked, true],
    ['under the LID with the number beside', {}, asked, true],
    ['under a LID that nobody explains, in answer to our question', { pnJid: null }, asked, true],
    ['under such a LID, without a word that it is our answer', { pnJid: null }, { ...asked, isNamed: false }, false],
    ['under another LID than the one that was asked', { id: '5@lid', pnJid: null }, { ...asked, chat: CLIENT_LID }, false],
    ['of another number', { id: '79990000009@s.whatsapp.net', pnJid: null }, asked, false],
    ['of another number behind a LID', { id: '5@lid', pnJid: '79990000009@s.whatsapp.net' }, asked, false],
    ['of a group', { id: '12036300000@g.us', pnJid: null }, asked, false],
  ])('takes a chat %s', (_where, chat, question, isTaken) => {
    const read = () => pageOf([told('A', 1, { conversation: 'раз' })], chat, question).messages.length;
    if (isTaken) expect(read()).toBe(1);
    else expect(read).toThrow('another chat');
  });

  it('begins at a message of ours by whole seconds, as the phone keeps them', () => {
    const start = { externalMessageId: '3EB0', fromClient: false, occurredAt: new Date('2026-03-10T09:00:00.750Z') };
    expect(historyStart(start)).toEqual({ id: '3EB0', fromMe: true, atMs: Date.parse('2026-03-10T09:00:00Z') });
  });
});
