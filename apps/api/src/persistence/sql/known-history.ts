/** What we know of a page of history that a messenger gave: its messages by their ids, and whatever of that time it does not have (S-11). */
import type { ConversationEntry, HistorySpan, PortalId } from '@olchat/domain';
import type { PoolClient } from 'pg';
import type { ConversationPair } from '../../graphql/reads.ts';
import { MESSAGE_READ, messageOf, type MessageRow } from './message-rows.ts';
import { RECEIVED_COLUMNS, receivedOf, type ReceivedRow } from './received-rows.ts';

/** Ours wait a day at most before they leave, and the messenger's clock may go before ours. */
const QUEUED_FOR = `interval '1 day'`;
const CLOCKS_DIFFER_BY = `interval '5 minutes'`;
/** Far more than the time of one page holds. */
const LIMIT = 1000;

export async function knownHistory(
  client: PoolClient,
  portalId: PortalId,
  key: Buffer,
  { accountId, recipientId }: ConversationPair,
  { externalIds, from, until }: HistorySpan & { externalIds: readonly string[] },
): Promise<ConversationEntry[]> {
  const params = [portalId, accountId, recipientId, externalIds, from, until];
  const OF_PAIR = 'portal_id = $1 and account_id = $2 and recipient_id = $3';
  const { rows: messages } = await client.query<MessageRow>(
    `select ${MESSAGE_READ} from message where ${OF_PAIR} and (external_message_id = any($4) or (
       created_at > coalesce($5::timestamptz, '-infinity') - ${QUEUED_FOR} and created_at <= coalesce($6::timestamptz, 'infinity') + ${CLOCKS_DIFFER_BY}))
     order by created_at desc, id desc limit ${LIMIT}`,
    params,
  );
  const { rows: came } = await client.query<ReceivedRow>(
    `select ${RECEIVED_COLUMNS} from received_message where ${OF_PAIR} and (external_message_id = any($4) or (
       occurred_at > coalesce($5::timestamptz, '-infinity') and occurred_at <= coalesce($6::timestamptz, 'infinity')))
     order by occurred_at desc, id desc limit ${LIMIT}`,
    params,
  );
  return [
    ...messages.map((row): ConversationEntry => ({ kind: 'SENT', message: messageOf(row, key) })),
    ...came.map((row): ConversationEntry => ({ kind: 'RECEIVED', received: receivedOf(row, portalId, key) })),
  ];
}
