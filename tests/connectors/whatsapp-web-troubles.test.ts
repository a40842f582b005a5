/** What only this messenger does, and how its connector comes through: unpatched Baileys against the simulated server. */
import { until } from '@olchat/domain/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isConnected } from './messenger-world.ts';
import { CLIENT, COMPANY, messageTo, OTHER_COMPANY, WhatsAppWorld, type Line } from './whatsapp-web-world.ts';

const never = new AbortController().signal;
let world: WhatsAppWorld;

beforeEach(async () => {
  world = await WhatsAppWorld.start();
});
afterEach(() => world.end());

describe('the login', () => {
  it('ends when all codes were shown, and begins anew when a person asks (C-2)', async () => {
    const line = world.open(COMPANY, { timings: { qrMs: 30 } });
    await until('the codes ended', () => line.events.steps.at(-1)?.kind === 'EXPIRED');
    expect(line.events.steps.filter(step => step.kind === 'QR').length).toBeGreaterThan(1);
    expect(line.events.current).toMatchObject({ state: 'LOGIN_REQUIRED', reason: 'LOGIN_EXPIRED' });
    await line.session.close();

    const again = world.open(COMPANY, { store: line.store });
    await until('a person is asked for', () => again.events.steps.at(-1)?.kind === 'EXPIRED');
    await again.session.continueLogin({ kind: 'NEW_QR' });
    await world.scan(again, 1);
    await until('the account is connected', () => isConnected(again));
  });

  it('is asked for after the phone unlinked the device, whose keys are gone then (C-8)', async () => {
    const line = await world.logIn(COMPANY);
    world.server.server.unlinkDevices(COMPANY);
    await until('a login is required', () => line.events.current?.state === 'LOGIN_REQUIRED');
    expect(line.events.current).toMatchObject({ reason: 'DEVICE_LOST', rawCode: '401' });
    expect(await line.store.readCredentials()).toBeNull();
    const shown = line.events.steps.length;
    await line.session.continueLogin({ kind: 'NEW_QR' });
    await world.scan(line, shown);
    await until('the account is connected', () => isConnected(line));
    expect((await line.session.send(messageTo(CLIENT, 'снова здесь'), never)).kind).toBe('accepted');
  });

  it('is taken back at the phone by a log-out', async () => {
    const line = await world.logIn(COMPANY);
    const devices = (): number | undefined => world.server.server.phones.get(`whatsapp:${COMPANY}`)?.linkedDevices;
    expect(devices()).toBe(1);
    await line.session.logOut();
    await until('the phone has no linked device', () => devices() === 0);
  });
});

describe('the connection', () => {
  it('comes back after the server was away, with what had happened meanwhile', async () => {
    const line = await world.logIn(COMPANY);
    const sent = messageTo(CLIENT, 'до перезапуска');
    await line.session.send(sent, never);
    await world.restartServer();
    await world.act(CLIENT, { do: 'read' });
    await until('the read is reported', () => line.events.statusesOf(sent.externalMessageId).includes('read'));
    await until('the account is connected', () => isConnected(line));
    expect((await line.session.send(messageTo(CLIENT, 'после'), never)).kind).toBe('accepted');
    expect(world.accepted().map(({ text }) => text)).toEqual(['до перезапуска', 'после']);
  });

  it('yields to another one with the same keys and does not fight for it (RE-40)', async () => {
    const first = await world.logIn(COMPANY);
    const second = world.open(COMPANY, { store: first.store, address: `+${COMPANY}` });
    await until('the second is connected', () => isConnected(second));
    await until('the first has yielded', () => first.events.current?.rawCode === '440');
    expect(first.events.current).toMatchObject({ state: 'CONNECTING', reason: 'DEVICE_LOST' });
    expect((await first.session.send(messageTo(CLIENT, 'от первого'), never)).kind).toBe('not-sent');
    expect((await second.session.send(messageTo(CLIENT, 'от второго'), never)).kind).toBe('accepted');
    expect(isConnected(second)).toBe(true);
  });

  it.each([
    ['503', 'CONNECTED'],
    ['500', 'CONNECTED'],
    ['405', 'CONNECTED'],
    ['403', 'RESTRICTED'],
    ['402', 'RESTRICTED'],
    ['409', 'DISCONNECTED'],
  ])('refused once with %s is %s in the end', async (code, state) => {
    const line = await world.logIn(COMPANY);
    await line.session.close();
    world.trouble({ method: 'login', do: 'refuse', code });
    const again = world.open(COMPANY, { store: line.store, address: `+${COMPANY}` });
    await until(`the state is ${state}`, () => again.events.current?.state === state);
    expect(again.events.states.some(({ rawCode }) => rawCode?.startsWith(code))).toBe(true);
    expect(await line.store.readCredentials()).not.toBeNull();
  });
});

