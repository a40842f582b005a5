import { describe, expect, it } from 'vitest';
import { aMessage } from '../../testing/index.ts';
import { newId, type AccountId, type FileId, type PortalId, type RecipientId } from '../ids.ts';
import type { HistoryMessage } from '../ports/connector/history.ts';
import { entryId, externalIdOf, joinHistory, type HistoryEntry } from './join-history.ts';
import { receivedMessage, type ConversationEntry } from './received-message.ts';

const [accountId, recipientId] = [newId<AccountId>(), newId<RecipientId>()];

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 10, 9, minute));
const told = (externalMessageId: string, minute: number, fields: Partial<HistoryMessage> = {}): HistoryMessage => ({
  ...{ externalMessageId, fromClient: true, text: externalMessageId, file: null, unsupported: null },
  ...{ occurredAt: at(minute), editedAt: null, status: null },
  ...fields,
});
const received = (externalMessageId: string, minute: number): ConversationEntry => ({
  kind: 'RECEIVED',
  received: receivedMessage(
    newId<FileId>(),
    accountId,
    recipientId,
    {
      ...{ externalMessageId, text: externalMessageId, occurredAt: at(minute), address: null, messengerAddress: '1' },
      ...{ fromPhone: false, name: null, file: null, change: null, unsupported: null },
    },
    new Date(at(minute).getTime() + 700),
  ),
});
function sent(externalMessageId: string, createdMinute: number, sentMinute: number | null): ConversationEntry {
  const message = aMessage({ portalId: newId<PortalId>(), accountId, recipientId, externalMessageId, createdAt: at(createdMinute) });
  if (sentMinute !== null) {
    const occurredAt = at(sentMinute);
    message.history = [...message.history, { status: 'SENT', occurredAt, learnedAt: occurredAt, source: 'ACCEPTANCE', failure: null }];
    message.status = 'SENT';
  }
  return { kind: 'SENT', message };
}
const nameOf = ({ known, told: one }: HistoryEntry): string => (known === null ? `(${one?.externalMessageId})` : externalIdOf(known));
const ALL = { from: null, until: null };

describe('a page of the messenger joined with what we know (S-11)', () => {
  it('has what both know once, ours with our record, the rest as the messenger tells it', () => {
    const known = [sent('ours', 1, 2), received('theirs', 3)];
    const { entries } = joinHistory(
      [told('theirs', 3), told('ours', 2, { fromClient: false, status: 'sent' }), told('old', 0)],
      known,
      ALL,
      [],
    );
    expect(entries.map(nameOf)).toEqual(['theirs', 'ours', '(old)']);
    expect(entries.map(entry => entry.at)).toEqual([at(3), at(2), at(0)]);
  });

  it('has ours that never came to the messenger, and what was deleted there, at their own time', () => {
    const known = [sent('failed', 2, null), received('deleted there', 4)];
    const { entries } = joinHistory([told('five', 5), told('three', 3), told('one', 1)], known, ALL, []);
    expect(entries.map(nameOf)).toEqual(['(five)', 'deleted there', '(three)', 'failed', '(one)']);
  });

  it('leaves to other pages what belongs to their time', () => {
    const known = [received('newer', 8), received('inside', 6), received('older', 2)];
    const { entries } = joinHistory([told('seven', 7), told('five', 5)], known, { from: at(5), until: at(7) }, []);
    expect(entries.map(nameOf)).toEqual(['(seven)', 'inside', '(five)']);
  });

  it.each([1, 2, 3, 4, 10])('has everything once and in order by pages of %i, also what has one moment with the end of a page', size => {
    const messenger = [
      told('j', 9),
      told('i', 8),
      told('h', 8),
      told('g', 8),
      told('f', 6),
      told('late', 6),
      told('d', 5),
      told('c', 5),
      told('a', 1),
    ];
    // «late» waited in the queue from the first minute to the sixth.
    const known = [received('h', 8), received('c', 5), received('d', 5), received('gone', 8), sent('late', 1, 6), sent('failed', 5, null)];
    const names: string[] = [];
    let until: Date | null = null;
    let shown: string[] = [];
    for (let start = 0; start < messenger.length; start += size) {
      const messages = messenger.slice(start, start + size);
      const isLast = start + size >= messenger.length;
      const from: Date | null = isLast ? null : (messages.at(-1)?.occurredAt ?? null);
      const page = joinHistory(messages, known, { from, until }, shown);
      names.push(...page.entries.map(nameOf));
      [until, shown] = [from, page.shown];
    }
    expect(names.toSorted()).toEqual(['(a)', '(f)', '(g)', '(i)', '(j)', 'c', 'd', 'failed', 'gone', 'h', 'late'].toSorted());
  });

  it('says which of what it showed is not newer than its end', () => {
    const known = [received('five', 5), received('six', 6)];
    const { shown } = joinHistory([told('six', 6), told('five', 5)], known, { from: at(5), until: null }, []);
    expect(shown).toEqual(known.slice(0, 1).map(entryId));
  });
});
