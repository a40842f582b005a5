/** Who has a dialogue: the branches of taking it, each only where that takes nobody's conversation away (O-1, O-2, O-7, O-8). */
import type { Dialog } from '../ports/open-lines.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import type { ChatDeps, ChatWish } from './ensure-chat.ts';

export interface SettleOptions {
  /** Nobody has begun a conversation in it: our own post opened the session, or the employee confirmed that he takes it over. */
  mayBeTaken: boolean;
  /** That he stands in the line's queue is known already. */
  isMember: boolean;
}

/** Makes the employee the operator and reads it back. The dialogue of another comes back as it is. */
export async function settleOwner(
  deps: ChatDeps,
  wish: ChatWish,
  openLineChatId: string,
  options: SettleOptions,
): Promise<Dialog | Refusal> {
  const { portalId, employee } = wish;
  const before = await deps.openLines.dialog(portalId, 'main', openLineChatId);
  if (isRefusal(before) || isHis(before, wish) || isOfAnother(before, options)) return before;
  const notMember = options.isMember ? null : await membershipRefusal(deps, wish);
  if (notMember !== null) return notMember;
  const taken = await take(deps, wish, openLineChatId, before);
  if (taken?.code === 'FORBIDDEN') return refuse('FORBIDDEN', { right: 'line' });
  const after = await deps.openLines.dialog(portalId, 'main', openLineChatId);
  if (isRefusal(after)) return after;
  if (after.ownerId !== employee.id) return taken ?? refuse('CHAT_NOT_CREATED', { rawCode: 'OWNER_NOT_SET' });
  await keep(deps, wish, openLineChatId);
  return after;
}

const isHis = (dialog: Dialog, { employee }: ChatWish): boolean => dialog.sessionId !== null && dialog.ownerId === employee.id;

/** Also one that Bitrix24 is still closing: it stays his until it is closed (O-8). */
const isOfAnother = (dialog: Dialog, { mayBeTaken }: SettleOptions): boolean =>
  dialog.sessionId !== null && (dialog.ownerId !== null || dialog.isClosing) && !mayBeTaken;

/** O-2: whoever may not use the line gets a clear no, instead of a chat that falls to somebody else. */
export async function membershipRefusal(
  deps: Pick<ChatDeps, 'openLines'>,
  wish: Omit<ChatWish, 'card' | 'recipient'>,
): Promise<Refusal | null> {
  const line = await deps.openLines.line(wish.portalId, wish.account.lineId);
  if (isRefusal(line)) return line;
  if (line === null) return refuse('CHAT_NOT_CREATED', { rawCode: 'LINE_DELETED' });
  return line.queue.includes(wish.employee.id) ? null : refuse('FORBIDDEN', { right: 'line' });
}

/** «Закрепить за собой»: else the line's rules for who does not answer give it to somebody else. He has it whether that works or not. */
async function keep(deps: ChatDeps, { portalId, employee }: ChatWish, openLineChatId: string): Promise<void> {
  if (await deps.tokens.has(portalId, employee.id)) await deps.openLines.pin(portalId, employee.id, openLineChatId);
}

async function take(deps: ChatDeps, wish: ChatWish, openLineChatId: string, before: Dialog): Promise<Refusal | null> {
  const { portalId, employee } = wish;
  if (!(await deps.tokens.has(portalId, employee.id))) return handOver(deps, wish, openLineChatId, before);
  if (before.sessionId === null) return deps.openLines.startSession(portalId, employee.id, openLineChatId);
  if (before.ownerId === null) return deps.openLines.answer(portalId, employee.id, openLineChatId);
  return deps.openLines.intercept(portalId, employee.id, openLineChatId);
}

/** Without a token of his own the main one transfers it to him; a closed dialogue it opens first (decision 26). */
async function handOver(deps: ChatDeps, { portalId, employee }: ChatWish, openLineChatId: string, before: Dialog): Promise<Refusal | null> {
  const started = before.sessionId === null ? await deps.openLines.startSession(portalId, 'main', openLineChatId) : null;
  return started ?? deps.openLines.transfer(portalId, openLineChatId, employee.id);
}
