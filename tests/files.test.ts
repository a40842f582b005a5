/** Files and voice notes through the whole system: from the card to the client's phone, into the open-line chat, and back. */
import { randomUUID } from 'node:crypto';
import type { OlchatClient } from '@olchat/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accountId, DEAL, IVAN, partnerClient, recipientId } from './support/client.ts';
import type { PhoneMessage } from './support/control.ts';
import { jpeg, partOf, pdf, sendFiles, sha256, upload, voice, type SentPart } from './support/files.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

let system: System;
let client: OlchatClient;
let account: string;
let recipient: string;

beforeAll(async () => {
  system = await startSystem();
  client = partnerClient(system);
  account = await accountId(system);
  recipient = await recipientId(client, account, DEAL, IVAN);
  await system.control.auto({ deliverAfterMs: 50, readAfterMs: 100 });
});
afterEach(() => system.control.clearFaults());
afterAll(async () => {
  await client.close();
  await system.stop();
});

const input = (more: Record<string, unknown>): Record<string, unknown> => ({
  idempotencyKey: randomUUID(),
  card: DEAL,
  accountId: account,
  recipientId: recipient,
  publication: 'NONE',
  ...more,
});

async function send(more: Record<string, unknown>): Promise<SentPart[]> {
  const sent = await sendFiles(system, input(more));
  if (typeof sent === 'string') throw new Error(sent);
  return sent;
}

const phone = async (): Promise<PhoneMessage[]> => (await system.control.phone(IVAN)).messages;
/** What the client's phone fetched and opened, by the hash of the content. */
const received = async (bytes: Buffer): Promise<PhoneMessage[]> =>
  (await phone()).filter(({ files, voice: heard }) =>
    [...files, ...(heard === null ? [] : [heard])].some(one => one.sha256 === sha256(bytes)),
  );
const hasStatus = (id: string, ...statuses: string[]): Promise<SentPart> =>
  until(`the message is ${statuses.join(' or ')}`, async () => {
    const part = await partOf(system, id);
    return statuses.includes(part.status) ? part : null;
  });

describe('a file from the card', () => {
  it('arrives byte for byte under its name, and is read like a text (W-17, L-1)', async () => {
    const bytes = pdf('Договор', 3_000_000);
    const [part] = await send({ fileIds: [await upload(system, 'Договор №1.pdf', bytes)] });
    expect(part).toMatchObject({ text: '', voice: null, files: [{ kind: 'DOCUMENT', name: 'Договор №1.pdf', size: bytes.length }] });
    const read = await hasStatus(part!.id, 'READ');
    expect(await received(bytes)).toMatchObject([
      { direction: 'in', text: null, files: [{ name: 'Договор №1.pdf', size: bytes.length, mime: 'application/pdf' }] },
    ]);
    const download = await fetch(read.files[0]!.url);
    expect(sha256(Buffer.from(await download.arrayBuffer()))).toBe(sha256(bytes));
    const record = await until('the block names the file', async () =>
      (await system.control.timeline(DEAL)).find(
        ({ badge, rows, text }) => badge === 'Прочитано' && JSON.stringify([rows, text]).includes('Договор №1.pdf'),
      ),
    );
    expect(JSON.stringify(record)).toContain('2,9 МБ');
  });

  it('carries the text as its caption where the messenger shows captions, otherwise the text goes before it (W-18)', async () => {
    const [photo, act] = [jpeg(randomUUID()), pdf(randomUUID())];
    const [picture] = await send({ text: 'Вот фото', fileIds: [await upload(system, 'фото.jpg', photo)] });
    await hasStatus(picture!.id, 'READ');
    expect(await received(photo)).toMatchObject([{ text: 'Вот фото', files: [{ mime: 'image/jpeg' }] }]);
    const parts = await send({ text: 'Вот акт', fileIds: [await upload(system, 'акт.pdf', act)] });
    for (const { id } of parts) await hasStatus(id, 'READ');
    const last = (await phone()).filter(({ direction }) => direction === 'in').slice(-2);
    expect(last.map(({ text, files }) => [text, files.length])).toEqual([
      ['Вот акт', 0],
      [null, 1],
    ]);
  });

  it('goes unchanged with its name when asked to go as a document (T-9)', async () => {
    const photo = jpeg(randomUUID());
    const [part] = await send({ asDocument: true, fileIds: [await upload(system, 'оригинал.jpg', photo)] });
    await hasStatus(part!.id, 'READ');
    expect(await received(photo)).toMatchObject([{ files: [{ name: 'оригинал.jpg' }] }]);
  });

  it('is one of several, each a message in order, with one block that names them all (T-12)', async () => {
    const contents = ['раз', 'два', 'три'].map(name => pdf(`${name} ${randomUUID()}`));
    const fileIds = [];
    for (const [n, bytes] of contents.entries()) fileIds.push(await upload(system, `файл ${n + 1}.pdf`, bytes));
    const parts = await send({ fileIds });
    expect(parts.map(({ files }) => files[0]?.name)).toEqual(['файл 1.pdf', 'файл 2.pdf', 'файл 3.pdf']);
    for (const { id } of parts) await hasStatus(id, 'READ');
    const order = (await phone())
      .flatMap(({ files }) => contents.findIndex(bytes => sha256(bytes) === files[0]?.sha256))
      .filter(n => n >= 0);
    expect(order).toEqual([0, 1, 2]);
    await until('one block names all three', async () =>
      (await system.control.timeline(DEAL)).find(record =>
        ['файл 1.pdf', 'файл 2.pdf', 'файл 3.pdf'].every(name => JSON.stringify(record).includes(name)),
      ),
    );
  });

  it('fails alone when the messenger refuses it; the others arrive (T-12)', async () => {
    const contents = [pdf(randomUUID()), pdf(randomUUID())];
    const fileIds = [await upload(system, 'плохой.pdf', contents[0]!), await upload(system, 'хороший.pdf', contents[1]!)];
    await system.control.faults({ service: 'whatsapp-web', method: 'message', do: 'refuse', code: '479', times: 1 });
    const [bad, good] = await send({ fileIds });
    expect((await hasStatus(bad!.id, 'FAILED')).failure?.code).toBe('MESSENGER_REFUSED');
    await hasStatus(good!.id, 'READ');
    await until('the block says which one failed', async () =>
      (await system.control.timeline(DEAL)).find(
        record => record.badge === 'Не отправлено' && JSON.stringify(record).includes('плохой.pdf'),
      ),
    );
  });

  it('waits while the media server is away, and arrives once (RE-9)', async () => {
    const bytes = pdf(randomUUID());
    await system.control.faults({ service: 'whatsapp-web', method: 'media.upload', do: 'refuse', status: 503, times: 2 });
    const [part] = await send({ fileIds: [await upload(system, 'терпение.pdf', bytes)] });
    await hasStatus(part!.id, 'READ');
    expect(await received(bytes)).toHaveLength(1);
  });
});