describe('a message', () => {
  it('of a stranger that WhatsApp holds back stops first messages of the account (Q-13)', async () => {
    const line = await world.logIn(COMPANY);
    world.trouble({ method: 'message', do: 'refuse', code: '463' });
    const outcome = await line.session.send(messageTo(CLIENT, 'Здравствуйте'), never);
    expect(outcome).toMatchObject({ kind: 'refused', code: 'ACCOUNT_RESTRICTED', rawCode: '463' });
    await until('the hold is told', () => line.events.current?.firstMessagesHeldUntil !== null);
    expect(line.events.current?.state).toBe('CONNECTED');
    expect((await line.session.send(messageTo(CLIENT, 'в начатом разговоре'), never)).kind).toBe('accepted');
  });

  it('whose recipient’s devices the server does not tell has not left, and may be repeated (RE-9)', async () => {
    const line = await world.logIn(COMPANY);
    world.trouble({ method: 'usync.devices', do: 'drop' });
    const sent = messageTo(CLIENT, 'Здравствуйте');
    expect((await line.session.send(sent, never)).kind).toBe('not-sent');
    await until('the repeat is accepted', async () => (await line.session.send(sent, never)).kind === 'accepted');
    expect(world.accepted()).toEqual([{ externalMessageId: sent.externalMessageId, text: 'Здравствуйте' }]);
  });

  it('that the server drops is unknown, and stays alone (GU-3)', async () => {
    const line = await world.logIn(COMPANY);
    world.trouble({ method: 'message', do: 'drop' });
    expect((await line.session.send(messageTo(CLIENT, 'Здравствуйте'), never)).kind).toBe('unknown');
    await until('the next is accepted', async () => (await line.session.send(messageTo(CLIENT, 'дальше'), never)).kind === 'accepted');
    expect(world.accepted().map(({ text }) => text)).toEqual(['дальше']);
  });

  it('that was taken before the line was cut is unknown, until a receipt tells (Q-3)', async () => {
    const line = await world.logIn(COMPANY);
    world.trouble({ method: 'message', do: 'close' });
    const sent = messageTo(CLIENT, 'Здравствуйте');
    expect((await line.session.send(sent, never)).kind).toBe('unknown');
    await world.act(CLIENT, { do: 'deliver' });
    await until('the receipt is reported', () => line.events.statusesOf(sent.externalMessageId).includes('delivered'));
    expect(world.accepted()).toHaveLength(1);
  });

  it('leaves only after every step of the ratchet is stored (RE-26)', async () => {
    const line = await world.logIn(COMPANY);
    const write = line.store.writeKeys.bind(line.store);
    const acceptedBefore: number[] = [];
    vi.spyOn(line.store, 'writeKeys').mockImplementation(async (upserts, deletes) => {
      if (upserts.some(({ type }) => type === 'session')) {
        // A question and its answer: what was written to the socket earlier has reached the server.
        await line.session.checkPresence(`+${CLIENT}`, never);
        acceptedBefore.push(world.accepted().length);
      }
      await write(upserts, deletes);
    });
    expect((await line.session.send(messageTo(CLIENT, 'Здравствуйте'), never)).kind).toBe('accepted');
    // A new session with the client's phone and our own, and a step of each.
    expect(acceptedBefore.length).toBeGreaterThanOrEqual(4);
    expect(new Set(acceptedBefore)).toEqual(new Set([0]));
  });

  it('goes on with the stored ratchet after the process died in the middle', async () => {
    const line = await world.logIn(COMPANY);
    await line.session.send(messageTo(CLIENT, 'первое'), never);
    // Everything that a kill leaves behind is what was stored; the next holder starts from there.
    const heir = world.open(COMPANY, { store: line.store, address: `+${COMPANY}` });
    await until('the heir is connected', () => isConnected(heir));
    expect((await heir.session.send(messageTo(CLIENT, 'второе'), never)).kind).toBe('accepted');
    expect(world.accepted().map(({ text }) => text)).toEqual(['первое', 'второе']);
  });
});

