import { describe, expect, it } from 'vitest';
import { once, World } from '../../testing/index.ts';
import type { StoredFile } from '../file/stored-file.ts';
import { uploadFile } from '../file/take-file.ts';
import { sendMessage } from '../message/send-message.ts';
import { isRefusal } from '../refusal.ts';
import { MAX_VOICE_BYTES, uploadVoice, voiceOf } from './make-voice.ts';
import { waveformOf } from './waveform.ts';

const WEBM = Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3]);
const LEVELS = [0, 40, 100];

async function recorded(world: World, name = 'голос.webm', bytes: Uint8Array = WEBM): Promise<StoredFile> {
  const file = await uploadFile(world, world.caller, { name, content: once(bytes), asLink: false });
  if (isRefusal(file)) throw new Error(file.code);
  return file;
}
const stored = (world: World): StoredFile[] => [...world.storage.stateOf(world.portal.id).files.values()];
const send = (world: World, voiceFileId: StoredFile['id'], idempotencyKey = 'key') =>
  sendMessage(world, world.caller, {
    idempotencyKey,
    card: null,
    accountId: world.account.id,
    recipientId: world.recipient.id,
    text: '',
    voiceFileId,
    publication: 'NONE',
    createActivity: false,
  });

describe('a recording that is uploaded as a voice note (W-20, W-22)', () => {
  it('is kept as Opus in Ogg with its length and its picture; the recording itself is gone', async () => {
    const world = await World.open();
    const voice = await uploadVoice(world, world.caller, { name: 'голос.webm', content: once(WEBM), waveform: LEVELS });
    expect(voice).toMatchObject({
      name: 'голос.ogg',
      kind: 'VOICE',
      mime: 'audio/ogg',
      seconds: 7,
      waveform: LEVELS,
      ownerId: world.caller.employeeId,
    });
    expect(stored(world).map(({ name, state }) => [name, state])).toEqual([
      ['голос.webm', 'GONE'],
      ['голос.ogg', 'READY'],
    ]);
    expect(world.files.contents.size).toBe(1);
  });

  it('is taken as it is when it is Opus in Ogg already', async () => {
    const world = await World.open();
    const ogg = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead')]);
    const voice = await uploadVoice(world, world.caller, { name: 'голос.ogg', content: once(ogg), waveform: LEVELS });
    expect(voice).toMatchObject({ kind: 'VOICE', waveform: LEVELS });
    expect(world.voices.conversions).toBe(0);
  });

  it.each(['UNREADABLE', 'TOO_LONG', 'NO_DECODER'] as const)(
    'is refused when it is %s, and nothing of it is left (E-25)',
    async problem => {
      const world = await World.open();
      world.voices.problem = problem;
      const refusal = await uploadVoice(world, world.caller, { name: 'голос.webm', content: once(WEBM), waveform: null });
      expect(refusal).toMatchObject({ code: 'VOICE_NOT_CONVERTIBLE', details: { field: 'voiceFileId', voiceProblem: problem } });
      expect(world.files.contents.size).toBe(0);
      expect(stored(world).every(({ state }) => state === 'GONE')).toBe(true);
    },
  );

  it('may have 16 MB and not one byte more', async () => {
    const world = await World.open();
    const bytes = Buffer.concat([WEBM, Buffer.alloc(MAX_VOICE_BYTES)]);
    const refusal = await uploadVoice(world, world.caller, { name: 'голос.webm', content: once(bytes), waveform: null });
    expect(refusal).toMatchObject({ code: 'FILE_TOO_LARGE', details: { limit: MAX_VOICE_BYTES } });
  });
});

describe('a recording that is sent as a voice note', () => {
  it('is converted once, however often it is sent, and stays the file that it was (W-22)', async () => {
    const world = await World.open();
    const recording = await recorded(world);
    const first = await send(world, recording.id);
    expect(isRefusal(first) ? first : first.messages.map(({ file }) => file)).toMatchObject([
      { kind: 'VOICE', mime: 'audio/ogg', seconds: 7 },
    ]);
    const second = await send(world, recording.id, 'another key');
    expect(isRefusal(second)).toBe(false);
    expect(world.voices.conversions).toBe(1);
    expect(stored(world)).toMatchObject([
      { name: 'голос.webm', kind: 'AUDIO', state: 'READY' },
      { name: 'голос.ogg', kind: 'VOICE' },
    ]);
  });

  it('answers the first message for the same key when its bytes are long gone (Q-1)', async () => {
    const world = await World.open();
    const recording = await recorded(world);
    const first = await send(world, recording.id);
    world.files.contents.clear();
    const again = await send(world, recording.id);
    if (isRefusal(first) || isRefusal(again)) throw new Error('refused');
    expect([again.isDuplicate, again.messages.map(({ id }) => id)]).toEqual([true, first.messages.map(({ id }) => id)]);
  });

  it.each([
    ['that is no sound', 'договор.pdf', Buffer.from('%PDF-1.7')],
    ['that nobody can convert', 'голос.webm', WEBM],
  ])('%s is refused (E-25)', async (_what, name, bytes) => {
    const world = await World.open();
    world.voices.problem = 'UNREADABLE';
    const recording = await recorded(world, name, bytes);
    expect(await send(world, recording.id)).toMatchObject({ code: 'VOICE_NOT_CONVERTIBLE', details: { voiceProblem: 'UNREADABLE' } });
  });

  it('of another employee is not even looked at (SE-13)', async () => {
    const world = await World.open();
    const recording = await recorded(world);
    const other = { ...world.caller, employeeId: 'someone' as typeof world.caller.employeeId };
    const refusal = await sendMessage(world, other, {
      idempotencyKey: 'key',
      card: null,
      accountId: world.account.id,
      recipientId: world.recipient.id,
      text: '',
      voiceFileId: recording.id,
      publication: 'NONE',
      createActivity: false,
    });
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', details: { field: 'voiceFileId' } });
    expect(world.voices.conversions).toBe(0);
  });

  it('is converted anew when the note that was made of it is gone', async () => {
    const world = await World.open();
    const recording = await recorded(world);
    const first = await voiceOf(world, world.portal.id, recording);
    if (isRefusal(first)) throw new Error(first.code);
    first.state = 'GONE';
    await world.do(tx => tx.files.save(first));
    const second = await voiceOf(world, world.portal.id, recording);
    expect(isRefusal(second) ? second : [second.kind, second.id === first.id]).toEqual(['VOICE', false]);
  });
});

it('the picture of a sound is whole numbers from 0 to 100, at most 64 of them', () => {
  expect(waveformOf([-5, 3.6, 255, Number.NaN])).toEqual([0, 4, 100, 0]);
  expect(waveformOf([])).toBeNull();
  expect(waveformOf(Array.from({ length: 65 }, () => 1))).toBeNull();
});

it('a recording that a message takes while it is converted is kept as long as the message needs it', async () => {
  const world = await World.open();
  const recording = await recorded(world);
  const convert = world.voices.convert.bind(world.voices);
  world.voices.convert = async (...args) => {
    await world.do(async tx => {
      const taken = await tx.files.find(recording.id);
      if (taken === null) return expect.unreachable();
      taken.use(world.clock.now());
      await tx.files.save(taken);
    });
    return convert(...args);
  };
  const voice = await voiceOf(world, world.portal.id, recording);
  if (isRefusal(voice)) return expect.unreachable();
  const [now] = stored(world).filter(({ id }) => id === recording.id);
  expect([now?.voiceId, now?.expiresAt]).toEqual([voice.id, new Date(world.clock.now().getTime() + 30 * 86_400_000)]);
});
