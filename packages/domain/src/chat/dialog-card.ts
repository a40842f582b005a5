/** Which card a dialogue of the portal belongs to, as the employee himself may see both (M-12). Changes nothing. */
import { cardKey, type CardRef } from '../card/card.ts';
import type { Caller } from '../portal/caller.ts';
import type { CardContent, Crm } from '../ports/crm.ts';
import type { Dialog, OpenLines } from '../ports/open-lines.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import { normalisePhone } from '../recipient/normalise-phone.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { Chat } from './chat.ts';

export interface DialogCardDeps {
  storage: Storage;
  crm: Crm;
  openLines: Pick<OpenLines, 'dialog'>;
}

export interface DialogCard {
  /** Bitrix24's own: chat1767. */
  dialogId: string;
  /** Null: it has none, or none that he may read. */
  card: CardRef | null;
  title: string | null;
  /** The dialogue has a card, and this employee may not read it. */
  isHidden: boolean;
  /** The contact, company or lead whom the dialogue is with, so far as it is known. */
  person: CardRef | null;
}

/** Null: no dialogue of an open line, or none that he may see (E-71). His own token is what proves it. */
export async function dialogCard(deps: DialogCardDeps, caller: Caller, dialogId: string): Promise<DialogCard | null | Refusal> {
  const openLineChatId = /^chat([1-9]\d{0,18})$/.exec(dialogId)?.[1];
  if (openLineChatId === undefined) return null;
  const dialog = await deps.openLines.dialog(caller.portalId, caller.employeeId, openLineChatId);
  if (isRefusal(dialog)) return unseen(dialog);
  const { chat, address, country } = await deps.storage.transaction(caller.portalId, tx => ourSide(tx, openLineChatId));
  let isHidden = false;
  for (const card of candidates(dialog, chat)) {
    const content = await deps.crm.readCard(caller.portalId, caller.employeeId, card);
    if (!isRefusal(content)) {
      const person = linkedPerson(dialog) ?? holderOf(content, address, country);
      return { dialogId, card, title: content.title, isHidden: false, person };
    }
    if (content.code !== 'NOT_FOUND' && content.code !== 'FORBIDDEN') return content;
    isHidden = true;
  }
  return { dialogId, card: null, title: null, isHidden, person: null };
}

/** What Bitrix24 refuses to show, or does not know as a dialogue of a line, is not there; trouble with the portal is said. */
function unseen(refusal: Refusal): null | Refusal {
  const { code, details } = refusal;
  if (details.rawCode === 'OUTCOME_UNKNOWN') return refuse('PORTAL_UNAVAILABLE', details);
  const isMissing = code === 'NOT_FOUND' || code === 'CHAT_NOT_CREATED' || (code === 'FORBIDDEN' && details.right !== 'app');
  return isMissing ? null : refusal;
}

async function ourSide(tx: Transaction, openLineChatId: string): Promise<{ chat: Chat | null; address: string | null; country: string }> {
  const chat = await tx.chats.findByDialog(openLineChatId);
  const recipient = chat === null ? null : await tx.recipients.find(chat.recipientId);
  return { chat, address: recipient?.address ?? null, country: (await tx.portal()).country };
}

/**
 * The record that is worked on first: what Bitrix24 attached the present session to, then the card that the chat was made from (orders and
 * smart processes are never attached), and the client himself last.
 */
function candidates({ linkedCards }: Dialog, chat: Chat | null): CardRef[] {
  const linked = (type: CardRef['type']): CardRef[] => linkedCards.filter(card => card.type === type);
  const own = chat?.card ?? null;
  const all = [...linked('DEAL'), ...linked('LEAD'), ...(own === null ? [] : [own]), ...linked('CONTACT'), ...linked('COMPANY')];
  return [...new Map(all.map(card => [cardKey(card), card])).values()];
}

const linkedPerson = ({ linkedCards }: Dialog): CardRef | null =>
  linkedCards.find(({ type }) => type === 'CONTACT') ?? linkedCards.find(({ type }) => type === 'COMPANY') ?? null;

/** Whose number the chat is with. */
function holderOf({ addresses }: CardContent, address: string | null, country: string): CardRef | null {
  const own = addresses.find(({ kind, value }) => kind === 'PHONE' && normalisePhone(value, country) === address);
  return own === undefined || own.holder.type === 'ORDER' ? null : { type: own.holder.type, id: own.holder.id, smartProcessTypeId: null };
}
