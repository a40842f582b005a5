import { beforeEach, describe, expect, it } from 'vitest';
import { aCaller, aMessage, ANNA, BORIS, codeOf, World } from '../../testing/index.ts';
import {
  changeAccountState,
  disconnectAccount,
  refuse,
  type AccountStateChange,
  type Delivery,
  type EmployeeId,
  type NoticeId,
} from '../index.ts';
import { applyReceipts } from '../message/apply-receipts.ts';
import { noteDailyLimit } from './daily-limit.ts';
import { maskAddress } from './mask-address.ts';
import { addNoticeReader, noticeReaders, removeNoticeReader } from './notice-readers.ts';
import type { NewNotice } from './notice.ts';
import { noteMovingQueue, noteStillQueue } from './queue-notices.ts';
import { raiseNotice } from './raise-notice.ts';
import { tellNotice } from './tell-notice.ts';

const MINUTE = 60_000;

let world: World;

beforeEach(async () => {
  world = await World.open();
  await world.changeAccount({ connectedAt: world.clock.now() });
});

const raise = (notice: NewNotice) => world.do(tx => raiseNotice(tx, world.clock.now(), notice));
const lost: () => NewNotice = () => ({ kind: 'connection-lost', accountId: world.account.id });

/** Runs the tasks that are due, as the worker would. */
async function tell(): Promise<void> {
  for (const task of world.waiting('tell-notice')) {
    if (task.runAt > world.clock.now()) continue;
    world.storage.beginTask(world.portal.id, task.laneKey);
    const outcome = await tellNotice(world, world.portal.id, task.subjectId as NoticeId, false);
    expect(outcome).toEqual({ kind: 'done' });
    world.storage.stateOf(world.portal.id).tasks.delete(task.id);
  }
}

const become = (change: Partial<AccountStateChange> & Pick<AccountStateChange, 'state'>) =>
  changeAccountState(world, world.lease(), world.account.id, {
    reason: null,
    rawCode: null,
    until: null,
    address: null,
    name: null,
    firstMessagesHeldUntil: null,
    ...change,
  });

const sent = (fields: { delivery?: Delivery; senderId?: EmployeeId } = {}) => aMessage({ ...world.pair, ...fields });

const title = () => world.account.title;

