/** Which messages a caller sees: through accounts that he may use, and his own, or of a card that he may read, or all for administrators. */
import { isRefusal, type AccountId, type CardRef, type EmployeeId, type Message } from '@olchat/domain';
import { usableAccount } from '../account/usable-account.ts';
import type { RequestContext } from '../context.ts';
import { refusalError } from '../errors.ts';
import type { MessagePage } from '../reads.ts';
import { MessageConnection, PageInfo } from './message-connection.type.ts';
import { MessageType } from './message.type.ts';

/** Null: he sees the messages of all senders. */
export const onlySender = ({ caller }: RequestContext): EmployeeId | null => (caller.isAdministrator ? null : caller.employeeId);

/** Throws NOT_FOUND for a card that is missing or that the caller may not read. */
export async function assertReadable({ caller, shared, locale }: RequestContext, card: CardRef): Promise<void> {
  const refusal = await shared.cardAccess.refusal(caller, card);
  if (refusal !== null) throw refusalError(refusal, locale);
}

export async function mayRead(context: RequestContext, message: Message): Promise<boolean> {
  if ((await usableAccount(context, message.accountId)) === null) return false;
  const sender = onlySender(context);
  if (sender === null || message.senderId === sender) return true;
  if (message.card === null) return false;
  return !isRefusal(await context.shared.cardAccess.refusal(context.caller, message.card));
}

/** A page without the messages of accounts that the caller may not use, and of other accounts than the one asked for. */
export async function visiblePage(context: RequestContext, page: MessagePage, accountId: AccountId | null): Promise<MessageConnection> {
  const { caller, services } = context;
  const shown = await Promise.all(
    page.messages.map(async message => {
      const isAsked = accountId === null || message.accountId === accountId;
      return isAsked && (await usableAccount(context, message.accountId)) !== null ? [new MessageType(message)] : [];
    }),
  );
  const pageInfo = new PageInfo(page.hasNextPage, page.messages.at(-1)?.id ?? null);
  return new MessageConnection(shown.flat(), pageInfo, services.feed.cursorOf(caller.portalId, page.asOf));
}
