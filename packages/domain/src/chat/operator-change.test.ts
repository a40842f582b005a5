import { describe, expect, it } from 'vitest';
import { aMessage, ANNA, ScriptedSession, World, type WorldOptions } from '../../testing/index.ts';
import { refuse } from '../refusal.ts';
import { changeSentMessage } from './change-sent-message.ts';
import { forwardOperatorChange } from './operator-change.ts';
import { routePortalEvents } from './route-portal-events.ts';

async function given(options: WorldOptions = {}) {
  const world = await World.open(options);
  const client = world.recipient.address.slice(1);
  const { dialog: lineChat } = await world.addChat();
  const message = aMessage({
    ...world.pair,
    text: 'в десять',
    origin: 'OPEN_LINE',
    openLineMessageId: '801',
    status: 'READ',
    delivery: 'DONE',
    createdAt: world.clock.now(),
  });
  await world.accept(message);
  lineChat.messages.push({ id: '801', author: ANNA, externalId: null, text: 'в десять', deliveredAs: message.externalMessageId });
  const session = new ScriptedSession(() => world.clock.now());
  /** What the employee does in the chat, and what the portal tells of it. */
  const edit = async (text: string, told = text): Promise<void> => {
    lineChat.messages[0]!.text = text;
    await tell(told);
  };
  const remove = async (): Promise<void> => {
    lineChat.messages.splice(0, 1);
    world.openLines.deleted.add('801');
    await tell(null);
  };
  const tell = (text: string | null): Promise<void> =>
    routePortalEvents(world, world.portal.id, [
      {
        kind: 'operator-change',
        messenger: 'WHATSAPP',
        lineId: world.account.lineId,
        clientExternalId: client,
        externalMessageIds: [message.externalMessageId],
        text,
      },
    ]);
  const inboxId = (): string => world.waiting('forward-operator-change').at(-1)?.subjectId ?? '';
  const forward = () => forwardOperatorChange(world, world.portal.id, inboxId());
  const change = () =>
    changeSentMessage(
      world,
      {
        portalId: world.portal.id,
        accountId: world.account.id,
        session,
        connector: { externalMessageId: id => `wire-${id}` },
        signal: new AbortController().signal,
      },
      world.waiting('change-sent-message')[0]?.subjectId ?? '',
    );
  const said = () => world.openLines.posts(lineChat.id).filter(({ author }) => author === 'system').map(post => post.text); // prettier-ignore
  return { world, message, session, edit, remove, tell, forward, change, said, inboxId };
}

describe('a message that the operator changes (O-30)', () => {
  it('is edited at the messenger, under an id that every attempt has', async () => {
    const { message, session, edit, forward, change, inboxId } = await given();
    await edit('в одиннадцать');
    const id = inboxId();
    expect(await forward()).toEqual({ kind: 'done' });
    expect(await change()).toBeNull();
    expect(await change()).toBeNull();
    expect(session.edits).toMatchObject(
      [0, 1].map(() => ({ targetExternalId: message.externalMessageId, text: 'в одиннадцать', externalMessageId: `wire-${id}/0` })),
    );
  });

  it('is taken back at the messenger when he deletes it', async () => {
    const { message, session, remove, forward, change } = await given();
    await remove();
    expect(await forward()).toEqual({ kind: 'done' });
    expect(await change()).toBeNull();
    expect(session.removals).toMatchObject([{ targetExternalId: message.externalMessageId }]);
  });

  it.each([
    ['a deletion of what still stands', (bench: Awaited<ReturnType<typeof given>>) => bench.tell(null)],
    ['words that the chat does not have', (bench: Awaited<ReturnType<typeof given>>) => bench.edit('в десять', 'выдумано')],
  ])('stays as it is for %s (SE-2)', async (_what, act) => {
    const bench = await given();
    await act(bench);
    expect(await bench.forward()).toMatchObject({ kind: 'done', note: expect.any(String) as string });
    expect(bench.world.waiting('change-sent-message')).toEqual([]);
  });

  it('stays when the portal does not reach so far back', async () => {
    const { world, remove, forward } = await given();
    await remove();
    world.openLines.deleted.clear();
    expect(await forward()).toMatchObject({ kind: 'done' });
    expect(world.waiting('change-sent-message')).toEqual([]);
  });

  it('stays, and the chat says so, when the messenger does not follow any more', async () => {
    const { world, edit, forward, said } = await given();
    world.clock.advance(16 * 60_000);
    await edit('в одиннадцать');
    expect(await forward()).toEqual({ kind: 'done' });
    expect(said()).toEqual([expect.stringContaining('Изменение не передано клиенту') as string]);
    expect(world.waiting('change-sent-message')).toEqual([]);
  });

  it('stays at a messenger that has no edits', async () => {
    const { edit, forward, said, world } = await given({
      capabilities: { changes: { edit: null, remove: null } },
      portal: { language: 'en' },
    });
    await edit('в одиннадцать');
    await forward();
    expect(said()).toEqual([expect.stringContaining('was not passed to the client') as string]);
    expect(world.waiting('change-sent-message')).toEqual([]);
  });

  it.each([
    ['not connected', { kind: 'not-sent', reason: 'not connected', retryAfterMs: null }],
    ['without an answer', { kind: 'unknown', reason: 'no answer' }],
  ] as const)('is asked for again by way of its chat when the messenger is %s; the account’s lane does not wait', async (_why, outcome) => {
    const { world, session, edit, forward, change } = await given();
    await edit('в одиннадцать');
    await forward();
    session.willAnswer(outcome);
    world.storage.stateOf(world.portal.id).tasks.forEach((task, id, tasks) => task.name === 'forward-operator-change' && tasks.delete(id));
    expect(await change()).toBeNull();
    expect(world.waiting('forward-operator-change')).toHaveLength(1);
  });

  it('is not asked for again when the messenger refuses', async () => {
    const { world, session, edit, forward, change } = await given();
    await edit('в одиннадцать');
    await forward();
    session.willAnswer({ kind: 'refused', code: 'MESSENGER_REFUSED', rawCode: '479', freeAt: null });
    world.storage.stateOf(world.portal.id).tasks.forEach((task, id, tasks) => task.name === 'forward-operator-change' && tasks.delete(id));
    expect(await change()).toBe('479');
    expect(world.waiting('forward-operator-change')).toEqual([]);
  });

  it('waits while the portal is away (Q-22)', async () => {
    const { world, edit, forward } = await given();
    await edit('в одиннадцать');
    world.openLines.doom('chatMessage', refuse('PORTAL_UNAVAILABLE'));
    expect(await forward()).toMatchObject({ kind: 'again', passing: true });
  });

  it('of nobody’s id is nobody’s', async () => {
    const { world } = await given();
    const event = {
      kind: 'operator-change',
      messenger: 'WHATSAPP',
      lineId: world.account.lineId,
      clientExternalId: '1',
      externalMessageIds: ['x'],
      text: null,
    } as const;
    await routePortalEvents(world, world.portal.id, [event]);
    expect(world.waiting('forward-operator-change')).toEqual([]);
  });
});
