/**
 * Files and voice notes through the whole system: from the card to the client's phone, into the open-line chat, and back. They lie on an
 * S3-compatible store, as on several machines; tests/browser/files.test.ts has them on the disk.
 */
import { existsSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { OlchatClient } from '@olchat/client';
import { isOpusInOgg } from '@olchat/domain';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EICAR, FakeClamd } from '../apps/api/src/files/testing/fake-clamd.ts';
import { accountId, DEAL, IVAN, partnerClient, recipientId } from './support/client.ts';
import { Database } from './support/database.ts';
import type { PhoneMessage } from './support/control.ts';
import { DOT, graphql, jpeg, partOf, pdf, sendFiles, sha256, upload, voice, type SentPart } from './support/files.ts';
import { recording, recorder } from './support/recording.ts';
import { rest } from './isolation/portal-calls.ts';
import { FIRST, openApplication, type OpenedPage } from './support/portal.ts';
import { until } from './support/process.ts';
import { openS3, type S3Server } from './support/s3.ts';
import { startSystem, type System } from './support/system.ts';

let s3: S3Server;
let clamd: FakeClamd;
let system: System;
let client: OlchatClient;
let account: string;
let recipient: string;

beforeAll(async () => {
  s3 = await openS3();
  clamd = await FakeClamd.start();
  system = await startSystem({ settings: { FFMPEG_PATH: recorder, CLAMD_ADDRESS: `127.0.0.1:${clamd.port}`, ...s3.environment } });
  client = partnerClient(system);
  account = await accountId(system);
  recipient = await recipientId(client, account, DEAL, IVAN);
  await system.control.auto({ deliverAfterMs: 50, readAfterMs: 100 });
});
afterEach(() => system.control.clearFaults());
afterAll(async () => {
  await client.close();
  await system.stop();
  await clamd.stop();
  s3.close();
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

  it('lies in the bucket and nowhere else, with its preview once that was looked at; the client gets the original (SE-34)', async () => {
    const before = s3.lying().length;
    const [part] = await send({ fileIds: [await upload(system, 'точка.png', DOT)] });
    expect(s3.lying()).toHaveLength(before + 1);
    await hasStatus(part!.id, 'READ');
    expect(await received(DOT)).toHaveLength(1);
    const preview = await fetch(part!.files[0]!.previewUrl ?? '');
    expect([preview.status, preview.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(Buffer.from(await preview.arrayBuffer()).toString('latin1', 8, 12)).toBe('WEBP');
    expect(s3.lying()).toHaveLength(before + 2);
    expect(existsSync(`${system.folder}/files`)).toBe(false);
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

  it.each([
    ['Chromium’s WebM', 'webm', ['-c:a', 'libopus']],
    ['Safari’s AAC', 'm4a', ['-c:a', 'aac']],
  ])('in %s arrives as Opus in Ogg, with its length and its picture (W-22)', async (_what, ending, codec) => {
    const recorded = recording(2, ending, codec);
    const response = await fetch(`${system.productUrl}/files?as=voice&waveform=${Buffer.from([0, 50, 100]).toString('base64url')}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${system.credentials.partnerKey}`,
        'content-disposition': `attachment; filename="voice.${ending}"`,
      },
      body: new Uint8Array(recorded),
    });
    const uploaded = (await response.json()) as { fileId: string; seconds: number };
    expect(uploaded).toMatchObject({ name: 'voice.ogg', mime: 'audio/ogg', seconds: 2 });
    const [part] = await send({ voiceFileId: uploaded.fileId });
    expect(part).toMatchObject({ files: [], voice: { seconds: 2, mime: 'audio/ogg', waveform: [0, 50, 100] } });
    await hasStatus(part!.id, 'READ');
    const heard = Buffer.from(await (await fetch(part!.voice!.url)).arrayBuffer());
    expect(isOpusInOgg(heard)).toBe(true);
    expect(await received(heard)).toMatchObject([{ voice: { seconds: 2, mime: 'audio/ogg; codecs=opus' } }]);
  });

  it('uploaded like any file is converted when it is sent (W-22)', async () => {
    const fileId = await upload(system, 'голос.webm', recording(1, 'webm', ['-c:a', 'libopus']));
    const [part] = await send({ voiceFileId: fileId });
    expect(part).toMatchObject({ voice: { seconds: 1, mime: 'audio/ogg', waveform: null } });
    await hasStatus(part!.id, 'READ');
  });

  it('is refused with a sentence when it is no sound (E-25)', async () => {
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

interface History {
  message: Record<string, { senderid: string; text: string; params: { fileId?: number[]; connectorMid?: string[] } }>;
  files: Record<string, { name: string; urldownload: string }>;
}

describe('the open-line chat', () => {
  let page: OpenedPage;
  let chatId: string;

  beforeAll(async () => {
    page = await openApplication(system, { memberId: FIRST, employeeId: '1' });
    await system.control.act(IVAN, { do: 'reply', text: 'Здравствуйте' });
    const chat = await until('the client has a chat', async () =>
      (await system.control.chats()).find(({ messages }) => messages.some(({ text }) => text === 'Здравствуйте')),
    );
    chatId = chat.chatId;
    // The administrator becomes the operator by writing first.
    const created = await client.createChat({ input: { card: DEAL, accountId: account, recipientId: recipient } });
    expect(created.__typename).toBe('ChatCreated');
  });

  const asEmployee = <T>(method: string, parameters: Record<string, unknown>): Promise<T> => rest<T>(system, page, method, parameters);
  const history = (): Promise<History> => asEmployee<History>('imopenlines.session.history.get', { CHAT_ID: chatId });
  /** The message of the chat that has this file, looked into as a person would: by opening it. */
  const inChat = async (bytes: Buffer) => {
    const { message, files } = await history();
    for (const one of Object.values(message)) {
      for (const id of one.params.fileId ?? []) {
        const content = Buffer.from(await (await fetch(files[id]!.urldownload)).arrayBuffer());
        if (sha256(content) === sha256(bytes)) return { ...one, name: files[id]!.name };
      }
    }
    return null;
  };
  const withBytes = (bytes: Buffer) => until('the chat has the file', () => inChat(bytes));
  const act = (as: string, name: string, mime: string, bytes: Buffer, text?: string): Promise<unknown> =>
    system.control.act(IVAN, {
      do: 'file',
      file: { as, name, mime, content: bytes.toString('base64'), seconds: 4 },
      ...(text && { text }),
    });

  it.each([
    ['INCOMING', 'document', (text: string) => pdf(text), 'смета.pdf'],
    ['OUTGOING', 'document', (text: string) => pdf(text), 'план.pdf'],
  ] as const)(
    'shows the file of a send published as %s, whose copy does not go to the client again (O-24, O-27)',
    async (publication, _as, make, name) => {
      const bytes = make(randomUUID());
      const [part] = await send({ publication, fileIds: [await upload(system, name, bytes)] });
      await hasStatus(part!.id, 'READ');
      const copy = await withBytes(bytes);
      expect(copy.name).toBe(name);
      if (publication === 'OUTGOING') expect(copy.senderid).toBe('1');
      else expect(copy.text).toMatch(/^💬 OLChat \(CRM\):/);
      // What happens after it proves that nothing was on its way to the client.
      const after = `после ${randomUUID()}`;
      await system.control.act(IVAN, { do: 'reply', text: after });
      await until('a later message is in the chat', async () =>
        Object.values((await history()).message).some(({ text }) => text === after),
      );
      expect(await received(bytes)).toHaveLength(1);
    },
  );

  it('gets what the client sends: a document, a picture with words, a voice note; in order (H-1, O-27)', async () => {
    const [act1, photo, note] = [pdf(randomUUID()), jpeg(randomUUID()), voice(4, randomUUID())];
    await act('document', 'акт.pdf', 'application/pdf', act1);
    await act('image', 'x', 'image/jpeg', photo, 'вот фото');
    await act('voice', 'x', 'audio/ogg; codecs=opus', note);
    expect((await withBytes(note)).name).toBe('voice.ogg');
    expect(await inChat(act1)).toMatchObject({ name: 'акт.pdf', text: '' });
    expect(await inChat(photo)).toMatchObject({ name: 'photo.jpg', text: 'вот фото' });
  });

  it('gets a file whose download broke off, whole, after the worker was killed in the middle (GU-5)', async () => {
    const bytes = pdf(randomUUID(), 300_000);
    await system.control.faults([
      { service: 'whatsapp-web', method: 'media.download', do: 'close', times: 1 },
      { service: 'whatsapp-web', method: 'media.download', do: 'delay', ms: 20_000, times: 1 },
    ]);
    await act('document', 'большой акт.pdf', 'application/pdf', bytes);
    await until('both troubles have hit', async () => (await system.control.get<unknown[]>('/faults')).length === 0);
    await system.worker.kill('SIGKILL');
    system.worker.start();
    await withBytes(bytes);
    const copies = Object.values((await history()).files).filter(({ name }) => name === 'большой акт.pdf');
    expect(copies).toHaveLength(1);
  });

  it('says what the client sent when the messenger has it no more (E-23)', async () => {
    await system.control.faults({ service: 'whatsapp-web', method: 'media.download', do: 'refuse', status: 410 });
    await act('document', 'пропавший.pdf', 'application/pdf', pdf('нет'));
    await until('the chat names it', async () =>
      Object.values((await history()).message).find(({ text }) => text.includes('📎 пропавший.pdf — файл не получен')),
    );
  });

  it('is kept from a client’s virus, and says so; the employee’s is refused (SE-33, AT-10)', async () => {
    await act('document', 'прайс.txt', 'text/plain', Buffer.from(EICAR));
    await until('the chat names it', async () =>
      Object.values((await history()).message).find(({ text }) => text.includes('📎 прайс.txt — файл не принят: в нём найден вирус')),
    );
    await expect(upload(system, 'прайс.txt', Buffer.from(EICAR))).rejects.toThrow('FILE_INFECTED');
  });

  it('gets the file that came while the scanner was away, once it is back; uploads are refused meanwhile (SE-33)', async () => {
    const { port } = clamd;
    await clamd.stop();
    const bytes = pdf(randomUUID());
    await act('document', 'в тишине.pdf', 'application/pdf', bytes);
    await expect(upload(system, 'акт.pdf', pdf('акт'))).rejects.toThrow('FILE_NOT_SCANNED');
    clamd = await FakeClamd.start(port);
    expect(await withBytes(bytes)).toMatchObject({ name: 'в тишине.pdf' });
  });

  it('marks what the client edits, with his first words, and loses what he takes back (O-30)', async () => {
    const first = `в десять ${randomUUID()}`;
    await system.control.act(IVAN, { do: 'reply', text: first });
    const stands = (text: string) => async (): Promise<boolean> => Object.values((await history()).message).some(one => one.text === text);
    await until('it stands in the chat', stands(first));
    const id = (await phone()).findLast(({ text }) => text === first)?.externalId ?? '';
    const second = `в одиннадцать ${randomUUID()}`;
    await system.control.act(IVAN, { do: 'edit', id, text: second });
    await until('the new words stand in the chat', stands(`Сообщение отредактировано\n> ${first}\n${second}`));
    await system.control.act(IVAN, { do: 'delete', id });
    await until('the first is gone from the chat', async () => !(await stands(first)()));
  });

  it('carries an operator’s file to the client, byte for byte, and its clock goes away (H-1, O-29)', async () => {
    const bytes = pdf(randomUUID(), 500_000);
    const fields = { name: 'прайс.pdf', content: bytes.toString('base64'), message: 'наш прайс' };
    const { messageId } = await asEmployee<{ messageId: number }>('im.v2.File.upload', { dialogId: `chat${chatId}`, fields });
    await until('the phone has it', async () => (await received(bytes)).length === 1);
    const texts = (await phone()).slice(-2).map(({ text, files }) => [text, files[0]?.name ?? null]);
    expect(texts).toEqual([
      ['наш прайс', null],
      [null, 'прайс.pdf'],
    ]);
    // Both messages at the messenger are tied to the one in the chat.
    await until('both ids are told', async () => (await history()).message[messageId]?.params.connectorMid?.length === 2);
  });

  it('tells the operator why his file did not go (E-23)', async () => {
    const fields = { name: 'setup.exe', content: Buffer.from('MZ').toString('base64'), message: '' };
    await asEmployee('im.v2.File.upload', { dialogId: `chat${chatId}`, fields });
    await until('the chat says why', async () =>
      Object.values((await history()).message).find(
        ({ text, senderid }) => senderid === '0' && text.includes('такой вид файлов не принимается'),
      ),
    );
    expect((await phone()).some(({ files }) => files.some(({ name }) => name === 'setup.exe'))).toBe(false);
  });

  it('carries an operator’s edit and deletion to the client (O-30)', async () => {
    const text = `ошибка ${randomUUID()}`;
    const id = await asEmployee<number>('im.message.add', { DIALOG_ID: `chat${chatId}`, MESSAGE: text });
    const message = await until('the phone has it', async () => (await phone()).find(one => one.text === text));
    await until('its id is told', async () => (await history()).message[id]?.params.connectorMid !== undefined);
    const now = async () => (await phone()).find(({ externalId }) => externalId === message.externalId);
    const corrected = `исправлено ${randomUUID()}`;
    await asEmployee('im.message.update', { MESSAGE_ID: id, MESSAGE: corrected });
    await until('the phone shows the correction', async () => (await now())?.text === corrected && (await now())?.edited);
    await asEmployee('im.message.delete', { MESSAGE_ID: id });
    await until('the phone shows it no more', async () => (await now())?.deleted);
    const rows = (await system.control.ledger()).filter(({ body }) => (body as { target?: string } | null)?.target === message.externalId);
    expect(rows.map(({ method }) => method)).toEqual(['message.edit', 'message.delete']);
  });

  it('does not send what the operator deleted while it waited, of which the portal tells nobody (O-30)', async () => {
    const database = new Database(system.databaseUrl);
    const write = (text: string) => asEmployee<number>('im.message.add', { DIALOG_ID: `chat${chatId}`, MESSAGE: text });
    const [first, regretted, last] = ['первое', 'лишнее', 'последнее'].map(word => `${word} ${randomUUID()}`) as [string, string, string];
    await write(first);
    await until('the phone has the first', async () => (await phone()).some(({ text }) => text === first));
    // Now the account pauses.
    await database.rows('update account set send_interval_ms = 60000 where id = $1', [account]);
    const id = await write(regretted);
    const status = async () =>
      (await database.rows<{ status: string }>('select status from message where open_line_message_id = $1', [String(id)]))[0]?.status;
    await until('it waits', async () => (await status()) === 'QUEUED');
    await asEmployee('im.message.delete', { MESSAGE_ID: id });
    // Nobody waits here as long as it did.
    await database.rows(`update message set created_at = created_at - interval '1 minute' where open_line_message_id = $1`, [String(id)]);
    await database.rows('update account set send_interval_ms = 0 where id = $1', [account]);
    await until('it is cancelled', async () => (await status()) === 'CANCELLED');
    await database.close();
    await write(last);
    await until('the phone has the last', async () => (await phone()).some(({ text }) => text === last));
    expect((await phone()).some(({ text }) => text === regretted)).toBe(false);
  });

  it('deletes nothing at the client for an event that the chat does not confirm (SE-2)', async () => {
    const text = `важное ${randomUUID()}`;
    const id = await asEmployee<number>('im.message.add', { DIALOG_ID: `chat${chatId}`, MESSAGE: text });
    const message = await until('the phone has it', async () => (await phone()).find(one => one.text === text));
    await until('its id is told', async () => (await history()).message[id]?.params.connectorMid !== undefined);
    const { lineId } = (await graphql<{ accounts: { line: { id: string } }[] }>(system, '{ accounts { line { id } } }')).accounts.map(
      ({ line }) => ({ lineId: line.id }),
    )[0]!;
    const forged = new URLSearchParams({
      event: 'ONIMCONNECTORMESSAGEDELETE',
      'data[CONNECTOR]': 'olchat_whatsapp',
      'data[LINE]': lineId,
      'data[MESSAGES][0][im][chat_id]': chatId,
      'data[MESSAGES][0][message][id]': message.externalId,
      'data[MESSAGES][0][chat][id]': IVAN,
      'auth[member_id]': FIRST,
      'auth[application_token]': page.form.fields['APPLICATION_TOKEN'] ?? page.form.fields['application_token'] ?? '',
      ts: String(Math.floor(Date.now() / 1000)),
    });
    const answer = await fetch(`${system.productUrl}/bitrix24/events`, { method: 'POST', body: forged });
    // A true change of the same message after it: when that has come through, the forged one had its turn.
    const corrected = `важное исправлено ${randomUUID()}`;
    await asEmployee('im.message.update', { MESSAGE_ID: id, MESSAGE: corrected });
    await until('the phone shows the correction', async () => (await phone()).find(one => one.text === corrected));
    expect([200, 403]).toContain(answer.status);
    expect((await phone()).find(({ externalId }) => externalId === message.externalId)?.deleted).toBe(false);
  });
});
