import {
  parseId,
  type AccountId,
  type ChatId,
  type DraftVersion,
  type FileId,
  type MessageId,
  type PartnerKeyId,
  type RecipientId,
  type TemplateCategoryId,
  type TemplateId,
} from '@olchat/domain';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What cannot be an id of ours finds nothing, in the same words and order of checks as a missing object (SE-13). */
export const ownId = <
  T extends AccountId | ChatId | DraftVersion | FileId | MessageId | PartnerKeyId | RecipientId | TemplateCategoryId | TemplateId,
>(
  text: string,
): T => parseId<T>(text) ?? (NOBODY as T);
