import { describe, expect, it } from 'vitest';
import {
  aCaller,
  aChat,
  aMessage,
  anAccount,
  ANNA,
  aRecipient,
  BORIS,
  codeOf,
  DEAL,
  granted,
  onlyFor,
  World,
  type WorldOptions,
} from '../../testing/index.ts';
import type { AccessEntry } from '../access/access.ts';
import { QUEUE_LIMIT } from '../account/sending-limits.ts';
import { newId, type AccountId, type LineId, type RecipientId, type TemplateId } from '../ids.ts';
import { refuse } from '../refusal.ts';
import { Template } from '../template/template.ts';
import { sendMessage, type SendMessage } from './send-message.ts';

async function given(options: WorldOptions = {}) {
  const world = await World.open(options);
  const command = (fields: Partial<SendMessage> = {}): SendMessage => ({
    idempotencyKey: 'key-1',
    card: DEAL,
    accountId: world.account.id,
    recipientId: world.recipient.id,
    text: 'Здравствуйте!',
    publication: null,
    createActivity: true,
    ...fields,
  });
  const send = (fields: Partial<SendMessage> = {}, caller = world.caller) => sendMessage(world, caller, command(fields));
  const queued = () => world.do(tx => tx.messages.queued(world.account.id));
  return { world, send, queued };
}

const aTemplate = async (world: World, access: AccessEntry[] = []): Promise<Template> => {
  const now = world.clock.now();
  const template = Object.assign(new Template(), {
    portalId: world.portal.id,
    id: newId<TemplateId>(),
    title: 'Приветствие',
    text: 'Здравствуйте, {{CONTACT:NAME}}!',
    categoryId: null,
    access,
    authorId: ANNA,
    createdAt: now,
    updatedAt: now,
  });
  await world.do(tx => tx.templates.save(template));
  return template;
};

describe('a message that is taken in', () => {
  it('is stored with its task and its activity, and subscribers hear of it (GU-1, Q-2, RE-1)', async () => {
    const { world, send } = await given();
    const { messages, isDuplicate } = granted(await send());
    const [message] = messages;
    if (message === undefined) return expect.unreachable();
    expect(isDuplicate).toBe(false);
    expect(await world.message(message.id)).toMatchObject({
      status: 'QUEUED',
      delivery: 'READY',
      text: 'Здравствуйте!',
      card: DEAL,
      senderId: ANNA,
      publication: 'INCOMING',
      externalMessageId: `fake-${message.id}`,
      createdAt: world.clock.now(),
    });
    expect(await world.do(tx => tx.activities.find(message.groupId))).toMatchObject({ card: DEAL, responsibleId: ANNA, activityId: null });
    expect(world.waiting()).toMatchObject([{ name: 'sync-activity', subjectId: message.groupId, laneKey: `activity:${message.groupId}` }]);
    expect(world.heard()).toEqual(['QUEUED']);
  });

  it('comes from an administrator while the portal does not answer: losing Bitrix24 does not stop the sending (Q-22)', async () => {
    const { world, send } = await given();
    world.crm.trouble = refuse('PORTAL_UNAVAILABLE');
    expect(granted(await send()).messages).toHaveLength(1);
  });

  it('names the template that its text came from, as it is called now, and what the words became (L-15)', async () => {
    const { world, send } = await given();
    world.directory.employees.add(ANNA);
    const template = await aTemplate(world);
    const [message] = granted(await send({ templateId: template.id, text: 'Здравствуйте, Иван!' })).messages;
    await world.do(async tx => tx.templates.remove(template.id));
    expect(await world.message(message?.id ?? newId())).toMatchObject({
      text: 'Здравствуйте, Иван!',
      template: { id: template.id, title: 'Приветствие' },
    });
  });

  it('names no template that the sender may not use, and is not sent by its id (M-11); a repeated press still finds its message (Q-1)', async () => {
    const { world, send } = await given();
    world.directory.employees.add(ANNA).add(BORIS);
    const template = await aTemplate(world, [{ kind: 'USER', id: ANNA, name: 'Анна' }]);
    const stranger = aCaller(world.portal.id, { employeeId: BORIS, isAdministrator: false });
    expect(await send({ templateId: template.id, idempotencyKey: 'his' }, stranger)).toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'templateId' },
    });
    const [message] = granted(await send({ templateId: template.id })).messages;
    await world.do(async tx => tx.templates.remove(template.id));
    expect(granted(await send({ templateId: template.id }))).toMatchObject({ isDuplicate: true, messages: [{ id: message?.id }] });
    expect(codeOf(await send({ templateId: template.id, idempotencyKey: 'key-2' }))).toBe('NOT_FOUND');
    expect(codeOf(await send())).toBe('IDEMPOTENCY_CONFLICT');
  });

  it.each([
    ['the widget', 'WIDGET', 'CARD'],
    ['a partner', 'PARTNER_KEY', 'API'],
  ] as const)('from %s says so (G-8)', async (_who, via, origin) => {
    const { world, send } = await given();
    expect(granted(await send({}, aCaller(world.portal.id, { via }))).messages[0]?.origin).toBe(origin);
  });

  it.each([
    ['without a card', { card: null }],
    ['without an activity', { createActivity: false }],
  ])('%s makes no activity (T-16)', async (_how, fields) => {
    const { world, send } = await given();
    const [message] = granted(await send(fields)).messages;
    expect([message?.createActivity, world.waiting()]).toEqual([false, []]);
  });

  it('knows the chat that is there already (L-5)', async () => {
    const { world, send } = await given();
    const chat = aChat(world.pair);
    await world.do(tx => tx.chats.save(chat));
    expect(granted(await send()).messages[0]?.chatId).toBe(chat.id);
  });

  it('goes to a number that nobody checked: the worker checks it first (D-7)', async () => {
    const { send } = await given({ recipient: { presence: 'UNKNOWN' } });
    expect(codeOf(await send())).toBeNull();
  });

  it('goes to a number whose "no" is older than a day (D-7)', async () => {
    const { send } = await given({ recipient: { presence: 'ABSENT', checkedAt: new Date('2026-03-09T08:00:00.000Z') } });
    expect(codeOf(await send())).toBeNull();
  });

  it('is remembered as the employee’s choice (W-4, W-24)', async () => {
    const { world, send } = await given();
    granted(await send({ publication: 'NONE' }));
    expect(await world.employee(ANNA)).toMatchObject({ lastAccountId: world.account.id, lastPublication: 'NONE' });
    granted(await send({ idempotencyKey: 'key-2', publication: null }));
    expect((await world.employee(ANNA))?.lastPublication).toBe('NONE');
  });
});

