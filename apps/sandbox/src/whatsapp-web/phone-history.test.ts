import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { inflateSync } from 'node:zlib';
import { downloadContentFromMessage, getHistoryMsg, processHistoryMessage, proto } from 'baileys';
import { describe, expect, it } from 'vitest';
import { until, type BaileysClient } from './baileys-client.ts';
import { ensureMediaCertificate } from './media-certificate.ts';
import { CLIENT, COMPANY, useBench } from './test-bench.ts';

const bench = useBench();
const { ON_DEMAND } = proto.Message.HistorySyncType;

/** What the device was told of, in the order in which it was. */
const told = (client: BaileysClient): proto.Message.IHistorySyncNotification[] =>
  client.echoes.flatMap(({ message }) => {
    const notification = message ? getHistoryMsg(message) : undefined;
    return notification?.syncType === ON_DEMAND ? [notification] : [];
  });

/** The library's own way from the notification to messages, but for the host, which the library takes for WhatsApp's. */
async function read(notification: proto.Message.IHistorySyncNotification) {
  const { certificate } = await ensureMediaCertificate(bench.folder);
  setDefaultCACertificates([...getCACertificates('bundled'), certificate]);
  const pieces: Buffer[] = [];
  const { mediaKey, directPath } = notification;
  const host = bench.sandbox.server.mediaHost ?? '';
  const stream = await downloadContentFromMessage({ mediaKey: mediaKey ?? null, directPath: directPath ?? null }, 'md-msg-hist', { host });
  for await (const piece of stream) pieces.push(piece as Buffer);
  return processHistoryMessage(proto.HistorySync.decode(inflateSync(Buffer.concat(pieces))));
}

const past = [1, 2, 3, 4].map(day => ({
  direction: day % 2 === 0 ? ('in' as const) : ('out' as const),
  text: `день ${day}`,
  at: `2025-03-0${day}T09:00:00Z`,
}));
/** Id of the newest message, from which the device asks. */
async function begun(client: BaileysClient): Promise<string> {
  await bench.act({ do: 'past', messages: past, with: COMPANY });
  await bench.act({ do: 'reply', text: 'сегодня' });
  return (await until('the message', () => client.inbound[0])).message.key.id ?? '';
}
const ask = (client: BaileysClient, id: string, count: number): Promise<string> =>
  client.socket.fetchMessageHistory(count, { remoteJid: `${CLIENT}@s.whatsapp.net`, fromMe: false, id }, Date.now());

describe('older messages of a chat that a device asks its phone for', () => {
  it('come as a blob that unpatched Baileys opens, under the id of the question, page by page to the notice of encryption', async () => {
    const client = await bench.link();
    const newest = await begun(client);
    const question = await ask(client, newest, 3);
    const first = await until('the answer', () => told(client)[0]);
    expect(first.peerDataRequestSessionId).toBe(question);
    const page = await read(first);
    expect(page).toMatchObject({ syncType: ON_DEMAND, chats: [{ endOfHistoryTransferType: 2 }] });
    expect(page.messages.map(({ key, message }) => [key.fromMe, message?.conversation])).toEqual([
      [true, 'день 4'],
      [false, 'день 3'],
      [true, 'день 2'],
    ]);
    expect(page.lidPnMappings).toMatchObject([{ pn: `${CLIENT}@s.whatsapp.net` }]);
    await ask(client, page.messages.at(-1)?.key.id ?? '', 3);
    const last = await read(await until('the next answer', () => told(client)[1]));
    expect(last).toMatchObject({ chats: [{ endOfHistoryTransferType: 1 }] });
    expect(last.messages.map(({ message, messageStubType }) => message?.conversation ?? messageStubType)).toEqual([
      'день 1',
      proto.WebMessageInfo.StubType.E2E_ENCRYPTED,
    ]);
    expect(bench.rows('history')).toMatchObject([{ to: CLIENT, body: { count: 3, oldestId: newest } }, { to: CLIENT }]);
  });

  it('wait for a phone that is offline, also over a restart of the server', async () => {
    const client = await bench.link();
    const newest = await begun(client);
    await bench.act({ do: 'offline' }, COMPANY);
    const question = await ask(client, newest, 10);
    await until('the question', () => bench.rows('history')[0]);
    expect(told(client)).toEqual([]);
    await bench.sandbox.close();
    await client.closed();
    await bench.start();
    const again = await bench.reconnect(client);
    await bench.act({ do: 'online' }, COMPANY);
    expect((await until('the answer', () => told(again)[0])).peerDataRequestSessionId).toBe(question);
  });
});
