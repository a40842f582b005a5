/** An open-line dialogue with one client through one account (O-1…O-10). One per account and recipient. */
import type { CardRef } from '../card/card.ts';
import type { AccountId, ChatId, EmployeeId, PortalId, RecipientId } from '../ids.ts';

export class Chat {
  portalId!: PortalId;
  id!: ChatId;
  accountId!: AccountId;
  recipientId!: RecipientId;
  /** Bitrix24's chat id. */
  openLineChatId!: string;
  userCode!: string;
  /** Operator as last read back from Bitrix24; null = nobody, or the session is closed. */
  ownerId!: EmployeeId | null;
  ownerName!: string | null;
  /** Card it was made from; null for a chat that the client began. */
  card!: CardRef | null;
  /** Records that Bitrix24 itself attached it to, as last read (O-4). */
  linkedCards!: CardRef[];
  createdAt!: Date;
}