describe('an idempotency key (Q-1, GU-2)', () => {
  it('used again for the same content answers with the first message', async () => {
    const { send, queued } = await given();
    const first = granted(await send());
    const again = granted(await send());
    expect([again.isDuplicate, again.messages[0]?.id, await queued()]).toEqual([true, first.messages[0]?.id, 1]);
  });

  it('used 50 times at once makes one message (FA-11)', async () => {
    const { send, queued } = await given();
    const answers = (await Promise.all(Array.from({ length: 50 }, () => send()))).map(granted);
    expect(new Set(answers.map(answer => answer.messages[0]?.id)).size).toBe(1);
    expect([answers.filter(answer => !answer.isDuplicate).length, await queued()]).toEqual([1, 1]);
  });

  it.each<[string, Partial<SendMessage>]>([
    ['another text', { text: 'Другое' }],
    ['another mode', { publication: 'NONE' }],
    ['another card', { card: null }],
    ['another wish for an activity', { createActivity: false }],
  ])('used again for %s is refused', async (_what, fields) => {
    const { send, queued } = await given();
    granted(await send());
    expect([codeOf(await send(fields)), await queued()]).toEqual(['IDEMPOTENCY_CONFLICT', 1]);
  });

  it('holds after a year (FA-11)', async () => {
    const { world, send } = await given();
    const first = granted(await send());
    world.clock.advance(365 * 86_400_000);
    expect(granted(await send()).messages[0]?.id).toBe(first.messages[0]?.id);
  });

  it('answers with the first message also when the account is gone meanwhile: it was accepted', async () => {
    const { world, send } = await given();
    granted(await send());
    await world.changeAccount({ state: 'DISCONNECTED' });
    expect(granted(await send()).isDuplicate).toBe(true);
  });

  it('of a refused send can be used again', async () => {
    const { send, queued } = await given();
    expect(codeOf(await send({ text: '' }))).toBe('TEXT_EMPTY');
    expect([granted(await send()).isDuplicate, await queued()]).toEqual([false, 1]);
  });

  it.each(['', 'k'.repeat(201)])('that is empty or too long is refused', async idempotencyKey => {
    const { send } = await given();
    expect(codeOf(await send({ idempotencyKey }))).toBe('IDEMPOTENCY_CONFLICT');
  });
});

