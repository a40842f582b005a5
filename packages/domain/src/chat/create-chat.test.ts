import { describe, expect, it } from 'vitest';
import {
  aCaller,
  aMessage,
  ANNA,
  BORIS,
  codeOf,
  DEAL,
  granted,
  onlyFor,
  QUIET,
  World,
  type LineChat,
  type WorldOptions,
} from '../../testing/index.ts';
import type { EmployeeId } from '../ids.ts';
import { chatLane } from '../ports/tasks.ts';
import { refuse } from '../refusal.ts';
import { openingSubject } from './chat-opening.ts';
import { createChat } from './create-chat.ts';
import { openChat } from './open-chat.ts';

async function given(options: WorldOptions = {}) {
  const world = await World.open(options);
  const create = (caller = world.caller) =>
    createChat(world, caller, { card: DEAL, accountId: world.account.id, recipientId: world.recipient.id });
  const client = world.recipient.address.slice(1);
  const there = (fields: Partial<LineChat> = {}): LineChat => world.openLines.addChat({ lineId: world.account.lineId, client, ...fields });
  const boris = aCaller(world.portal.id, { employeeId: BORIS, employeeName: 'Борис', isAdministrator: false });
  const subject = openingSubject({ accountId: world.account.id, recipientId: world.recipient.id });
  return { world, create, there, boris, lane: chatLane(world.account.id, world.recipient.id), subject };
}

describe('a chat that is made (O-1…O-10)', () => {
  it('belongs to whoever pressed the button, and to the card (O-1, O-4)', async () => {
    const { world, create } = await given();
    const { chat, created } = granted(await create());
    expect(created).toBe(true);
    expect(chat).toMatchObject({ ownerId: ANNA, ownerName: 'Анна Смирнова', card: DEAL, openLineChatId: world.openLines.chats[0]?.id });
    expect(world.openLines.chats).toMatchObject([{ ownerId: ANNA, isOpen: true }]);
  });

  it('goes to its creator even when the queue gave it to somebody else at once (O-1, O-2)', async () => {
    const { world, create } = await given();
    world.openLines.nextInQueue = BORIS;
    expect(granted(await create()).chat.ownerId).toBe(ANNA);
    expect(world.openLines.calls).toContain('intercept');
  });

  it('sends nothing to the client (O-10)', async () => {
    const { world, create } = await given();
    granted(await create());
    expect(await world.do(tx => tx.messages.queued(world.account.id))).toBe(0);
    expect(world.openLines.posts()).toMatchObject([{ author: 'client', text: expect.stringContaining('OLChat (CRM)') as string }]);
  });

  it('shows its button on the activities that were there before it (L-5)', async () => {
    const { world, create } = await given();
    const messages = [0, 1].map(() => aMessage(world.pair));
    await world.accept(...messages);
    granted(await create());
    expect(new Set(world.waiting('sync-activity').map(task => task.subjectId))).toEqual(new Set(messages.map(message => message.groupId)));
  });

  it('is handed over by the main token when the employee has none of his own (decision 26)', async () => {
    const { world, create } = await given();
    world.withTokens.delete(ANNA);
    expect(granted(await create()).chat.ownerId).toBe(ANNA);
    expect(world.openLines.calls).toContain('transfer');
    expect(world.openLines.calls).not.toContain('answer');
  });

  it('closed, is opened by the main token and then handed over (O-8, decision 26)', async () => {
    const { world, create, there } = await given();
    world.withTokens.delete(ANNA);
    there({ isOpen: false });
    expect(granted(await create()).chat.ownerId).toBe(ANNA);
    expect(world.openLines.calls.filter(call => call === 'startSession' || call === 'transfer')).toEqual(['startSession', 'transfer']);
  });

  it('needs membership of the line’s queue: a clear no, and no chat for somebody else (O-2, E-05)', async () => {
    const { world, create } = await given();
    world.openLines.queues.set(world.account.lineId, [BORIS]);
    expect(await create()).toMatchObject({ code: 'FORBIDDEN', details: { right: 'line' } });
    expect(world.openLines.chats).toEqual([]);
  });
});

