/** How much of a list one request brings, and behind what (SE-20). */
import { parseId, type ChangeId, type MessageId } from '@olchat/domain';
import { badInput } from './errors.ts';
import type { PageRequest } from './reads.ts';

const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;

/** `first` as it was asked, or the default; the error BAD_USER_INPUT outside of 1 to 100. */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_PAGE;
  if (size < 1 || size > MAX_PAGE) throw badInput(`\`first\` is from 1 to ${MAX_PAGE}`);
  return size;
}

/** `after` as an id; the error BAD_USER_INPUT for what no list of ours gave. */
export function pageCursor<Id extends ChangeId | MessageId>(after: string | null | undefined): Id | null {
  if (after == null) return null;
  const id = parseId<Id>(after);
  if (id === undefined) throw badInput('`after` is a cursor of this list');
  return id;
}

/** A page of messages. */
export const pageRequest = (first: number | null | undefined, after: string | null | undefined): PageRequest => ({
  first: pageSize(first),
  after: pageCursor<MessageId>(after),
});