/** T-7: the portal's limit is not this messenger's. */
const OWN_LIMIT: WorldOptions = { portal: { textLimit: 3 }, capabilities: { keepsOwnTextLimit: true, maxTextLength: 5 } };

describe('a message that is refused', () => {
  it('is not, when only the limit that its messenger does not have is passed (T-7)', async () => {
    const { send } = await given(OWN_LIMIT);
    expect(granted(await send({ text: '12345' })).messages[0]?.text).toBe('12345');
  });

  it.each<[string, WorldOptions, Partial<SendMessage>, string]>([
    ['has no text', {}, { text: '  ' }, 'TEXT_EMPTY'],
    ['has a text over the portal’s limit', { portal: { textLimit: 5 } }, { text: '123456' }, 'TEXT_TOO_LONG'],
    ['has a text over the messenger’s own limit', OWN_LIMIT, { text: '123456' }, 'TEXT_TOO_LONG'],
    ['has no account', {}, { accountId: newId<AccountId>() }, 'ACCOUNT_NOT_FOUND'],
    ['has an account of others', { account: { access: onlyFor(BORIS) } }, {}, 'ACCOUNT_NOT_FOUND'],
    ['has an account that waits for a login', { account: { state: 'LOGIN_REQUIRED' } }, {}, 'ACCOUNT_NOT_CONNECTED'],
    ['has a disconnected account', { account: { state: 'DISCONNECTED' } }, {}, 'ACCOUNT_NOT_CONNECTED'],
    ['has an unpaid account', { account: { state: 'UNPAID' } }, {}, 'ACCOUNT_UNPAID'],
    ['has a restricted account', { account: { state: 'RESTRICTED' } }, {}, 'ACCOUNT_RESTRICTED'],
    ['has no recipient', {}, { recipientId: newId<RecipientId>() }, 'NOT_FOUND'],
    ['has a recipient of another messenger', { recipient: { messenger: 'TELEGRAM' } }, {}, 'NOT_FOUND'],
    ['goes to our own number', { recipient: { address: '+79990000001' } }, {}, 'OWN_NUMBER'],
    [
      'goes to a number without WhatsApp',
      { recipient: { presence: 'ABSENT', checkedAt: new Date('2026-03-10T08:00:00.000Z') } },
      {},
      'NOT_IN_WHATSAPP',
    ],
    ['comes from a card that is not there', {}, { card: { type: 'DEAL', id: '404', smartProcessTypeId: null } }, 'NOT_FOUND'],
    ['goes through a connector that this installation lacks', { account: { kind: 'TELEGRAM' } }, {}, 'ACCOUNT_NOT_CONNECTED'],
  ])('because it %s leaves nothing behind', async (_why, options, fields, code) => {
    const { world, send, queued } = await given(options);
    expect(codeOf(await send(fields))).toBe(code);
    expect([await queued(), world.waiting(), world.heard()]).toEqual([0, [], []]);
    expect(await world.employee(ANNA)).toMatchObject({ lastAccountId: null });
  });

  it('comes from an employee who may not change the card (A-20, E-05)', async () => {
    const { world, send } = await given();
    world.crm.locked.add(ANNA);
    expect(await send()).toMatchObject({ code: 'FORBIDDEN', details: { right: 'card' } });
  });

  it('comes from an employee whose right cannot be asked while the portal does not answer', async () => {
    const { world, send } = await given();
    world.crm.trouble = refuse('PORTAL_UNAVAILABLE');
    expect(codeOf(await send({}, { ...world.caller, isAdministrator: false }))).toBe('PORTAL_UNAVAILABLE');
  });

  it('has a mode that is not available, and no other mode is taken unasked (T-15, E-41)', async () => {
    const { world, send } = await given();
    world.withTokens.delete(ANNA);
    expect(codeOf(await send({ publication: 'OUTGOING' }))).toBe('PUBLICATION_UNAVAILABLE');
    await world.changeAccount({ defaultPublication: 'OUTGOING' });
    expect(codeOf(await send())).toBe('PUBLICATION_UNAVAILABLE');
    expect(codeOf(await send({ publication: 'INCOMING' }))).toBeNull();
  });

  it('comes when too much waits already; what waits elsewhere does not count (RE-54)', async () => {
    const { world, send } = await given();
    const other = anAccount(world.portal.id, { lineId: '6' as LineId });
    const recipient = aRecipient(world.portal.id);
    await world.do(async tx => {
      await tx.accounts.add(other);
      await tx.recipients.save(recipient);
    });
    const fill = (accountId: AccountId, count: number) =>
      world.accept(...Array.from({ length: count }, () => aMessage({ portalId: world.portal.id, accountId, recipientId: recipient.id })));
    await fill(other.id, QUEUE_LIMIT);
    await fill(world.account.id, QUEUE_LIMIT - 1);
    expect(codeOf(await send())).toBeNull();
    expect(await send({ idempotencyKey: 'key-2' })).toMatchObject({ code: 'LIMIT_REACHED', details: { limit: QUEUE_LIMIT } });
  });
});