describe('an encrypted message that comes in', () => {
  it('is stored before the ratchet’s step is, and comes again when it could not be (GU-5)', async () => {
    const writer = await world.logIn(COMPANY);
    const reader = await world.logIn(OTHER_COMPANY);
    reader.events.failOnce('inbound');
    const sessionWrites = vi.spyOn(reader.store, 'writeKeys');
    expect((await writer.session.send(messageTo(OTHER_COMPANY, 'Коллеги, добрый день'), never)).kind).toBe('accepted');
    await until('the failure has happened', () => !reader.events.isFailing('inbound'));
    const stepped = sessionWrites.mock.calls.some(([upserts]) => upserts.some(({ type }) => type === 'session'));
    expect(stepped).toBe(false);
    await until('the message is reported', () => reader.events.messages.length === 1);
    expect(reader.events.messages[0]).toMatchObject({ address: `+${COMPANY}`, text: 'Коллеги, добрый день', fromPhone: false });

    expect((await writer.session.send(messageTo(OTHER_COMPANY, 'И ещё одно'), never)).kind).toBe('accepted');
    await until('the next is reported', () => reader.events.messages.length === 2);
    expect(reader.events.messages[1]?.text).toBe('И ещё одно');
  });

  it('from another device of the account is one of the phone (O-25)', async () => {
    const writer = await world.logIn(COMPANY);
    const watcher = await world.logIn(COMPANY);
    const sent = messageTo(CLIENT, 'Перезвоню через час');
    await writer.session.send(sent, never);
    await until('the other device reports it', () => watcher.events.messages.length === 1);
    expect(watcher.events.messages[0]).toMatchObject({
      externalMessageId: sent.externalMessageId,
      address: `+${CLIENT}`,
      text: 'Перезвоню через час',
      fromPhone: true,
    });
    expect(writer.events.messages).toEqual([]);
  });
});

describe('the history of a chat (S-11)', () => {
  const ask = async (line: Line, replied: string) => {
    const newest = { externalMessageId: replied, fromClient: true, occurredAt: new Date() };
    return line.session.history?.({ address: `+${CLIENT}`, messengerAddress: null, before: null, newest, limit: 10 }, never);
  };
  const heard = async (line: Line): Promise<string> => {
    const past = [{ direction: 'out' as const, text: 'Из прошлого года', at: '2025-03-01T09:00:00Z' }];
    await world.act(CLIENT, { do: 'past', messages: past, with: COMPANY });
    await world.act(CLIENT, { do: 'reply', text: 'Вы здесь?' });
    await until('the message is reported', () => line.events.messages.length === 1);
    return line.events.messages[0]?.externalMessageId ?? '';
  };
  const past = { kind: 'page', messages: [{ text: 'Из прошлого года', fromClient: true }], before: null };

  it('is not waited for for ever when the phone sleeps, and its late answer is nothing to anybody', async () => {
    const line = await world.logIn(COMPANY, { timings: { historyMs: 2_000 } });
    const replied = await heard(line);
    const before = line.events.count;
    await world.act(COMPANY, { do: 'offline' });
    expect(await ask(line, replied)).toEqual({ kind: 'phone-silent' });
    await world.act(COMPANY, { do: 'online' });
    // A page that was asked for after the phone is awake comes behind the late one, in the same line.
    expect(await ask(line, replied)).toMatchObject(past);
    expect(line.events.count).toBe(before);
  });

  it('that was asked for before a restart is neither given to the next session nor news to it', async () => {
    const line = await world.logIn(COMPANY);
    const replied = await heard(line);
    await world.act(COMPANY, { do: 'offline' });
    const asked = ask(line, replied);
    await until('the phone was asked', () => world.ledger('history').length === 1);
    await line.session.close();
    expect(await asked).toMatchObject({ kind: 'unknown' });
    await world.act(COMPANY, { do: 'online' });
    const again = world.open(COMPANY, { store: line.store, address: `+${COMPANY}` });
    await until('the account is connected', () => isConnected(again));
    const before = again.events.count;
    expect(await ask(again, replied)).toMatchObject(past);
    expect(again.events.count).toBe(before);
    expect(again.events.messages).toEqual([]);
  });

  it('is not read when its blob is gone or was changed on the way, and the connection stays', async () => {
    const line = await world.logIn(COMPANY);
    const replied = await heard(line);
    world.trouble({ method: 'media.download', do: 'refuse', status: 404 }, { method: 'media.download', do: 'close' });
    expect(await ask(line, replied)).toEqual({ kind: 'unknown', reason: 'the history is gone' });
    expect(await ask(line, replied)).toMatchObject({ kind: 'unknown' });
    expect(await ask(line, replied)).toMatchObject(past);
    expect(isConnected(line)).toBe(true);
  });
});