describe('a notice', () => {
  it('goes into one chat of the portal, whose readers are the administrators (N-1)', async () => {
    await raise({ kind: 'account-connected', accountId: world.account.id });
    await tell();
    await raise({ kind: 'spam-warning', accountId: world.account.id });
    await tell();
    expect(world.noticeBoard.chats).toMatchObject([
      { title: 'Уведомления', readers: [ANNA], posts: [`account-connected ${title()}`, `spam-warning ${title()}`] },
    ]);
  });

  it('is told at most once in ten minutes per account, and again after them (N-7)', async () => {
    const told = () => world.noticeBoard.posts.length;
    await raise({ kind: 'device-lost', accountId: world.account.id });
    await tell();
    world.clock.advance(9 * MINUTE);
    await raise({ kind: 'device-lost', accountId: world.account.id });
    await tell();
    expect(told()).toBe(1);
    world.clock.advance(2 * MINUTE);
    await raise({ kind: 'device-lost', accountId: world.account.id });
    await tell();
    expect(told()).toBe(2);
  });

  it('held back by the ten minutes is told after them when its trouble still stands (N-7)', async () => {
    await raise({ kind: 'scan-needed', accountId: world.account.id });
    await tell();
    await raise({ kind: 'account-connected', accountId: world.account.id });
    await raise({ kind: 'scan-needed', accountId: world.account.id });
    await tell();
    expect(world.noticeBoard.posts).toEqual([`scan-needed ${title()}`, `account-connected ${title()}`]);
    world.clock.advance(10 * MINUTE);
    await tell();
    expect(world.noticeBoard.posts.at(-1)).toBe(`scan-needed ${title()}`);
  });

  it('of a break that is over within a minute is not told, nor is its end (N-2)', async () => {
    await raise(lost());
    world.clock.advance(30_000);
    await raise({ kind: 'connection-restored', accountId: world.account.id });
    world.clock.advance(10 * MINUTE);
    await tell();
    expect(world.noticeBoard.posts).toEqual([]);
  });

  it('of a recovery closes the trouble that was told, once (N-7)', async () => {
    await raise(lost());
    world.clock.advance(MINUTE);
    await tell();
    await raise({ kind: 'connection-restored', accountId: world.account.id });
    await raise({ kind: 'connection-restored', accountId: world.account.id });
    await tell();
    expect(world.noticeBoard.posts).toEqual([`connection-lost ${title()}`, `connection-restored ${title()}`]);
  });

  it('waits while Bitrix24 is away, and is told afterwards (Q-22)', async () => {
    await raise({ kind: 'account-connected', accountId: world.account.id });
    const [task] = world.waiting('tell-notice');
    world.noticeBoard.doom('makeChat', refuse('PORTAL_UNAVAILABLE'));
    const first = await tellNotice(world, world.portal.id, task?.subjectId as NoticeId, false);
    expect(first).toMatchObject({ kind: 'again', passing: true });
    expect(await tellNotice(world, world.portal.id, task?.subjectId as NoticeId, true)).toEqual({ kind: 'done' });
    expect(world.noticeBoard.posts).toHaveLength(1);
  });

  it('whose answer was lost is not told twice, and makes no second chat (RE-10)', async () => {
    await raise({ kind: 'account-connected', accountId: world.account.id });
    const [task] = world.waiting('tell-notice');
    world.noticeBoard.doom('makeChat', 'lose-answer');
    world.noticeBoard.doom('post', 'lose-answer');
    for (let run = 0; run < 3; run += 1) await tellNotice(world, world.portal.id, task?.subjectId as NoticeId, run > 0);
    expect(world.noticeBoard.chats).toHaveLength(1);
    expect(world.noticeBoard.posts).toHaveLength(1);
  });

  it('finds another chat when nobody of ours is in the old one any more (A-3)', async () => {
    await raise({ kind: 'account-connected', accountId: world.account.id });
    await tell();
    world.noticeBoard.owner = BORIS;
    world.clock.advance(5 * MINUTE);
    await raise({ kind: 'spam-warning', accountId: world.account.id });
    const [task] = world.waiting('tell-notice');
    const noticeId = task?.subjectId as NoticeId;
    expect(await tellNotice(world, world.portal.id, noticeId, false)).toMatchObject({ kind: 'again' });
    expect(await tellNotice(world, world.portal.id, noticeId, true)).toEqual({ kind: 'done' });
    expect(world.noticeBoard.chats.map(chat => chat.posts.length)).toEqual([1, 1]);
  });

  it('of lost rights reaches every administrator by himself and the chat (A-21, N-6)', async () => {
    await raise({ kind: 'rights-owner-lost', details: { employeeName: 'Анна', why: 'DISMISSED' } });
    await tell();
    expect(world.noticeBoard.told).toMatchObject([{ employeeId: ANNA, tag: 'OLCHAT|rights-owner-lost|portal' }]);
    expect(world.noticeBoard.posts).toEqual(['rights-owner-lost -']);
  });
});

describe('an account', () => {
  it('tells of a lost and a restored connection (N-2)', async () => {
    await become({ state: 'CONNECTING' });
    world.clock.advance(MINUTE);
    await tell();
    await become({ state: 'CONNECTED' });
    await tell();
    expect(world.noticeBoard.posts).toEqual([`connection-lost ${title()}`, `connection-restored ${title()}`]);
  });

  it('tells that its code must be scanned, and that it is connected again (N-2)', async () => {
    await become({ state: 'LOGIN_REQUIRED', reason: 'DEVICE_LOST' });
    await tell();
    await become({ state: 'CONNECTING' });
    await become({ state: 'CONNECTED' });
    await tell();
    expect(world.noticeBoard.posts).toEqual([`scan-needed ${title()}`, `account-connected ${title()}`]);
  });

  it('tells of a lost device while messages wait (N-4)', async () => {
    await world.accept(sent());
    await become({ state: 'LOGIN_REQUIRED', reason: 'DEVICE_LOST' });
    await tell();
    expect(world.noticeBoard.posts).toEqual([`device-lost ${title()}`, `scan-needed ${title()}`]);
  });

  it('tells of a warning about spam, also when only first messages are held (N-3, Q-13)', async () => {
    await become({ state: 'RESTRICTED', reason: 'ACCOUNT_RESTRICTED' });
    await tell();
    await become({ state: 'CONNECTED' });
    await tell();
    expect(world.noticeBoard.posts).toEqual([`spam-warning ${title()}`, `spam-over ${title()}`]);
    world.clock.advance(11 * MINUTE);
    await become({ state: 'CONNECTED', firstMessagesHeldUntil: new Date(world.clock.now().getTime() + 60 * MINUTE) });
    await become({ state: 'CONNECTED', firstMessagesHeldUntil: new Date(world.clock.now().getTime() + 60 * MINUTE) });
    await tell();
    expect(world.noticeBoard.posts.slice(2)).toEqual([`spam-warning ${title()}`]);
  });

  it('tells that a person disconnected it (N-2, C-6)', async () => {
    await disconnectAccount(world, world.caller, { accountId: world.account.id, queued: 'KEEP' });
    await tell();
    expect(world.noticeBoard.posts).toEqual([`account-disconnected ${title()}`]);
  });

  it('tells of a queue that does not move, and that it moves again (N-6)', async () => {
    const queue = [world, world.portal.id, world.account.id] as const;
    await world.accept(sent(), sent());
    world.clock.advance(4 * MINUTE);
    await noteStillQueue(...queue);
    await noteMovingQueue(...queue);
    await tell();
    expect(world.noticeBoard.posts).toEqual([]);
    world.clock.advance(MINUTE);
    await noteStillQueue(...queue);
    await tell();
    await noteStillQueue(...queue);
    await noteMovingQueue(...queue);
    await noteMovingQueue(...queue);
    await tell();
    expect(world.noticeBoard.posts).toEqual([`queue-stuck ${title()}`, `queue-moves ${title()}`]);
  });

  it('near its limit of checks tells once that day (N-6, D-6)', async () => {
    for (let spent = 0; spent < 100; spent += 1) {
      await world.do(async tx => {
        await tx.usage.spend(world.account.id, 'CHECK', 100);
        await noteDailyLimit(tx, world.clock.now(), world.account.id, 'CHECK', 100);
      });
    }
    await tell();
    expect(world.noticeBoard.posts).toEqual([`daily-limit-near ${title()}`]);
  });

  it('says nothing before its first login', async () => {
    await world.changeAccount({ connectedAt: null, state: 'CONNECTING' });
    await become({ state: 'LOGIN_REQUIRED' });
    await tell();
    expect(world.noticeBoard.posts).toEqual([]);
  });
});

