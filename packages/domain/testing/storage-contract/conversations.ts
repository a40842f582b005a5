/** With whom a conversation runs, and what of it stands in the card and in the chat (decision 25, L-5, O-24). */
import { expect, it } from 'vitest';
import { newId, type Message, type MessageGroupId } from '../../src/index.ts';
import { aMessage } from '../builders.ts';
import { ago, type StorageBench } from './storage-bench.ts';

export function conversations(bench: StorageBench): void {
  const { accept, change, given, inPortal } = bench;

  it('knows with whom a conversation runs: an answer, or a message that was accepted (decision 25)', async () => {
    const { account, recipient } = await given();
    const message = aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id });
    const hasOne = () => inPortal(tx => tx.messages.hasConversation(account.id, recipient.id));
    await accept(message);
    expect(await hasOne()).toBe(false);
    await change(message, { status: 'SENT' });
    expect(await hasOne()).toBe(true);
    await change(message, { status: 'FAILED' });
    expect(await hasOne()).toBe(false);
    await inPortal(tx => tx.messages.noteInbound(account.id, recipient.id, ago(0)));
    await inPortal(tx => tx.messages.noteInbound(account.id, recipient.id, ago(5000)));
    expect(await hasOne()).toBe(true);
  });

  it('counts what was written on the phone as a conversation (H-2, decision 25)', async () => {
    const { account, recipient } = await given();
    const has = () => inPortal(tx => tx.messages.hasConversation(account.id, recipient.id));
    expect(await has()).toBe(false);
    await inPortal(tx => tx.messages.noteAnswer(account.id, recipient.id, ago(0)));
    await inPortal(tx => tx.messages.noteInbound(account.id, recipient.id, ago(0)));
    expect(await has()).toBe(true);
  });

  it('finds the newest groups of a recipient that have an activity, each once (L-5)', async () => {
    const { account, recipient } = await given();
    const groupId = newId<MessageGroupId>();
    const one = (fields: Partial<Message>) =>
      aMessage({ portalId: bench.portalId, accountId: account.id, recipientId: recipient.id, ...fields });
    const old = one({ createdAt: ago(3000) });
    const parts = [0, 1].map(position => one({ groupId, position, createdAt: ago(2000) }));
    const newest = one({ createdAt: ago(1000) });
    await accept(old, ...parts, newest, one({ createActivity: false }));
    const groups = (limit: number) => inPortal(tx => tx.messages.groupsOf(account.id, recipient.id, limit));
    expect(await groups(10)).toEqual([newest.groupId, groupId, old.groupId]);
    expect(await groups(2)).toEqual([newest.groupId, groupId]);
    expect((await inPortal(tx => tx.messages.group(groupId))).map(message => message.position)).toEqual([0, 1]);
  });

  it('finds what was sent as the employee and has no copy in the chat yet (O-24)', async () => {
    const { account, recipient } = await given();
    const one = (fields: Partial<Message>) =>
      aMessage({
        portalId: bench.portalId,
        accountId: account.id,
        recipientId: recipient.id,
        publication: 'OUTGOING',
        createdAt: ago(1000),
        ...fields,
      });
    const messages = [
      one({ status: 'SENT' }),
      one({ status: 'READ', publishedAs: '9' }),
      one({ status: 'QUEUED' }),
      one({ status: 'SENT', publication: 'INCOMING' }),
      one({ status: 'READ', createdAt: ago(2 * 86_400_000) }),
    ];
    await accept(...messages);
    const waiting = await inPortal(tx => tx.messages.unpublishedOutgoing(account.id, recipient.id));
    expect(waiting.map(message => message.id)).toEqual([messages[0]?.id]);
  });
}
