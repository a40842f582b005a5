/** Distinct types for ids, so that an account's id cannot stand where a message's is meant. Ours are UUIDv7 (RE-3, SE-13). */
import { v7 } from 'uuid';

declare const kind: unique symbol;
type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type PortalId = Id<'portal'>;
export type AccountId = Id<'account'>;
export type RecipientId = Id<'recipient'>;
export type ChatId = Id<'chat'>;
export type MessageId = Id<'message'>;
export type MessageGroupId = Id<'message-group'>;
export type FileId = Id<'file'>;
export type PartnerKeyId = Id<'partner-key'>;
export type NoticeId = Id<'notice'>;
export type ChangeId = Id<'change'>;
export type TemplateId = Id<'template'>;
export type TemplateCategoryId = Id<'template-category'>;
export type DraftVersion = Id<'draft-version'>;
export type HistoryRequestId = Id<'history-request'>;
/** Bitrix24's own user id, as text. */
export type EmployeeId = Id<'employee'>;
/** Bitrix24's own open line id, as text. */
export type LineId = Id<'line'>;

type OwnId =
  | PortalId
  | AccountId
  | RecipientId
  | ChatId
  | MessageId
  | MessageGroupId
  | FileId
  | PartnerKeyId
  | NoticeId
  | ChangeId
  | TemplateId
  | TemplateCategoryId
  | DraftVersion
  | HistoryRequestId;

export const newId = <T extends OwnId>(): T => v7() as T;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Undefined for what cannot be an id of ours: the caller answers as for a missing object (SE-13). */
export const parseId = <T extends OwnId>(text: string): T | undefined => (UUID.test(text) ? (text as T) : undefined);