describe('a chat that is there already', () => {
  it('is opened, not made again (O-6, W-9)', async () => {
    const { world, create } = await given();
    const first = granted(await create());
    const second = granted(await create());
    expect([second.created, second.chat.id, world.openLines.chats.length, world.openLines.posts().length]).toEqual([
      false,
      first.chat.id,
      1,
      1,
    ]);
  });

  it('says to which records Bitrix24 attached it (O-4)', async () => {
    const { world, create, there } = await given();
    const linkedCards = [{ type: 'LEAD' as const, id: '1209', smartProcessTypeId: null }];
    there({ linkedCards });
    expect(granted(await create()).chat.linkedCards).toEqual(linkedCards);
    expect((await world.do(tx => tx.chats.find(world.account.id, world.recipient.id)))?.linkedCards).toEqual(linkedCards);
  });

  it('of somebody who never opened the application is told by his name in the portal (O-6)', async () => {
    const { world, create, there } = await given();
    const stranger = '77' as EmployeeId;
    world.crm.people.push({ id: stranger, name: 'Олег Гость', isAdministrator: null, isActive: true });
    there({ ownerId: stranger });
    expect(granted(await create()).chat).toMatchObject({ ownerId: stranger, ownerName: 'Олег Гость' });
  });

  it('that nobody took is not given to somebody outside the queue, also by the main token (O-2)', async () => {
    const { world, create, there } = await given();
    world.withTokens.delete(ANNA);
    world.openLines.queues.set(world.account.lineId, [BORIS]);
    there({ ownerId: null });
    expect(await create()).toMatchObject({ code: 'FORBIDDEN', details: { right: 'line' } });
    expect(world.openLines.chats[0]?.ownerId).toBeNull();
  });

  it('of another operator is not taken away, and the caller is told whose it is (O-6, O-7)', async () => {
    const { world, create, boris } = await given();
    granted(await create());
    const second = granted(await create(boris));
    expect([second.created, second.chat.ownerId, second.chat.ownerName]).toEqual([false, ANNA, 'Анна Смирнова']);
    expect(world.openLines.chats[0]?.ownerId).toBe(ANNA);
  });

  it('that the portal knows and we do not is found, with its operator (O-6)', async () => {
    const { world, create, there } = await given();
    const known = there({ ownerId: BORIS });
    const { chat, created } = granted(await create());
    expect([created, chat.openLineChatId, chat.ownerId]).toEqual([false, known.id, BORIS]);
    expect(world.openLines.chats).toHaveLength(1);
  });

  it('that nobody took yet is taken (O-1)', async () => {
    const { world, create, there } = await given();
    there({ ownerId: null });
    expect(granted(await create()).chat.ownerId).toBe(ANNA);
    expect(world.openLines.calls).toContain('answer');
  });

  it('and closed is opened as a new session of its creator (O-8)', async () => {
    const { world, create, there, boris } = await given();
    there({ isOpen: false, ownerId: ANNA });
    const { chat, created } = granted(await create(boris));
    expect([created, chat.ownerId, world.openLines.chats.length]).toEqual([false, BORIS, 1]);
    expect(world.openLines.calls).toContain('startSession');
  });

  it('and closed by somebody meanwhile is opened again, by whoever presses (O-8)', async () => {
    const { world, create, boris } = await given();
    granted(await create());
    await world.openLines.finish('', world.openLines.chats[0]?.id ?? '');
    expect(granted(await create(boris)).chat).toMatchObject({ ownerId: BORIS, ownerName: 'Борис' });
  });
});

describe('a chat that is not made', () => {
  it.each<[string, WorldOptions, string]>([
    ['the account is of others', { account: { access: onlyFor(BORIS) } }, 'ACCOUNT_NOT_FOUND'],
    ['the account is disconnected', { account: { state: 'DISCONNECTED' } }, 'ACCOUNT_NOT_CONNECTED'],
    ['the recipient is of another messenger', { recipient: { messenger: 'TELEGRAM' } }, 'NOT_FOUND'],
    [
      'the number has no WhatsApp',
      { recipient: { presence: 'ABSENT', checkedAt: new Date('2026-03-10T08:30:00.000Z') } },
      'NOT_IN_WHATSAPP',
    ],
    ['the number is our own', { recipient: { address: '+79990000001' } }, 'OWN_NUMBER'],
  ])('because %s leaves the portal alone', async (_why, options, code) => {
    const { world, create } = await given(options);
    expect([codeOf(await create()), world.openLines.calls]).toEqual([code, []]);
  });

  it('because the employee may not change the card (A-20)', async () => {
    const { world, create } = await given();
    world.crm.locked.add(ANNA);
    expect(codeOf(await create())).toBe('FORBIDDEN');
  });

  it('because somebody makes it at this very moment (O-6)', async () => {
    const { world, create, lane } = await given();
    world.busyLanes.add(lane);
    expect(await create()).toMatchObject({ code: 'CHAT_NOT_CREATED', details: { rawCode: 'BUSY' } });
  });

  it('because the line was deleted (E-40)', async () => {
    const { world, create } = await given();
    world.openLines.queues.clear();
    expect(await create()).toMatchObject({ code: 'CHAT_NOT_CREATED', details: { rawCode: 'LINE_DELETED' } });
  });

  it('because the portal refuses: with the portal’s own word (E-40)', async () => {
    const { world, create } = await given();
    world.openLines.doom('postFromClient', refuse('CHAT_NOT_CREATED', { rawCode: 'CONNECTOR_NOT_ACTIVE' }));
    expect(await create()).toMatchObject({ code: 'CHAT_NOT_CREATED', details: { rawCode: 'CONNECTOR_NOT_ACTIVE' } });
  });

  it('because the portal did not give it to the employee: nobody is told otherwise (O-1)', async () => {
    const { world, create } = await given();
    world.openLines.doom('answer', refuse('CHAT_NOT_CREATED', { rawCode: 'WRONG_CHAT' }));
    expect(codeOf(await create())).toBe('CHAT_NOT_CREATED');
    expect(await world.do(tx => tx.chats.find(world.account.id, world.recipient.id))).toBeNull();
  });

  it('because the portal lets nobody but the queue’s choice have it: what was opened is finished, nothing stays behind (O-2)', async () => {
    const { world, create } = await given();
    world.openLines.doom('answer', refuse('FORBIDDEN', { right: 'line' }));
    expect(await create()).toMatchObject({ code: 'FORBIDDEN', details: { right: 'line' } });
    expect(world.openLines.chats).toMatchObject([{ isOpen: false }]);
    expect(await world.do(tx => tx.chatOpenings.find(world.account.id, world.recipient.id))).toBeNull();
  });

  it('in the first try is found by the second, not made again', async () => {
    const { world, create } = await given();
    world.openLines.doom('answer', refuse('CHAT_NOT_CREATED'));
    await create();
    expect([granted(await create()).chat.ownerId, world.openLines.chats.length]).toEqual([ANNA, 1]);
  });
});