describe('a message beyond a limit of the account (Q-11, E-31)', () => {
  const perMinute: WorldOptions = { account: { ownLimits: { messagesPerMinute: 2 } } };
  const called = async (world: World, count: number) => {
    const one = () =>
      aMessage({
        ...world.pair,
        ...({ delivery: 'DONE', status: 'SENT', calledAt: world.clock.now() } as const),
      });
    await world.accept(...Array.from({ length: count }, one));
  };

  it('is taken in, and waits', async () => {
    const { world, send, queued } = await given(perMinute);
    await called(world, 2);
    granted(await send());
    expect(await queued()).toBe(1);
  });

  it('is refused with the limit and its time where it must not wait, also with files', async () => {
    const { world, send, queued } = await given(perMinute);
    await called(world, 2);
    const freeAt = new Date(world.clock.now().getTime() + 60_000).toISOString();
    expect(await send({ whenLimited: 'REFUSE' })).toMatchObject({
      code: 'LIMIT_REACHED',
      details: { field: 'messagesPerMinute', limit: 2, freeAt },
    });
    expect(await queued()).toBe(0);
    world.clock.advance(60_000);
    granted(await send({ whenLimited: 'REFUSE' }));
  });

  it('is refused without a time where only what waits uses the limit up', async () => {
    const { world, send, queued } = await given(perMinute);
    await called(world, 1);
    granted(await send({ whenLimited: 'REFUSE' }));
    const refused = await send({ idempotencyKey: 'key-2', whenLimited: 'REFUSE' });
    expect(refused).toMatchObject({ code: 'LIMIT_REACHED', details: { field: 'messagesPerMinute', limit: 2 } });
    expect(refused).not.toHaveProperty('details.freeAt');
    expect(await queued()).toBe(1);
  });

  it('is refused behind as many as leave in a day: it would wait longer than messages do (Q-20, RE-54)', async () => {
    const { send, queued } = await given({ account: { ownLimits: { messagesPerDay: 2 } } });
    granted(await send());
    granted(await send({ idempotencyKey: 'key-2' }));
    expect(await send({ idempotencyKey: 'key-3' })).toMatchObject({ code: 'LIMIT_REACHED', details: { limit: 2 } });
    expect(await queued()).toBe(2);
  });
});

describe('a first message that may not leave now (Q-11, Q-13)', () => {
  const until = new Date('2026-03-10T12:00:00.000Z');
  const heldUntil = (world: World) =>
    world.storage.stateOf(world.portal.id).firstMessages.get(`${world.account.id}:${world.recipient.id}`)?.heldUntil ?? null;

  it('is taken in and held at once, so that whoever sent it knows when it leaves', async () => {
    const { world, send } = await given({ account: { firstMessagesHeldUntil: until } });
    granted(await send());
    expect(heldUntil(world)).toEqual(until);
  });

  it('holds nobody to whom one writes already', async () => {
    const { world, send } = await given({ account: { firstMessagesHeldUntil: until } });
    await world.do(tx => tx.messages.noteInbound(world.account.id, world.recipient.id, world.clock.now()));
    granted(await send());
    expect(heldUntil(world)).toBeNull();
  });

  it('is refused with the time where it must not wait (E-30)', async () => {
    const { send, queued } = await given({ account: { firstMessagesHeldUntil: until } });
    expect(await send({ whenLimited: 'REFUSE' })).toMatchObject({ code: 'ACCOUNT_RESTRICTED', details: { freeAt: until.toISOString() } });
    expect(await queued()).toBe(0);
  });
});
