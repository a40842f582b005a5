/** Message ↔ row. The text is sealed in its place; history and reasons are JSON with dates as ISO text. */
import { Message, type Failure, type MessageFile, type StatusChange, type TemplateId } from '@olchat/domain';
import { seal, unseal, type Place } from '../sealing/sealer.ts';

export interface MessageRow {
  portal_id: string;
  id: string;
  group_id: string;
  position: number;
  account_id: string;
  recipient_id: string;
  card: Message['card'];
  sender_id: string;
  origin: string;
  sealed_text: Buffer;
  file_id: string | null;
  sealed_file: Buffer | null;
  template_id: TemplateId | null;
  template_title: string | null;
  sender_line: string | null;
  publication: string;
  create_activity: boolean;
  external_message_id: string;
  open_line_message_id: string | null;
  status: string;
  failure: Failure | null;
  history: StoredChange[];
  delivery: string;
  attempt: number;
  /** Seconds until it may leave; less than none of what may. */
  run_in: number;
  called_at: Date | null;
  chat_id: string | null;
  published_as: string | null;
  publication_failure: Failure | null;
  sent_again_as: string | null;
  created_at: Date;
}

type StoredChange = Omit<StatusChange, 'occurredAt' | 'learnedAt'> & { occurredAt: string; learnedAt: string };

/** `seq` is the place in the account's lane; it stays in the database. */
export const MESSAGE_COLUMNS = `portal_id, id, group_id, position, account_id, recipient_id, card, sender_id, origin, sealed_text, file_id, sealed_file, template_id, template_title, sender_line, publication,
  create_activity, external_message_id, open_line_message_id, status, failure, history, delivery, attempt, run_at, chat_id, published_as,
  publication_failure, sent_again_as, created_at`;

/** Moments of the outbox are the database's; to whoever reads them they come by his own clock (RE-56). */
export const MESSAGE_READ = `${MESSAGE_COLUMNS}, called_at, extract(epoch from run_at - clock_timestamp())::float8 as run_in`;

const place = (portalId: string, id: string): Place => ({ portalId, column: 'message.sealed_text', row: id });

export const sealText = (key: Buffer, message: Message): Buffer => seal(key, place(message.portalId, message.id), message.text);

/** What the message was sent with: name and size are as private as its text. */
export const sealFile = (key: Buffer, { portalId, id, file }: Message): Buffer | null =>
  file === null ? null : seal(key, filePlace(portalId, id), JSON.stringify(file));

const unsealFile = (key: Buffer, row: MessageRow): MessageFile | null =>
  row.sealed_file === null
    ? null
    : (JSON.parse(unseal(key, filePlace(row.portal_id, row.id), row.sealed_file).toString('utf8')) as MessageFile);

const filePlace = (portalId: string, id: string): Place => ({ portalId, column: 'message.sealed_file', row: id });

export function messageOf(row: MessageRow, key: Buffer): Message {
  return Object.assign(new Message(), {
    portalId: row.portal_id,
    id: row.id,
    groupId: row.group_id,
    position: row.position,
    accountId: row.account_id,
    recipientId: row.recipient_id,
    card: row.card,
    senderId: row.sender_id,
    origin: row.origin,
    text: unseal(key, place(row.portal_id, row.id), row.sealed_text).toString('utf8'),
    file: unsealFile(key, row),
    template: row.template_id === null ? null : { id: row.template_id, title: row.template_title ?? '' },
    senderLine: row.sender_line,
    publication: row.publication,
    createActivity: row.create_activity,
    externalMessageId: row.external_message_id,
    openLineMessageId: row.open_line_message_id,
    status: row.status,
    failure: row.failure,
    history: row.history.map(change => ({ ...change, occurredAt: new Date(change.occurredAt), learnedAt: new Date(change.learnedAt) })),
    delivery: row.delivery,
    attempt: row.attempt,
    runAt: new Date(Date.now() + row.run_in * 1000),
    calledAt: row.called_at === null ? null : new Date(row.called_at),
    chatId: row.chat_id,
    publishedAs: row.published_as,
    publicationFailure: row.publication_failure,
    sentAgainAs: row.sent_again_as,
    createdAt: new Date(row.created_at),
  });
}