describe('a chat whose maker ended in the middle (GU-7)', () => {
  it('is given to the employee by a task, although the queue gave it to somebody else (O-1)', async () => {
    const { world, create, subject } = await given();
    world.openLines.nextInQueue = BORIS;
    world.openLines.doom('postFromClient', 'crash');
    await expect(create()).rejects.toThrow();
    expect(world.waiting('open-chat')).toMatchObject([{ subjectId: subject }]);
    expect(await openChat(world, world.portal.id, subject)).toEqual({ kind: 'done' });
    expect(world.openLines.chats).toMatchObject([{ ownerId: ANNA }]);
    expect(world.openLines.posts()).toHaveLength(1);
  });

  it('leaves its task nothing to do when it was not in the middle', async () => {
    const { world, create, subject } = await given();
    granted(await create());
    const before = world.openLines.calls.length;
    expect(await openChat(world, world.portal.id, subject)).toEqual({ kind: 'done' });
    expect(world.openLines.calls).toHaveLength(before);
  });
});

describe('a dialogue that Bitrix24 is still closing (O-8)', () => {
  const closing = async () => {
    const bench = await given();
    const chat = bench.there({ ownerId: BORIS, isClosing: true });
    const { world } = bench;
    world.openLines.settings.set(world.account.lineId, { ...QUIET, closesAfterMinutes: 5 });
    return { ...bench, chat, look: () => openChat(world, world.portal.id, bench.subject) };
  };

  it('is not taken and not doubled: the employee hears when it will be over, and gets it then', async () => {
    const { world, create, chat, look } = await closing();
    const freeAt = new Date(world.clock.now().getTime() + 300_000).toISOString();
    expect(await create()).toMatchObject({ code: 'CHAT_CLOSING', retry: 'AUTOMATIC', details: { freeAt } });
    expect(await look()).toMatchObject({ kind: 'again', passing: true });
    expect([chat.ownerId, world.openLines.chats.length, world.openLines.posts().length]).toEqual([BORIS, 1, 0]);
    Object.assign(chat, { isOpen: false, isClosing: false });
    expect(await look()).toEqual({ kind: 'done' });
    expect([chat.ownerId, chat.isOpen, world.openLines.chats.length]).toEqual([ANNA, true, 1]);
  });

  it('of his own is simply his', async () => {
    const { create, chat } = await closing();
    chat.ownerId = ANNA;
    expect(granted(await create()).chat.ownerId).toBe(ANNA);
  });

  it('is not waited for longer than a day, nor through an account that was disconnected', async () => {
    const { world, create, look } = await closing();
    await create();
    world.clock.advance(25 * 3_600_000);
    expect(await look()).toEqual({ kind: 'done' });
    await create();
    await world.changeAccount({ wanted: false });
    expect(await look()).toEqual({ kind: 'done' });
    expect(await world.do(tx => tx.chatOpenings.find(world.account.id, world.recipient.id))).toBeNull();
  });
});
