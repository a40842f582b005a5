/** Files from the card to the messenger: taken in, sent from the store, and what becomes of them when something fails on the way. */
import { describe, expect, it } from 'vitest';
import { BORIS, DEAL, granted, ScriptedSession, World } from '../../testing/index.ts';
import type { StoredFile } from '../file/stored-file.ts';
import { uploadFile } from '../file/take-file.ts';
import type { FileId } from '../ids.ts';
import { isRefusal } from '../refusal.ts';
import { deliverNext } from './deliver-message.ts';
import { recoverDeliveries } from './recover-deliveries.ts';
import type { Message } from './message.ts';
import { sendAgain } from './send-again.ts';
import { sendMessage, type SendMessage } from './send-message.ts';

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

async function given() {
  const world = await World.open();
  const session = new ScriptedSession(() => world.clock.now());
  const lease = world.lease();
  const context = world.laneContext(session, lease);
  const upload = async (name: string, content: string, caller = world.caller): Promise<StoredFile> => {
    const file = await uploadFile(world, caller, { name, content: once(content), asLink: false });
    if (isRefusal(file)) throw new Error(file.code);
    return file;
  };
  let sends = 0;
  const send = (command: Partial<SendMessage>) =>
    sendMessage(world, world.caller, {
      idempotencyKey: `key-${(sends += 1)}`,
      card: DEAL,
      accountId: world.account.id,
      recipientId: world.recipient.id,
      text: '',
      publication: 'NONE',
      createActivity: true,
      ...command,
    });
  const accepted = async (command: Partial<SendMessage>): Promise<Message[]> => granted(await send(command)).messages;
  return { world, session, context, upload, send, accepted, deliver: () => deliverNext(world, context) };
}

