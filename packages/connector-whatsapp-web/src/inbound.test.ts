import { proto, type WAMessage } from 'baileys';
import { describe, expect, it } from 'vitest';
import { CLIENT_JID, CLIENT_LID, OWN_JID, OWN_LID, PHONE_ID, SECONDS } from './fixtures/stanzas.ts';
import { numberJidOf, toInbound, type OwnJids } from './inbound.ts';

const own: OwnJids = { number: OWN_JID, lid: OWN_LID };

/** As it comes from the wire: through the encoding and back, so that absent fields are what the decoder makes of them. */
const received = (content: proto.IMessage, change: Partial<WAMessage> = {}): WAMessage => ({
  key: { id: PHONE_ID, remoteJid: CLIENT_JID, fromMe: false },
  messageTimestamp: SECONDS,
  pushName: 'Мария',
  message: proto.Message.decode(proto.Message.encode(content).finish()),
  ...change,
});
const inboundOf = (message: WAMessage): ReturnType<typeof toInbound> => toInbound(message, own, numberJidOf(message.key, own));

describe('an inbound message', () => {
  it('has text, name, number and time', () => {
    expect(inboundOf(received({ conversation: 'Добрый день' }))).toEqual({
      externalMessageId: PHONE_ID,
      address: '+79261112233',
      messengerAddress: CLIENT_JID,
      fromPhone: false,
      name: 'Мария',
      text: 'Добрый день',
      file: null,
      change: null,
      unsupported: null,
      occurredAt: new Date(SECONDS * 1000),
    });
  });

  it.each<[string, proto.IMessage, string | null, string | null]>([
    ['a text with a link', { extendedTextMessage: { text: 'см. example.com' } }, 'см. example.com', null],
    ['a vanishing text', { ephemeralMessage: { message: { conversation: 'тайно' } } }, 'тайно', null],
    ['a picture', { imageMessage: { mimetype: 'image/jpeg' } }, null, 'imageMessage'],
    ['a picture with words', { imageMessage: { caption: 'вот' } }, 'вот', 'imageMessage'],
    ['a picture to be seen once', { viewOnceMessageV2: { message: { imageMessage: {} } } }, null, 'imageMessage'],
    [
      'a document with words',
      { documentWithCaptionMessage: { message: { documentMessage: { caption: 'договор' } } } },
      'договор',
      'documentMessage',
    ],
    ['a voice message', { audioMessage: { ptt: true } }, null, 'audioMessage'],
    ['a sticker', { stickerMessage: {} }, null, 'stickerMessage'],
    ['a place', { locationMessage: { degreesLatitude: 55.7 } }, null, 'locationMessage'],
    ['a poll', { pollCreationMessageV3: { name: 'когда?' } }, null, 'pollCreationMessageV3'],
  ])('can be %s', (_what, content, text, unsupported) => {
    expect(inboundOf(received(content))).toMatchObject({ text, unsupported });
  });

  it.each<[string, WAMessage]>([
    ['what could not be decrypted yet', { ...received({}), message: null, messageStubType: proto.WebMessageInfo.StubType.CIPHERTEXT }],
    ['an empty content', received({})],
    ['traffic between devices', received({ protocolMessage: { type: proto.Message.ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE } })],
    ['keys of a group', received({ senderKeyDistributionMessage: { groupId: '1@g.us' } })],
    ['a reaction to nothing', received({ reactionMessage: { text: '👍' } })],
    ['a group', received({ conversation: 'всем' }, { key: { id: PHONE_ID, remoteJid: '120363000000000000@g.us', fromMe: false } })],
    ['a status', received({ conversation: 'всем' }, { key: { id: PHONE_ID, remoteJid: 'status@broadcast', fromMe: false } })],
    [
      'a note to oneself',
      received({ conversation: 'мне' }, { key: { id: PHONE_ID, remoteJid: '79990000001@s.whatsapp.net', fromMe: true } }),
    ],
    ['one without an id', received({ conversation: 'да' }, { key: { remoteJid: CLIENT_JID } })],
  ])('is not made of %s', (_what, message) => {
    expect(inboundOf(message)).toBeNull();
  });

  it.each<[string, string, string | null]>([
    ['put', '👍', '👍'],
    ['taken back', '', null],
  ])('can be a reaction that is %s (H-4)', (_what, text, now) => {
    const inbound = inboundOf(received({ reactionMessage: { key: { id: 'ours' }, text } }));
    expect(inbound).toMatchObject({ text: null, unsupported: null, quote: { externalMessageId: 'ours', text: null }, reaction: { now } });
  });

  it.each<[string, proto.IMessage, string | null, string | null]>([
    ['a text', { conversation: 'Ваш заказ готов' }, 'Ваш заказ готов', null],
    ['a vanishing text', { ephemeralMessage: { message: { conversation: 'Ваш заказ готов' } } }, 'Ваш заказ готов', null],
    ['a voice note', { audioMessage: { ptt: true } }, null, 'VOICE'],
  ])('answers %s (H-4)', (_what, quotedMessage, text, file) => {
    const contextInfo = { stanzaId: 'ours', participant: OWN_JID, quotedMessage };
    const inbound = inboundOf(received({ extendedTextMessage: { text: 'Заберу', contextInfo } }));
    expect(inbound).toMatchObject({ text: 'Заберу', quote: { externalMessageId: 'ours', text, file } });
    expect(inbound).not.toHaveProperty('forwarded');
  });

  it('is passed on, with or without words of its own (H-4)', () => {
    const contextInfo = { isForwarded: true };
    expect(inboundOf(received({ extendedTextMessage: { text: 'Скидка', contextInfo } }))).toMatchObject({ forwarded: { from: null } });
    expect(inboundOf(received({ imageMessage: { mimetype: 'image/jpeg', contextInfo } }))).toMatchObject({ forwarded: { from: null } });
  });

  it('of the owner’s phone says so and has no client’s name (O-25)', () => {
    const message = received({ conversation: 'перезвоню' }, { key: { id: PHONE_ID, remoteJid: CLIENT_JID, fromMe: true } });
    expect(inboundOf(message)).toMatchObject({ fromPhone: true, name: null, address: '+79261112233' });
  });
});

describe('the number behind a hidden address', () => {
  const hidden = (remoteJidAlt?: string): WAMessage['key'] => ({
    id: PHONE_ID,
    remoteJid: CLIENT_LID,
    fromMe: false,
    ...(remoteJidAlt && { remoteJidAlt }),
  });

  it('stands beside it', () => {
    expect(inboundOf(received({ conversation: 'да' }, { key: hidden(CLIENT_JID) }))).toMatchObject({
      address: '+79261112233',
      messengerAddress: CLIENT_LID,
    });
  });

  it('was learnt before', () => {
    expect(toInbound(received({ conversation: 'да' }, { key: hidden() }), own, '79261112233:0@s.whatsapp.net')?.address).toBe(
      '+79261112233',
    );
  });

  it('may be unknown; the message is not lost for that', () => {
    expect(inboundOf(received({ conversation: 'да' }, { key: hidden() }))).toMatchObject({
      address: null,
      messengerAddress: CLIENT_LID,
      text: 'да',
    });
  });

  it('is never our own', () => {
    expect(numberJidOf(hidden('79990000001@s.whatsapp.net'), own)).toBeNull();
  });
});