describe('a voice note from the card', () => {
  it('arrives as a voice note with its length, and played is read (W-20, W-22, L-7)', async () => {
    await system.control.auto({ deliverAfterMs: 50, readAfterMs: null });
    const bytes = voice(7, randomUUID());
    const [part] = await send({ voiceFileId: await upload(system, 'голос.ogg', bytes) });
    expect(part).toMatchObject({ files: [], voice: { seconds: 7, mime: 'audio/ogg' } });
    await hasStatus(part!.id, 'DELIVERED');
    expect(await received(bytes)).toMatchObject([{ text: null, voice: { seconds: 7, mime: 'audio/ogg; codecs=opus' } }]);
    await system.control.act(IVAN, { do: 'play' });
    await hasStatus(part!.id, 'READ');
    await system.control.auto({ deliverAfterMs: 50, readAfterMs: 100 });
  });

  it('is refused with a sentence when it is no Opus in Ogg (E-25)', async () => {
    const fileId = await upload(system, 'песня.mp3', Buffer.from('ID3 песня'));
    expect(await sendFiles(system, input({ voiceFileId: fileId }))).toBe('VOICE_NOT_CONVERTIBLE');
  });
});

describe('a file that is too large for the messenger’s way', () => {
  it('goes as a link that opens it (Q-31)', async () => {
    const bytes = pdf('проект', 26_000_000);
    const response = await fetch(`${system.productUrl}/files?as=link`, {
      method: 'POST',
      headers: { authorization: `Bearer ${system.credentials.partnerKey}`, 'content-disposition': 'attachment; filename="big.pdf"' },
      body: new Uint8Array(bytes),
    });
    const { fileId, delivery } = (await response.json()) as { fileId: string; delivery: string };
    expect(delivery).toBe('LINK');
    const [part] = await send({ fileIds: [fileId] });
    await hasStatus(part!.id, 'READ');
    const text = (await phone()).at(-1)?.text ?? '';
    expect(text.split('\n')[0]).toBe('big.pdf');
    const opened = await fetch(text.split('\n')[1] ?? '');
    expect((await opened.arrayBuffer()).byteLength).toBe(bytes.length);
  });
});

describe('a worker that is killed with a file in its hands', () => {
  it.each([
    ['while it brings the file to the messenger', 'media.upload', 'delay'],
    ['after the file lies there, before its message is answered', 'message', 'lose-answer'],
  ] as const)('%s: sent once, or said to be unconfirmed; never twice, never lost (GU-3, GU-7)', async (_when, method, trouble) => {
    const bytes = pdf(randomUUID(), 200_000);
    await system.control.faults({ service: 'whatsapp-web', method, do: trouble, ms: 5_000, times: 1 });
    const [part] = await send({ fileIds: [await upload(system, 'важный.pdf', bytes)] });
    const sent = async (): Promise<number> =>
      (await system.control.ledger()).filter(row => row.method === 'message' && JSON.stringify(row.body).includes(sha256(bytes))).length;
    if (method === 'message') await until('the messenger has it', async () => (await sent()) > 0);
    else await until('the upload has begun', async () => (await system.control.get<unknown[]>('/faults')).length === 0);
    await system.worker.kill('SIGKILL');
    system.worker.start();
    const { status } = await hasStatus(part!.id, 'READ', 'DELIVERED', 'UNCONFIRMED');
    // An upload is no message: its successor begins anew. An answer that was lost stays open, until a receipt tells.
    if (method === 'media.upload') expect(status).not.toBe('UNCONFIRMED');
    await hasStatus(part!.id, 'READ');
    expect(await sent()).toBe(1);
    expect(await received(bytes)).toHaveLength(1);
  });
});