describe('a message that failed', () => {
  const fail = async (count: number) => {
    const messages = Array.from({ length: count }, () => sent({ delivery: 'DONE', senderId: BORIS }));
    await world.accept(...messages);
    const receipts = messages.map(({ externalMessageId }) => ({
      externalMessageId,
      status: 'failed' as const,
      occurredAt: world.clock.now(),
      rawCode: '463',
    }));
    await applyReceipts(world, world.portal.id, world.account.id, receipts);
  };

  it('is told to its sender, with the number masked (N-6)', async () => {
    await fail(1);
    await tell();
    expect(world.noticeBoard.told).toMatchObject([{ employeeId: BORIS, text: `message-failed ${title()}` }]);
    expect(world.noticeBoard.posts).toEqual([]);
    const notices = [...world.storage.stateOf(world.portal.id).notices.values()];
    expect(notices.map(({ details }) => details.address)).toEqual([maskAddress(world.recipient.address)]);
    expect(JSON.stringify(notices)).not.toContain(world.recipient.address.slice(1));
  });

  it('after another one within ten minutes is counted and told once (N-7)', async () => {
    await fail(1);
    await tell();
    await fail(3);
    await tell();
    expect(world.noticeBoard.told).toHaveLength(1);
    world.clock.advance(10 * MINUTE);
    await tell();
    expect(world.noticeBoard.told).toMatchObject([{ text: `message-failed ${title()} ×3` }]);
  });
});

it('masks a number so that nobody can write to it', () => {
  expect(maskAddress('+79000000001')).toBe('+7900•••01');
  expect(maskAddress('123')).toBe('•••');
});

describe('readers of the notices (A-5)', () => {
  const VERA = '27' as EmployeeId;
  const known = (id: EmployeeId) => world.crm.people.push({ id, name: 'Вера', isAdministrator: null, isActive: true });

  it('are added and removed by an administrator, and the chat is made when there is none', async () => {
    known(VERA);
    expect(await noticeReaders(world, world.caller)).toEqual({ chatId: null, readers: [] });
    expect(await addNoticeReader(world, world.caller, VERA)).toMatchObject({ readers: [ANNA, VERA] });
    expect(await removeNoticeReader(world, world.caller, VERA)).toMatchObject({ readers: [ANNA] });
  });

  it('are nobody else’s matter, and a stranger is not found', async () => {
    const caller = aCaller(world.portal.id, { isAdministrator: false });
    expect(codeOf(await noticeReaders(world, caller))).toBe('FORBIDDEN');
    expect(codeOf(await addNoticeReader(world, caller, VERA))).toBe('FORBIDDEN');
    expect(codeOf(await removeNoticeReader(world, caller, VERA))).toBe('FORBIDDEN');
    expect(codeOf(await addNoticeReader(world, world.caller, VERA))).toBe('NOT_FOUND');
    expect(world.noticeBoard.chats).toEqual([]);
  });

  it('keep the one who writes the notices', async () => {
    known(VERA);
    await addNoticeReader(world, world.caller, VERA);
    expect(codeOf(await removeNoticeReader(world, world.caller, ANNA))).toBe('FORBIDDEN');
  });
});
