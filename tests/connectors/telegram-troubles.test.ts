/** What only this messenger does, and how its connector comes through: the real library against the simulated Telegram. */
import type { OutgoingFile, RefusalCode } from '@olchat/domain';
import { RecordedEvents, until } from '@olchat/domain/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isConnected, type Line } from './messenger-world.ts';
import { CLIENT, COMPANY, GUARDED, messageTo, STRANGER, TelegramWorld } from './telegram-world.ts';

const never = new AbortController().signal;
let world: TelegramWorld;

beforeEach(async () => {
  world = await TelegramWorld.start();
});
afterEach(() => world.end());

const lastStep = ({ events }: Line) => events.steps.findLast(({ kind }) => kind !== 'WAIT');
const step = (line: Line, kind: string) => until(`the step is ${kind}`, () => lastStep(line)?.kind === kind);
const problem = (line: Line) => {
  const last = lastStep(line);
  return last !== undefined && 'problem' in last ? (last.problem?.code ?? null) : null;
};

describe('a login by number (C-4)', () => {
  const begin = async (phone: string): Promise<Line> => {
    const line = world.open();
    await step(line, 'QR');
    await line.session.continueLogin({ kind: 'PHONE', phone });
    return line;
  };

  it('takes the code after a wrong one, and says where it was sent', async () => {
    const line = await begin('+7 900 000-00-91');
    await step(line, 'CODE');
    expect(lastStep(line)).toMatchObject({ phone: `+${COMPANY.phone}`, sentBy: 'APP', length: 5, problem: null });
    await line.session.continueLogin({ kind: 'CODE', code: '00000' });
    await until('the wrong code is named', () => problem(line) === 'LOGIN_CODE_WRONG');
    await line.session.continueLogin({ kind: 'CODE', code: '12345' });
    await until('the account is connected', () => isConnected(line));
    expect(line.events.current).toMatchObject({
      address: `+${COMPANY.phone}`,
      messengerId: String(COMPANY.userId),
      username: 'sales_demo',
    });
    expect(lastStep(line)).toEqual({ kind: 'DONE' });
  });

  it('asks for the cloud password, takes it after a wrong one, and keeps neither it nor the code', async () => {
    const line = await begin(GUARDED.phone);
    await step(line, 'CODE');
    await line.session.continueLogin({ kind: 'CODE', code: '12345' });
    await step(line, 'PASSWORD');
    expect(lastStep(line)).toMatchObject({ hint: '13 знаков', problem: null });
    await line.session.continueLogin({ kind: 'PASSWORD', password: 'неверный пароль' });
    await until('the wrong password is named', () => problem(line) === 'LOGIN_PASSWORD_WRONG');
    await line.session.continueLogin({ kind: 'PASSWORD', password: GUARDED.password });
    await until('the account is connected', () => isConnected(line));
    const stored = JSON.stringify([await line.store.readCredentials(), line.events.steps, line.events.states]);
    expect(stored).not.toContain(GUARDED.password);
    expect(stored).not.toContain('12345');
  });

  it.each<[string, string, RefusalCode, string | null]>([
    ['a number without an account', '79000000000', 'LOGIN_NO_ACCOUNT', null],
    ['no number at all', '123', 'NUMBER_MALFORMED', null],
    ['a banned number', COMPANY.phone, 'LOGIN_NUMBER_BANNED', 'PHONE_NUMBER_BANNED'],
    ['too many tries', COMPANY.phone, 'LOGIN_TOO_MANY_TRIES', 'PHONE_NUMBER_FLOOD'],
    ['a wait', COMPANY.phone, 'LIMIT_REACHED', 'FLOOD_WAIT_3600'],
    ['keys of the application that Telegram refuses', COMPANY.phone, 'LOGIN_NOT_CONFIGURED', 'API_ID_INVALID'],
  ])('says its own word for %s, and takes a number again', async (_what, phone, code, trouble) => {
    if (trouble !== null) world.trouble({ method: 'auth.sendCode', do: 'refuse', code: trouble });
    const line = await begin(phone);
    await until('the problem is named', () => problem(line) === code);
    const told = lastStep(line);
    expect(told?.kind).toBe('PHONE');
    if (told?.kind === 'PHONE' && code === 'LIMIT_REACHED') expect(told.problem?.freeAt?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    await line.session.continueLogin({ kind: 'PHONE', phone: COMPANY.phone });
    await step(line, 'CODE');
  });

  it('begins anew when the code has expired', async () => {
    const line = await begin(COMPANY.phone);
    await step(line, 'CODE');
    world.trouble({ method: 'auth.signIn', do: 'refuse', code: 'PHONE_CODE_EXPIRED' });
    await line.session.continueLogin({ kind: 'CODE', code: '12345' });
    await until('the problem is named', () => problem(line) === 'LOGIN_CODE_EXPIRED');
    expect(lastStep(line)?.kind).toBe('PHONE');
  });

  it('never shows what Telegram itself writes, such as codes (SE-50)', async () => {
    const line = await world.logIn();
    const other = await begin(COMPANY.phone);
    await step(other, 'CODE');
    await world.act(CLIENT, { do: 'reply', text: 'Добрый день' });
    await until('the client is heard', () => line.events.messages.length > 0);
    expect(line.events.messages.map(({ text }) => text)).toEqual(['Добрый день']);
    expect(await line.store.readKeys('dialog', [`${COMPANY.userId}/777000`])).toEqual(new Map());
  });
});

describe('a login by QR (C-4)', () => {
  it('asks for the cloud password too', async () => {
    const line = world.open();
    await world.scan(line, GUARDED.userId);
    await step(line, 'PASSWORD');
    await line.session.continueLogin({ kind: 'PASSWORD', password: 'нет' });
    await until('the wrong password is named', () => problem(line) === 'LOGIN_PASSWORD_WRONG');
    await line.session.continueLogin({ kind: 'PASSWORD', password: GUARDED.password });
    await until('the account is connected', () => isConnected(line));
  });

  it('ends after its time, and begins anew when a person asks', async () => {
    const line = world.open({ timings: { loginMs: 300 } });
    await step(line, 'EXPIRED');
    expect(line.events.current).toMatchObject({ state: 'LOGIN_REQUIRED', reason: 'LOGIN_EXPIRED' });
    await line.session.close();
    const again = world.open({ store: line.store });
    await step(again, 'EXPIRED');
    const shown = again.events.steps.length;
    await again.session.continueLogin({ kind: 'NEW_QR' });
    await world.scan(again, COMPANY.userId, shown);
    await until('the account is connected', () => isConnected(again));
  });

  it('loads contacts and conversations before the account is connected, and says how far it is (D-32)', async () => {
    const line = await world.logIn();
    const states = line.events.states.map(({ state }) => state);
    expect(states).toContain('SYNCHRONISING');
    expect(states.indexOf('SYNCHRONISING')).toBeLessThan(states.indexOf('CONNECTED'));
    expect(line.events.states.findLast(({ state }) => state === 'SYNCHRONISING')?.progress).toEqual({ done: 1, total: 1 });
  });
});

describe('a session that the owner ended (C-8)', () => {
  it('is noticed by an idle account, and a new login makes it good', async () => {
    const line = await world.logIn({ timings: { healthMs: 60 } });
    await world.act(String(COMPANY.userId), { do: 'end-sessions' });
    await until('a login is required', () => line.events.current?.state === 'LOGIN_REQUIRED');
    expect(line.events.current).toMatchObject({ reason: 'SESSION_ENDED', rawCode: 'AUTH_KEY_UNREGISTERED' });
    const shown = line.events.steps.length;
    await line.session.continueLogin({ kind: 'NEW_QR' });
    await world.scan(line, COMPANY.userId, shown);
    await until('the account is connected', () => isConnected(line));
    expect((await line.session.send(messageTo(CLIENT, 'снова здесь'), never)).kind).toBe('accepted');
  });

  it.each([
    ['AUTH_KEY_DUPLICATED', 'LOGIN_REQUIRED', 'SESSION_ENDED'],
    ['USER_DEACTIVATED_BAN', 'LOGIN_REQUIRED', 'ACCOUNT_BANNED'],
    ['FROZEN_METHOD_INVALID', 'RESTRICTED', 'ACCOUNT_FROZEN'],
  ])('%s of a send makes it %s, %s', async (code, state, reason) => {
    const line = await world.logIn();
    world.trouble({ method: 'messages.sendMessage', do: 'refuse', code });
    const outcome = await line.session.send(messageTo(CLIENT, 'Здравствуйте'), never);
    expect(outcome).toMatchObject(reason === 'SESSION_ENDED' ? { kind: 'not-sent' } : { kind: 'refused', code: reason, rawCode: code });
    await until('the state is told', () => line.events.current?.state === state);
    expect(line.events.current).toMatchObject({ reason, rawCode: code });
    expect((await line.session.send(messageTo(CLIENT, 'ещё'), never)).kind).toBe('not-sent');
  });
});

describe('a message (GU-3)', () => {
  it('whose answer is lost stays one, however often it is asked for, and its read is told', async () => {
    const line = await world.logIn();
    const sent = messageTo(CLIENT, 'один раз');
    world.trouble({ method: 'messages.sendMessage', do: 'lose-answer' });
    expect((await line.session.send(sent, never)).kind).toBe('unknown');
    expect((await line.session.send(sent, never)).kind).toBe('accepted');
    expect((await line.session.send(sent, never)).kind).toBe('accepted');
    expect(world.accepted()).toEqual([{ externalMessageId: sent.externalMessageId, text: 'один раз' }]);
    expect(world.received()).toHaveLength(1);
    await world.act(CLIENT, { do: 'read' });
    await until('the read is told', () => line.events.statusesOf(sent.externalMessageId).includes('read'));
    expect(line.events.messages).toEqual([]);
  });

  it('that the server calls a duplicate is accepted, found in the conversation and followed (RE-27)', async () => {
    const line = await world.logIn();
    const sent = messageTo(CLIENT, 'уже там');
    world.trouble(
      { method: 'messages.sendMessage', do: 'lose-answer' },
      { method: 'messages.sendMessage', do: 'refuse', code: 'RANDOM_ID_DUPLICATE' },
    );
    expect((await line.session.send(sent, never)).kind).toBe('unknown');
    expect((await line.session.send(sent, never)).kind).toBe('accepted');
    expect(world.accepted()).toHaveLength(1);
    await world.act(CLIENT, { do: 'read' });
    await until('the read is told', () => line.events.statusesOf(sent.externalMessageId).includes('read'));
  });

  it('that was taken before the process died is not taken for one of the phone by the next (O-24)', async () => {
    const line = await world.logIn();
    const sent = messageTo(CLIENT, 'пропавший ответ');
    world.trouble({ method: 'messages.sendMessage', do: 'lose-answer' });
    await line.session.send(sent, never);
    await line.session.close();
    await world.act(String(COMPANY.userId), { do: 'write', to: CLIENT, text: 'с телефона' });
    const heir = world.open({ store: line.store, address: `+${COMPANY.phone}` });
    await until('what the owner wrote is heard', () => heir.events.messages.length > 0);
    expect((await heir.session.send(sent, never)).kind).toBe('accepted');
    expect(heir.events.messages.map(({ text, fromPhone }) => ({ text, fromPhone }))).toEqual([{ text: 'с телефона', fromPhone: true }]);
    expect(world.accepted()).toHaveLength(1);
  });

  it('survives a restart of the server that cut its line', async () => {
    const line = await world.logIn();
    await world.restartServer();
    await until('it is accepted', async () => (await line.session.send(messageTo(CLIENT, 'после'), never)).kind === 'accepted');
    expect(world.accepted().filter(({ text }) => text === 'после').length).toBeGreaterThan(0);
    await until('the account is connected', () => isConnected(line));
  });

  it('that must wait is not sent, and first messages are held as long (Q-13)', async () => {
    const line = await world.logIn();
    world.trouble({ method: 'messages.sendMessage', do: 'refuse', code: 'FLOOD_WAIT_30' });
    const outcome = await line.session.send(messageTo(CLIENT, 'подожду'), never);
    expect(outcome).toMatchObject({ kind: 'not-sent', reason: 'FLOOD_WAIT_30' });
    if (outcome.kind === 'not-sent') expect(outcome.retryAfterMs).toBeGreaterThan(30_000);
    await until('the hold is told', () => line.events.current?.firstMessagesHeldUntil != null);
    expect(line.events.current?.state).toBe('CONNECTED');
    expect(world.accepted()).toEqual([]);
  });

  it('after PEER_FLOOD is refused, first messages wait for a day, conversations go on (Q-13)', async () => {
    const line = await world.logIn();
    world.trouble({ method: 'messages.sendMessage', do: 'refuse', code: 'PEER_FLOOD' });
    const outcome = await line.session.send(messageTo(CLIENT, 'Здравствуйте'), never);
    expect(outcome).toMatchObject({ kind: 'refused', code: 'ACCOUNT_RESTRICTED', rawCode: 'PEER_FLOOD' });
    await until('the hold is told', () => line.events.current?.firstMessagesHeldUntil != null);
    expect(line.events.current?.firstMessagesHeldUntil?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    expect((await line.session.send(messageTo(CLIENT, 'в переписке'), never)).kind).toBe('accepted');
  });

  it.each<[string, RefusalCode]>([
    ['PRIVACY_PREMIUM_REQUIRED', 'PREMIUM_NEEDED'],
    ['ALLOW_PAYMENT_REQUIRED_10', 'PAYMENT_NEEDED'],
    ['USER_PRIVACY_RESTRICTED', 'CONTACT_REFUSED'],
    ['USER_IS_BLOCKED', 'BLOCKED_BY_CLIENT'],
    ['INPUT_USER_DEACTIVATED', 'CLIENT_DELETED'],
  ])('refused with %s says %s (E-16)', async (code, expected) => {
    const line = await world.logIn();
    world.trouble({ method: 'messages.sendMessage', do: 'refuse', code });
    expect(await line.session.send(messageTo(CLIENT, 'Здравствуйте'), never)).toMatchObject({
      kind: 'refused',
      code: expected,
      rawCode: code,
    });
  });

  it('to nobody whom the account has met is refused (E-12)', async () => {
    const line = await world.logIn();
    expect(await line.session.send(messageTo(STRANGER, 'Здравствуйте'), never)).toMatchObject({ kind: 'refused', code: 'NOT_IN_TELEGRAM' });
  });

  it('with a picture that Telegram cannot use goes as a document, once (T-9)', async () => {
    const line = await world.logIn();
    world.trouble({ method: 'messages.sendMedia', do: 'refuse', code: 'PHOTO_INVALID_DIMENSIONS' });
    let asked = 0;
    const file: OutgoingFile = {
      kind: 'IMAGE',
      name: 'узкое.jpg',
      mime: 'image/jpeg',
      size: 4,
      seconds: null,
      open: async function* () {
        yield await Promise.resolve(new Uint8Array([1, 2, 3, 4]));
      },
      aboutToLeave: () => Promise.resolve((asked += 1) === 1),
    };
    expect((await line.session.send({ ...messageTo(CLIENT, 'вот'), file }, never)).kind).toBe('accepted');
    expect(world.ledger('message').map(({ body }) => body)).toMatchObject([{ text: 'вот', media: { as: 'document', name: 'узкое.jpg' } }]);
  });
});

describe('the read pointer', () => {
  it('makes everything up to it read, and nothing after it (L-13)', async () => {
    const line = await world.logIn();
    const [one, two, later] = ['раз', 'два', 'позже'].map(text => messageTo(CLIENT, text));
    if (one === undefined || two === undefined || later === undefined) return;
    await line.session.send(one, never);
    await line.session.send(two, never);
    await world.act(CLIENT, { do: 'read' });
    await until('both are read', () => line.events.allReceipts.length === 2);
    await line.session.send(later, never);
    expect(line.events.allReceipts.map(({ externalMessageId, status }) => [externalMessageId, status])).toEqual([
      [one.externalMessageId, 'read'],
      [two.externalMessageId, 'read'],
    ]);
  });

  it('and messages of a time away are recovered even where Telegram tells no difference any more (RE-27)', async () => {
    const line = await world.logIn();
    const sent = messageTo(CLIENT, 'до простоя');
    await line.session.send(sent, never);
    await line.session.close();
    await world.act(CLIENT, { do: 'read' });
    await world.act(CLIENT, { do: 'reply', text: 'пока вас не было' });
    world.trouble({ method: 'too-long', do: 'refuse' });
    const heir = world.open({ store: line.store, address: `+${COMPANY.phone}` });
    await until('the read is told', () => heir.events.statusesOf(sent.externalMessageId).includes('read'));
    await until('the message is told', () => heir.events.messages.length === 1);
    expect(heir.events.messages[0]).toMatchObject({ text: 'пока вас не было', fromPhone: false });
  });
});

describe('the time of a reading (L-13)', () => {
  const exact = { readTimeSlackMs: 0 };
  const readsOf = (line: Line, id: string) => line.events.allReceipts.filter(one => one.externalMessageId === id && one.status === 'read');
  const asked = (method = 'messages.getOutboxReadDate') => world.server.asked.filter(one => one === method).length;

  it('follows the receipt, one question for a batch, and corrects all of it', async () => {
    const line = await world.logIn({ timings: exact });
    const [one, two] = [messageTo(CLIENT, 'раз'), messageTo(CLIENT, 'два')];
    await line.session.send(one, never);
    await line.session.send(two, never);
    await line.session.close();
    await world.act(CLIENT, { do: 'read' });
    const read = Date.now();
    const heir = world.open({ store: line.store, address: `+${COMPANY.phone}`, timings: exact });
    await until('both times are corrected', () => [one, two].every(sent => readsOf(heir, sent.externalMessageId).length === 2));
    for (const { externalMessageId } of [one, two]) {
      const [heard, corrected] = readsOf(heir, externalMessageId).map(({ occurredAt }) => occurredAt.getTime());
      expect(heard).toBeGreaterThanOrEqual(read);
      expect(corrected).toBeLessThanOrEqual(read);
      expect(corrected).toBeGreaterThan(read - 2_000);
    }
    expect(asked()).toBe(1);
  });

  it.each(['USER_PRIVACY_RESTRICTED', 'MESSAGE_TOO_OLD', 'YOUR_PRIVACY_RESTRICTED', 'FLOOD_WAIT_600', 'RPC_CALL_FAIL'])(
    'stays that of hearing after %s',
    async code => {
      const line = await world.logIn({ timings: exact });
      const sent = messageTo(CLIENT, 'раз');
      await line.session.send(sent, never);
      world.trouble({ method: 'messages.getOutboxReadDate', do: 'refuse', code, times: 9 });
      await world.act(CLIENT, { do: 'read' });
      await until('it was asked for', () => asked() > 0);
      const later = messageTo(CLIENT, 'два');
      await line.session.send(later, never);
      await world.act(CLIENT, { do: 'read' });
      await until('the later one is read', () => readsOf(line, later.externalMessageId).length === 1);
      expect(readsOf(line, sent.externalMessageId)).toHaveLength(1);
    },
  );

  it('is hidden with the client’s own switch, and the reading itself is told', async () => {
    const line = await world.logIn({ timings: exact });
    await world.act(CLIENT, { do: 'hide-read-time' });
    const sent = messageTo(CLIENT, 'раз');
    await line.session.send(sent, never);
    await world.act(CLIENT, { do: 'read' });
    await until('it was asked for', () => asked() > 0);
    await until('it is read', () => readsOf(line, sent.externalMessageId).length === 1);
    const person = await line.session.resolve({ kind: 'ID', value: CLIENT }, never);
    expect(person.kind).toBe('found');
    expect(readsOf(line, sent.externalMessageId)).toHaveLength(1);
  });

  it('holds up nothing while the server is silent about it', async () => {
    const line = await world.logIn({ timings: exact });
    world.trouble({ method: 'messages.getOutboxReadDate', do: 'drop', times: 9 });
    const [one, two] = [messageTo(CLIENT, 'раз'), messageTo(CLIENT, 'два')];
    await line.session.send(one, never);
    await world.act(CLIENT, { do: 'read' });
    await until('it was asked for', () => asked() > 0);
    expect((await line.session.send(two, never)).kind).toBe('accepted');
    await world.act(CLIENT, { do: 'read' });
    await until('the second is read too', () => readsOf(line, two.externalMessageId).length === 1);
    await line.session.close();
  });
});

describe('what a client says of an earlier message (H-4)', () => {
  it('a reaction that is told by the message and by itself is one; later ones have ids of their own', async () => {
    const line = await world.logIn();
    await line.session.send(messageTo(CLIENT, 'Ваш заказ готов'), never);
    const id = world.numberOf('Ваш заказ готов');
    world.trouble({ method: 'reaction', do: 'repeat' });
    await world.act(CLIENT, { do: 'react', id, emoji: '👍' });
    await world.act(CLIENT, { do: 'react', id, emoji: '❤' });
    await world.act(CLIENT, { do: 'react', id, emoji: null });
    await world.act(CLIENT, { do: 'react', id, emoji: '👍' });
    await world.act(CLIENT, { do: 'reply', text: 'всё' });
    await until('all is told', () => line.events.messages.some(({ text }) => text === 'всё'));
    expect(line.events.messages.slice(0, -1).map(({ reaction, quote }) => [reaction, quote?.text])).toEqual([
      [{ now: '👍', isChange: false }, 'Ваш заказ готов'],
      [{ now: '❤', isChange: true }, 'Ваш заказ готов'],
      [{ now: null, isChange: true }, 'Ваш заказ готов'],
      [{ now: '👍', isChange: false }, 'Ваш заказ готов'],
    ]);
    expect(new Set(line.events.messages.map(one => one.externalMessageId)).size).toBe(5);
  });

  it('a reaction that could not be stored is told again, once', async () => {
    const line = await world.logIn();
    await line.session.send(messageTo(CLIENT, 'Ваш заказ готов'), never);
    line.events.failOnce('inbound');
    await world.act(CLIENT, { do: 'react', id: world.numberOf('Ваш заказ готов'), emoji: '👍' });
    await until('it is told', () => line.events.messages.length > 0);
    await until('the account is connected', () => isConnected(line));
    await world.act(CLIENT, { do: 'reply', text: 'всё' });
    await until('all is told', () => line.events.messages.some(({ text }) => text === 'всё'));
    expect(line.events.messages.map(({ reaction }) => reaction?.now)).toEqual(['👍', undefined]);
  });

  it('an answer whose question about the quoted message fails is told without its words', async () => {
    const line = await world.logIn();
    await line.session.send(messageTo(CLIENT, 'Ваш заказ готов'), never);
    const id = world.numberOf('Ваш заказ готов');
    world.trouble({ method: 'messages.getMessages', do: 'refuse', code: 'MSG_ID_INVALID' });
    await world.act(CLIENT, { do: 'reply', text: 'Заберу', to: id });
    await until('it is told', () => line.events.messages.length > 0);
    expect(line.events.messages).toMatchObject([{ text: 'Заберу', quote: { externalMessageId: `m${id}`, text: null, file: null } }]);
  });

  it('a file that is passed on names whose it was, and an answer to a file says what kind it is', async () => {
    const line = await world.logIn();
    const content = Buffer.from('договор').toString('base64');
    const file = { name: 'договор.pdf', mime: 'application/pdf', as: 'document', content } as const;
    await world.act(CLIENT, { do: 'file', file, forwardedFrom: 'Ольга Новикова' });
    await world.act(CLIENT, { do: 'reply', text: 'Это он', to: world.written().at(-1)?.externalId });
    await until('both are told', () => line.events.messages.length === 2);
    expect(line.events.messages).toMatchObject([
      { file: { name: 'договор.pdf' }, forwarded: { from: 'Ольга Новикова' } },
      { text: 'Это он', quote: { text: null, file: 'DOCUMENT' } },
    ]);
  });
});

describe('the picture of a person (H-1)', () => {
  const picture = (line: Line, address = CLIENT) => {
    if (line.session.picture === undefined) throw new Error('no pictures');
    return line.session.picture(address, never);
  };

  it('is unavailable of somebody who was never met, and while the server is troubled: that says nothing of the person', async () => {
    const line = await world.logIn();
    expect(await picture(line, STRANGER)).toMatchObject({ kind: 'unavailable' });
    world.trouble({ method: 'users.getUsers', do: 'refuse', code: 'USER_ID_INVALID' });
    expect(await picture(line)).toEqual({ kind: 'unavailable', reason: 'USER_ID_INVALID' });
    expect(await picture(line)).toEqual({ kind: 'none' });
  });

  it('breaks off in the reading when its bytes are not given', async () => {
    const line = await world.logIn();
    await world.act(CLIENT, { do: 'picture', content: Buffer.from('кадр').toString('base64') });
    const answer = await picture(line);
    if (answer.kind !== 'content') throw new Error(answer.kind);
    await world.act(CLIENT, { do: 'picture', content: null });
    await expect(
      (async () => {
        for await (const piece of answer.bytes) expect(piece).toBeUndefined();
      })(),
    ).rejects.toThrow('PHOTO_ID_INVALID');
  });
});

describe('a person behind an entry of a card (D-20…D-31)', () => {
  it('is found by user name, number and id as one person, and nobody becomes a contact', async () => {
    const line = await world.logIn();
    const byName = await line.session.resolve({ kind: 'USERNAME', value: 'elena_demo' }, never);
    const byPhone = await line.session.resolve({ kind: 'PHONE', value: '+79000000012' }, never);
    const byId = await line.session.resolve({ kind: 'ID', value: STRANGER }, never);
    const person = {
      address: STRANGER,
      name: 'Елена Соколова',
      username: 'elena_demo',
      phone: '+79000000012',
      hasConversation: false,
      refusal: null,
    };
    expect([byName, byPhone, byId]).toEqual([person, person, person].map(found => ({ kind: 'found', person: found })));
    expect((await line.session.send(messageTo(STRANGER, 'Здравствуйте'), never)).kind).toBe('accepted');
    expect(await line.session.resolve({ kind: 'ID', value: STRANGER }, never)).toMatchObject({ person: { hasConversation: true } });
  });

  it.each([
    ['a number that is hidden', { kind: 'PHONE', value: '+79000000016' }, { kind: 'absent' }],
    ['a name that nobody has', { kind: 'USERNAME', value: 'nobody_demo' }, { kind: 'absent' }],
    ['an id that the account never met', { kind: 'ID', value: STRANGER }, { kind: 'absent' }],
    ['a bot', { kind: 'USERNAME', value: 'help_demo_bot' }, { kind: 'not-a-person', what: 'BOT' }],
    ['the account itself', { kind: 'USERNAME', value: 'sales_demo' }, { kind: 'not-a-person', what: 'OWN' }],
  ] as const)('%s is told apart', async (_what, query, answer) => {
    const line = await world.logIn();
    expect(await line.session.resolve(query, never)).toEqual(answer);
  });

  it('is looked for later when Telegram wants a wait', async () => {
    const line = await world.logIn();
    world.trouble({ method: 'contacts.resolveUsername', do: 'refuse', code: 'FLOOD_WAIT_600' });
    expect(await line.session.resolve({ kind: 'USERNAME', value: 'elena_demo' }, never)).toEqual({
      kind: 'limited',
      retryAfterMs: 600_000,
    });
  });
});

describe('an installation without keys of an application', () => {
  it('says so instead of trying', async () => {
    const { telegramConnector } = await import('@olchat/connector-telegram');
    const line = world.open();
    const events = new RecordedEvents();
    const session = telegramConnector({ application: null }).open({ id: 'a' as never, address: null }, line.store, events);
    await until('it is told', () => events.current?.reason === 'LOGIN_NOT_CONFIGURED');
    expect(events.steps).toMatchObject([{ kind: 'EXPIRED', problem: { code: 'LOGIN_NOT_CONFIGURED' } }]);
    await session.close();
  });
});