describe('a send with files', () => {
  it('makes one message for each in one group, in order, with one activity and one key (T-12, Q-1)', async () => {
    const { world, upload, accepted, send } = await given();
    const files = [await upload('договор.pdf', '%PDF-1'), await upload('счёт.pdf', '%PDF-2')];
    const command = { idempotencyKey: 'once', text: 'документы', fileIds: files.map(({ id }) => id) };
    const messages = await accepted(command);
    expect(messages.map(({ text, file, position }) => [position, text, file?.name])).toEqual([
      [0, 'документы', undefined],
      [1, '', 'договор.pdf'],
      [2, '', 'счёт.pdf'],
    ]);
    expect(new Set(messages.map(({ groupId }) => groupId)).size).toBe(1);
    expect(new Set(messages.map(({ externalMessageId }) => externalMessageId)).size).toBe(3);
    expect(world.waiting('sync-activity')).toHaveLength(1);
    expect(granted(await send(command))).toMatchObject({ isDuplicate: true, messages: messages.map(({ id }) => ({ id })) });
    expect(await send({ ...command, fileIds: [] })).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('keeps the file for a month, so that it can be sent again', async () => {
    const { world, upload, accepted } = await given();
    const file = await upload('договор.pdf', '%PDF-1');
    await accepted({ fileIds: [file.id] });
    const kept = await world.do(tx => tx.files.find(file.id));
    expect(kept?.expiresAt.getTime()).toBe(world.clock.now().getTime() + 30 * 86_400_000);
  });

  it('takes only the caller’s own files; another’s looks missing (SE-13)', async () => {
    const { world, upload, send } = await given();
    const foreign = await upload('чужой.pdf', '%PDF-1', { ...world.caller, employeeId: BORIS });
    expect(await send({ fileIds: [foreign.id] })).toMatchObject({ code: 'NOT_FOUND', details: { field: 'fileIds' } });
    expect(await send({ voiceFileId: foreign.id })).toMatchObject({ code: 'NOT_FOUND', details: { field: 'voiceFileId' } });
    expect(await send({ fileIds: ['nowhere' as FileId] })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is refused when a file is gone, and when there is neither text nor file (E-23, E-20)', async () => {
    const { world, upload, send } = await given();
    const file = await upload('договор.pdf', '%PDF-1');
    world.files.contents.clear();
    expect(await send({ fileIds: [file.id] })).toMatchObject({ code: 'FILE_GONE' });
    expect(await send({})).toMatchObject({ code: 'TEXT_EMPTY' });
  });
});

describe('a file’s message', () => {
  it('stays claimed while it is brought to the messenger, and is being called before it leaves (RE-5)', async () => {
    const { world, session, upload, accepted, deliver } = await given();
    const [message] = await accepted({ fileIds: [(await upload('договор.pdf', '%PDF-1')).id] });
    const states: string[] = [];
    const note = async (): Promise<void> => void states.push((await world.message(message!.id)).delivery);
    const send = session.send.bind(session);
    session.send = async outgoing => {
      await note();
      for await (const piece of outgoing.file!.open()) expect(Buffer.from(piece).toString()).toBe('%PDF-1');
      expect(await outgoing.file!.aboutToLeave()).toBe(true);
      await note();
      return send({ ...outgoing, file: null });
    };
    expect(await deliver()).toBe(true);
    expect(states).toEqual(['CLAIMED', 'CALLING']);
    expect(await world.message(message!.id)).toMatchObject({ status: 'SENT', delivery: 'DONE' });
  });

  it('that was only being brought there when the worker died is sent by the next one (GU-7)', async () => {
    const { world, session, context, upload, accepted, deliver } = await given();
    const [message] = await accepted({ fileIds: [(await upload('договор.pdf', '%PDF-1')).id] });
    session.send = () => Promise.reject(new Error('killed in the middle of the upload'));
    await expect(deliver()).rejects.toThrow('killed');
    await recoverDeliveries(world, context);
    const heir = new ScriptedSession(() => world.clock.now());
    expect(await deliverNext(world, { ...context, session: heir })).toBe(true);
    expect(heir.sent).toHaveLength(1);
    expect(await world.message(message!.id)).toMatchObject({ status: 'SENT', attempt: 2 });
  });

  it('that could not be brought there waits and is tried again (RE-9)', async () => {
    const { world, session, upload, accepted, deliver } = await given();
    const [message] = await accepted({ fileIds: [(await upload('договор.pdf', '%PDF-1')).id] });
    session.send = () => Promise.resolve({ kind: 'not-sent', reason: 'the media server is away', retryAfterMs: 1000 });
    await deliver();
    expect(await world.message(message!.id)).toMatchObject({ status: 'QUEUED', delivery: 'READY' });
    expect((await world.message(message!.id)).runAt.getTime()).toBe(world.clock.now().getTime() + 1000);
  });

  it('does not leave once another has taken it over', async () => {
    const { world, session, upload, accepted, deliver } = await given();
    const [message] = await accepted({ fileIds: [(await upload('договор.pdf', '%PDF-1')).id] });
    const answers: boolean[] = [];
    session.send = async ({ file }) => {
      await world.change(message!.id, { attempt: 7 });
      answers.push(await file!.aboutToLeave());
      return { kind: 'not-sent', reason: 'it must not leave', retryAfterMs: null };
    };
    await deliver();
    expect(answers).toEqual([false]);
    expect(await world.message(message!.id)).toMatchObject({ delivery: 'CLAIMED', attempt: 7 });
  });

  it('fails by name when its bytes are gone, and the others of the group go on (T-12, E-23)', async () => {
    const { world, session, upload, accepted, deliver } = await given();
    const files = [await upload('договор.pdf', '%PDF-1'), await upload('счёт.pdf', '%PDF-2')];
    const [first, second] = await accepted({ fileIds: files.map(({ id }) => id) });
    await world.files.remove(world.portal.id, files[0]!.storageKey);
    await deliver();
    await deliver();
    expect(await world.message(first!.id)).toMatchObject({
      status: 'FAILED',
      failure: { code: 'FILE_GONE' },
      file: { name: 'договор.pdf' },
    });
    expect(await world.message(second!.id)).toMatchObject({ status: 'SENT' });
    expect(session.sent.map(({ file }) => file?.name)).toEqual(['счёт.pdf']);
  });

  it('is sent again with the same file in the same way, also by an administrator who did not upload it (L-12)', async () => {
    const { world, session, upload, accepted, deliver } = await given();
    const file = await upload('голос.ogg', `OggS${'\0'.repeat(24)}OpusHead`);
    const [message] = await accepted({ voiceFileId: file.id });
    session.willAnswer({ kind: 'refused', code: 'MESSENGER_REFUSED', rawCode: '500', freeAt: null });
    await deliver();
    const boris = { ...world.caller, employeeId: BORIS, isAdministrator: true };
    const again = granted(await sendAgain(world, boris, { messageId: message!.id, idempotencyKey: 'again' }));
    expect(again.messages).toMatchObject([{ file: { id: file.id, kind: 'VOICE' }, senderId: BORIS }]);
    await deliver();
    expect(session.sent.at(-1)?.file).toMatchObject({ kind: 'VOICE', name: 'голос.ogg' });
  });
});
