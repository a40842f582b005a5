import { beforeEach, describe, expect, it } from 'vitest';
import { ANNA, BORIS, World, type LineChat } from '../../testing/index.ts';
import { forwardOperatorMessage, refuse, routePortalEvents, type EmployeeId, type PortalApplication } from '../index.ts';
import { reconcilePortal, type ReconcileDeps } from './reconcile-portal.ts';

let world: World;
let chat: LineChat;
let deps: ReconcileDeps;

beforeEach(async () => {
  world = await World.open();
  ({ dialog: chat } = await world.addChat({}, { createdAt: world.clock.now() }));
  const application: PortalApplication = {
    tokenOwner: async () => ({ name: 'Анна', isAdministrator: true }),
    conditions: async () => ({ kept: [], failed: [] }),
    raiseTestEvent: async () => refuse('NOT_FOUND'),
    repair: async () => ({ kept: [], mended: [], failed: [] }),
  };
  deps = Object.assign(Object.create(world) as World, { application, eventsGap: async () => undefined });
});

const write = (id: string, author: string, text: string): void => {
  chat.messages.push({ id, author, text, externalId: null, deliveredAs: null });
};
const reconcile = () => reconcilePortal(deps, world.portal.id, new Date(world.clock.now().getTime() - 600_000));

/** Runs what waits to be forwarded, as the worker would. */
async function forward(): Promise<string[]> {
  for (const task of world.waiting('forward-operator-message')) {
    await forwardOperatorMessage(world, world.portal.id, task.subjectId);
    world.storage.stateOf(world.portal.id).tasks.delete(task.id);
  }
  return [...world.storage.stateOf(world.portal.id).messages.values()].map(message => message.text);
}

describe('a look over a portal after a gap in its events (RE-22)', () => {
  it('finds what an operator wrote and forwards it once, however often it looks', async () => {
    write('901', BORIS, 'Событие об этом пропало');
    expect(await reconcile()).toEqual({ kind: 'done' });
    expect(await reconcile()).toEqual({ kind: 'done' });
    expect(await forward()).toEqual(['Событие об этом пропало']);
    await reconcile();
    expect(await forward()).toEqual(['Событие об этом пропало']);
  });

  it('leaves alone what an event brought, what we posted ourselves, the client and the system', async () => {
    write('901', BORIS, 'Пришло событием');
    await routePortalEvents(world, world.portal.id, [
      {
        kind: 'operator-message',
        messenger: 'WHATSAPP',
        lineId: world.account.lineId,
        openLineChatId: chat.id,
        openLineMessageId: '901',
        authorId: BORIS,
        clientExternalId: chat.client,
        text: 'Пришло событием',
        fileCount: 0,
      },
    ]);
    write('902', ANNA, 'Наша копия');
    await world.do(tx => tx.ownPosts.add('902'));
    write('903', 'client', 'Вопрос клиента');
    write('904', 'system', 'Диалог начат');
    await reconcile();
    expect(await forward()).toEqual(['Пришло событием']);
  });

  it('leaves a dialogue to whoever took it over while it was looked at (O-7)', async () => {
    const { openLines } = world;
    const activity = openLines.activity.bind(openLines);
    openLines.activity = async (...args) => {
      const seen = await activity(...args);
      await world.do(async tx => {
        const taken = await tx.chats.find(world.account.id, world.recipient.id);
        if (taken !== null) await tx.chats.save(Object.assign(taken, { ownerId: BORIS, ownerName: 'Борис' }));
      });
      return seen;
    };
    chat.ownerId = '99' as EmployeeId;
    await reconcile();
    expect(await world.do(tx => tx.chats.find(world.account.id, world.recipient.id))).toMatchObject({ ownerId: BORIS, ownerName: 'Борис' });
  });

  it('learns that a dialogue was closed, or has another operator', async () => {
    const ownerOf = async () => (await world.do(tx => tx.chats.find(world.account.id, world.recipient.id)))?.ownerId;
    chat.ownerId = BORIS;
    await reconcile();
    expect(await ownerOf()).toBe(BORIS);
    chat.isOpen = false;
    await reconcile();
    expect(await ownerOf()).toBeNull();
  });

  it('waits while Bitrix24 is away and passes by a chat that is gone', async () => {
    world.openLines.doom('activity', refuse('PORTAL_UNAVAILABLE'));
    expect(await reconcile()).toMatchObject({ kind: 'again', passing: true });
    world.openLines.doom('activity', refuse('NOT_FOUND'));
    expect(await reconcile()).toEqual({ kind: 'done' });
  });

  it('looks after the handlers first, and does nothing for a portal that uninstalled us', async () => {
    let repairs = 0;
    deps.application.repair = async () => {
      repairs += 1;
      return { kept: [], mended: [], failed: [] };
    };
    await reconcile();
    expect(repairs).toBe(1);
    world.storage.stateOf(world.portal.id).portal.state = 'SUSPENDED';
    expect(await reconcile()).toEqual({ kind: 'done' });
    expect([repairs, world.openLines.calls.filter(call => call === 'activity').length]).toEqual([1, 1]);
  });
});
