/** Files through the real library: what only WhatsApp's way of media does. */
import type { OutgoingFile } from '@olchat/domain';
import { until } from '@olchat/domain/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT, COMPANY, messageTo, WhatsAppWorld, type Line } from './whatsapp-web-world.ts';

const never = new AbortController().signal;
const BYTES = Buffer.alloc(300_000, 'файл ');
let world: WhatsAppWorld;
let line: Line;

beforeEach(async () => {
  world = await WhatsAppWorld.start();
  line = await world.logIn(COMPANY);
  await line.session.send(messageTo(CLIENT, 'Здравствуйте'), never);
});
afterEach(() => world.end());

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

const voice = (
  open = async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(BYTES);
  },
): OutgoingFile => ({
  kind: 'VOICE',
  name: 'голос.ogg',
  mime: 'audio/ogg',
  size: BYTES.length,
  seconds: 9,
  open,
  aboutToLeave: () => Promise.resolve(true),
});

describe('a file that comes in', () => {
  const receive = async (): Promise<string> => {
    const file = { name: 'акт.pdf', mime: 'application/pdf', as: 'document', content: BYTES.toString('base64') } as const;
    await world.act(CLIENT, { do: 'file', file });
    await until('it is reported', () => line.events.messages.length > 0);
    return line.events.messages[0]?.file?.reference ?? '';
  };
  const read = async (reference: string): Promise<Buffer> => {
    const outcome = await line.session.download(reference, never);
    if (outcome.kind !== 'content') throw new Error(outcome.kind);
    return await whole(outcome.bytes);
  };

  it('that breaks off fails the reading, and is whole the next time', async () => {
    const reference = await receive();
    world.trouble({ method: 'media.download', do: 'close' });
    await expect(read(reference)).rejects.toThrow();
    expect((await read(reference)).equals(BYTES)).toBe(true);
  });

  it('is gone when the server has it no more, and unavailable when the server is troubled (E-23)', async () => {
    const reference = await receive();
    world.trouble({ method: 'media.download', do: 'refuse', status: 410 }, { method: 'media.download', do: 'refuse', status: 503 });
    expect(await line.session.download(reference, never)).toEqual({ kind: 'gone' });
    expect(await line.session.download(reference, never)).toMatchObject({ kind: 'unavailable' });
  });

  it('whose key or hash is not the message’s fails the reading, whatever was read (SE-33)', async () => {
    const reference = JSON.parse(await receive()) as Record<string, string>;
    await expect(read(JSON.stringify({ ...reference, mediaKey: Buffer.alloc(32, 1).toString('base64') }))).rejects.toThrow('changed');
    await expect(read(JSON.stringify({ ...reference, sha256: Buffer.alloc(32, 1).toString('base64') }))).rejects.toThrow('announced');
  });

  it('is fetched from the messenger’s host only, whatever host the message names (SE-33)', async () => {
    const reference = await receive();
    expect(Object.keys(JSON.parse(reference) as object).sort()).toEqual(['directPath', 'mediaKey', 'sha256', 'type']);
    await world.restartServer();
    await until('it is whole from the host of now', async () => {
      const outcome = await line.session.download(reference, never);
      return outcome.kind === 'content' && (await whole(outcome.bytes)).equals(BYTES);
    });
  });
});

describe('a voice note', () => {
  it('that was played counts as read (L-7)', async () => {
    const sent = { ...messageTo(CLIENT, ''), file: voice() };
    expect((await line.session.send(sent, never)).kind).toBe('accepted');
    expect(world.received().at(-1)?.voice).toMatchObject({ seconds: 9, mime: 'audio/ogg; codecs=opus' });
    await world.act(CLIENT, { do: 'play' });
    const played = (): boolean =>
      line.events.allReceipts.some(({ externalMessageId: id, rawCode }) => id === sent.externalMessageId && rawCode === 'played');
    await until('it was played', played);
    expect(line.events.allReceipts.findLast(({ rawCode }) => rawCode === 'played')?.status).toBe('read');
  });

  it('whose upload does not end has not left, and the connection stays (RE-9)', async () => {
    const patient = await world.logIn(COMPANY, { timings: { uploadMs: 300 } });
    world.trouble({ method: 'media.upload', do: 'drop' });
    const sent = { ...messageTo(CLIENT, ''), file: voice() };
    expect((await patient.session.send(sent, never)).kind).toBe('not-sent');
    expect(patient.events.current?.state).toBe('CONNECTED');
    expect((await patient.session.send(sent, never)).kind).toBe('accepted');
    expect(world.received().filter(({ voice: had }) => had !== null)).toHaveLength(1);
  });
});

describe('the picture of a person (H-1)', () => {
  const PICTURE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(5000, 1)]);
  const jid = `${CLIENT}@s.whatsapp.net`;
  const ask = (session = line.session, address = jid) => {
    if (session.picture === undefined) throw new Error('no pictures');
    return session.picture(address, never);
  };
  const shows = (content: string | null): Promise<void> => world.act(CLIENT, { do: 'picture', content });

  it('is fetched by the link that the server gives, by number and by the id that hides it', async () => {
    await shows(PICTURE.toString('base64'));
    await world.act(CLIENT, { do: 'reply', text: 'кто это' });
    await until('it is reported', () => line.events.messages.length > 0);
    for (const address of [jid, line.events.messages[0]?.messengerAddress ?? '']) {
      const answer = await ask(line.session, address);
      if (answer.kind !== 'content') throw new Error(JSON.stringify(answer));
      expect((await whole(answer.bytes)).equals(PICTURE)).toBe(true);
    }
  });

  it('is none where there is none, and where it is hidden', async () => {
    expect(await ask()).toEqual({ kind: 'none' });
    await shows(null);
    expect(await ask()).toEqual({ kind: 'none' });
  });

  it('is unavailable while the server is troubled, silent or away: that says nothing of the person', async () => {
    await shows(PICTURE.toString('base64'));
    const impatient = await world.logIn(COMPANY, { timings: { queryTimeoutMs: 300 } });
    world.trouble({ method: 'picture', do: 'refuse', code: '429' }, { method: 'media.picture', do: 'refuse', status: 503 });
    expect(await ask()).toMatchObject({ kind: 'unavailable' });
    expect(await ask()).toEqual({ kind: 'unavailable', reason: 'the media server answered 503' });
    world.trouble({ method: 'picture', do: 'drop' });
    expect(await ask(impatient.session)).toMatchObject({ kind: 'unavailable' });
    await line.session.close();
    expect(await ask()).toEqual({ kind: 'unavailable', reason: 'not connected' });
  });
});

describe('an edit', () => {
  it('of another person’s id changes nothing at the client (O-30)', async () => {
    await world.act(CLIENT, { do: 'reply', text: 'моё' });
    const own = world.written()[0]?.externalId ?? '';
    const change = { ...messageTo(CLIENT, 'чужое'), externalMessageId: messageTo(CLIENT, '').externalMessageId, targetExternalId: own };
    expect((await line.session.edit(change, never)).kind).toBe('accepted');
    expect(world.written()[0]).toMatchObject({ text: 'моё', edited: false });
  });
});
