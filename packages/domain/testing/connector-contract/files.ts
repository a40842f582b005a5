/** Files and pictures, in both directions, to the last byte (W-17, H-1). */
import { expect, it } from 'vitest';
import type { FileKind } from '../../src/index.ts';
import { until } from '../until.ts';
import type { ConnectorBench } from './connector-bench.ts';
import { CONTENT, outgoingFile, sha256 } from './file-content.ts';

export function files(bench: ConnectorBench): void {
  const { logIn, message, never, timesAccepted } = bench;

  it.each<[FileKind, string, string, number | null]>([
    ['DOCUMENT', 'Договор №1.pdf', 'application/pdf', null],
    ['IMAGE', 'фото.jpg', 'image/jpeg', null],
    ['VIDEO', 'ролик.mp4', 'video/mp4', null],
    ['AUDIO', 'песня.mp3', 'audio/mpeg', 200],
    ['VOICE', 'голос.ogg', 'audio/ogg', 7],
  ])('sends a file as %s, byte for byte, with its caption where there is one (W-17, W-18, W-22)', async (kind, name, mime, seconds) => {
    const { files } = bench.harness.connector.capabilities;
    if (files === null) return;
    const session = await logIn();
    const text = files.captions.includes(kind) ? 'посмотрите' : '';
    const sent = { ...message(text), file: outgoingFile(CONTENT, { kind, name, mime, seconds }) };
    expect(await session.send(sent, never)).toMatchObject({ kind: 'accepted' });
    const [had] = await bench.harness.files();
    expect(had).toMatchObject({ externalMessageId: sent.externalMessageId, kind, sha256: sha256(CONTENT), caption: text || null });
    if (kind === 'DOCUMENT') expect(had?.name).toBe(name);
  });

  it('asks once whether a file may leave, when all of it lies at the messenger, and lets nothing leave after a no (RE-5)', async () => {
    if (bench.harness.connector.capabilities.files === null) return;
    const session = await logIn();
    let isRead = false;
    const asked: boolean[] = [];
    const watched = outgoingFile(CONTENT);
    const open = async function* (): AsyncGenerator<Uint8Array> {
      yield* watched.open();
      isRead = true;
    };
    const aboutToLeave = (): Promise<boolean> => Promise.resolve(asked.push(isRead) > 1);
    const sent = { ...message(''), file: { ...watched, open, aboutToLeave } };
    expect((await session.send(sent, never)).kind).toBe('not-sent');
    expect(asked).toEqual([true]);
    expect(await timesAccepted(sent)).toBe(0);
    // The same message again, from the beginning.
    expect((await session.send(sent, never)).kind).toBe('accepted');
    expect(await timesAccepted(sent)).toBe(1);
  });

  it.each(['cannot be read', 'is not taken by the media server'] as const)('answers not-sent when a file %s (RE-9)', async why => {
    if (bench.harness.connector.capabilities.files === null) return;
    const session = await logIn();
    let isAsked = false;
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(CONTENT);
      throw new Error('the disk is away');
    };
    if (why !== 'cannot be read') await bench.harness.trouble('refuse-file');
    const aboutToLeave = (): Promise<boolean> => Promise.resolve((isAsked = true));
    const sent = { ...message(''), file: outgoingFile(CONTENT, { aboutToLeave, ...(why === 'cannot be read' ? { open: broken } : {}) }) };
    expect((await session.send(sent, never)).kind).toBe('not-sent');
    expect(isAsked).toBe(false);
    expect(await timesAccepted(sent)).toBe(0);
    expect((await session.send(message('дальше'), never)).kind).toBe('accepted');
  });

  it.each<[FileKind, string | null]>([
    ['DOCUMENT', null],
    ['IMAGE', 'вот фото'],
    ['VOICE', null],
  ])('reports a file that a client sends as %s, and fetches it more than once (H-1)', async (kind, caption) => {
    if (bench.harness.connector.capabilities.files === null) return;
    const session = await logIn();
    await session.send(message(), never);
    const mime = { DOCUMENT: 'application/pdf', IMAGE: 'image/jpeg', VOICE: 'audio/ogg; codecs=opus' }[kind as 'DOCUMENT'];
    await bench.harness.sendFile({ kind, name: 'акт.pdf', mime, bytes: CONTENT, caption });
    await until('the message is reported', () => bench.events.messages.length === 1);
    const [inbound] = bench.events.messages;
    expect(inbound).toMatchObject({
      address: bench.harness.client,
      text: caption,
      unsupported: null,
      file: { kind, mime, size: CONTENT.length },
    });
    if (kind === 'DOCUMENT') expect(inbound?.file?.name).toBe('акт.pdf');
    for (const time of ['first', 'second']) {
      const outcome = await session.download(inbound?.file?.reference ?? '', never);
      if (outcome.kind !== 'content') throw new Error(`the ${time} download is ${outcome.kind}`);
      const pieces: Uint8Array[] = [];
      for await (const piece of outcome.bytes) pieces.push(piece);
      expect(sha256(Buffer.concat(pieces))).toBe(sha256(CONTENT));
    }
  });

  it('fetches the picture that a person shows, and says «none» where he shows none or hides it (H-1)', async () => {
    if (bench.harness.connector.capabilities.pictures !== true) return;
    const session = await logIn();
    if (session.picture === undefined) throw new Error('pictures are announced and cannot be asked for');
    await session.send(message(), never);
    await bench.harness.reply('Вот я');
    await until('the client is met', () => bench.events.messages.length === 1);
    const address = bench.events.messages[0]?.messengerAddress ?? '';
    await bench.harness.showPicture?.(CONTENT);
    const outcome = await session.picture(address, never);
    if (outcome.kind !== 'content') throw new Error(`the picture is ${outcome.kind}`);
    const pieces: Uint8Array[] = [];
    for await (const piece of outcome.bytes) pieces.push(piece);
    expect(sha256(Buffer.concat(pieces))).toBe(sha256(CONTENT));
    await bench.harness.showPicture?.(null);
    expect(await session.picture(address, never)).toEqual({ kind: 'none' });
    await session.close();
    expect((await session.picture(address, never)).kind).toBe('unavailable');
  });
}
