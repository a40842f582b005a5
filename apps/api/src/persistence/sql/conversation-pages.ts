/** A conversation lies in two tables, what we sent and what came: each gives its newest rows, and the page is the newest of both (S-11). */
import { momentOf, type ConversationEntry, type PortalId } from '@olchat/domain';
import type { PoolClient } from 'pg';
import type { ConversationPage, ConversationPair } from '../../graphql/reads.ts';
import { MESSAGE_READ, messageOf, type MessageRow } from './message-rows.ts';
import { RECEIVED_COLUMNS, receivedOf, type ReceivedRow } from './received-rows.ts';

const sent = (row: MessageRow, key: Buffer): ConversationEntry => ({ kind: 'SENT', message: messageOf(row, key) });
const received = (row: ReceivedRow, portalId: PortalId, key: Buffer): ConversationEntry => ({
  kind: 'RECEIVED',
  received: receivedOf(row, portalId, key),
});

const idOf = (entry: ConversationEntry): string => (entry.kind === 'SENT' ? entry.message.id : entry.received.id);

/** The id settles the order of what has one moment, as in the queries. */
const newestFirst = (one: ConversationEntry, other: ConversationEntry): number =>
  momentOf(other).getTime() - momentOf(one).getTime() || (idOf(one) < idOf(other) ? 1 : -1);

export async function conversationPage(
  client: PoolClient,
  portalId: PortalId,
  key: Buffer,
  { accountId, recipientId }: ConversationPair,
  { first, after }: { first: number; after: string | null },
): Promise<ConversationPage> {
  const params = [portalId, accountId, recipientId, first + 1, ...(after === null ? [] : [after])];
  const behind = (moment: string): string =>
    after === null
      ? ''
      : `and (${moment}, id) < (select created_at, id from message where portal_id = $1 and id = $5
           union all select occurred_at, id from received_message where portal_id = $1 and id = $5 limit 1)`;
  const { rows: messages } = await client.query<MessageRow>(
    `select ${MESSAGE_READ} from message where portal_id = $1 and account_id = $2 and recipient_id = $3 ${behind('created_at')}
     order by created_at desc, id desc limit $4`,
    params,
  );
  const { rows: came } = await client.query<ReceivedRow>(
    `select ${RECEIVED_COLUMNS} from received_message where portal_id = $1 and account_id = $2 and recipient_id = $3 ${behind('occurred_at')}
     order by occurred_at desc, id desc limit $4`,
    params,
  );
  const { rows: accounts } = await client.query<{ received_since: Date }>(
    'select received_since from account where portal_id = $1 and id = $2',
    [portalId, accountId],
  );
  const entries = [...messages.map(row => sent(row, key)), ...came.map(row => received(row, portalId, key))].toSorted(newestFirst);
  return {
    entries: entries.slice(0, first),
    hasNextPage: entries.length > first,
    keptSince: accounts[0]?.received_since ?? new Date(0),
  };
}

export async function lastEntries(
  client: PoolClient,
  portalId: PortalId,
  key: Buffer,
  pairs: readonly ConversationPair[],
): Promise<Map<string, ConversationEntry>> {
  const params = [portalId, pairs.map(pair => pair.accountId), pairs.map(pair => pair.recipientId)];
  const newestOf = (table: string, columns: string, moment: string): string =>
    `select found.* from unnest($2::uuid[], $3::uuid[]) as pair (account_id, recipient_id) cross join lateral (
       select ${columns} from ${table}
       where portal_id = $1 and ${table}.account_id = pair.account_id and ${table}.recipient_id = pair.recipient_id
       order by ${moment} desc, id desc limit 1) found`;
  const { rows: messages } = await client.query<MessageRow>(newestOf('message', MESSAGE_READ, 'created_at'), params);
  const { rows: came } = await client.query<ReceivedRow>(newestOf('received_message', RECEIVED_COLUMNS, 'occurred_at'), params);
  const entries = [
    ...messages.map(row => [`${row.account_id}:${row.recipient_id}`, sent(row, key)] as const),
    ...came.map(row => [`${row.account_id}:${row.recipient_id}`, received(row, portalId, key)] as const),
  ];
  // Oldest first, so that of two for one pair the newest stays.
  return new Map(entries.toSorted(([, one], [, other]) => newestFirst(other, one)));
}
