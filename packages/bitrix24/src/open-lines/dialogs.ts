/** One client's chat on a line: who has it, and the moves by which it is given to an employee (O-1, O-7, O-8; Bitrix24 docs, imopenlines.session.*, .operator.*). */
import {
  type ActingAs,
  type CardRef,
  type CardType,
  type Dialog,
  type EmployeeId,
  isRefusal,
  type PortalId,
  type Refusal,
} from '@olchat/domain';
import { z } from 'zod';
import { mapOf } from '../rest/envelope.ts';
import { type RefusalWords, refusalOf, type RestFailure, type RestOutcome } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';

export const DIALOG_WORDS: RefusalWords = { right: 'line', otherwise: 'CHAT_NOT_CREATED' };

const id = z.union([z.string(), z.number()]).transform(String);
const existingId = z.union([z.string(), z.number()]).nullish().transform(value => (Number(value ?? 0) > 0 ? String(value) : null)); // prettier-ignore

export const dialogBody = z
  .object({
    id,
    owner: existingId,
    entity_id: z.string().nullish(),
    entity_data_1: z.string().nullish(),
    entity_data_2: z.string().nullish(),
    manager_list: z.union([z.array(id), mapOf(id)]).nullish(),
  })
  .transform(chat => ({
    openLineChatId: chat.id,
    ownerId: chat.owner as EmployeeId | null,
    sessionId: sessionIdOf(chat.entity_data_1 ?? ''),
    isClosing: isWaitingForClose(chat.entity_data_1 ?? ''),
    participantIds: Object.values(chat.manager_list ?? {}) as EmployeeId[],
    linkedCards: linkedCardsOf(chat.entity_data_2 ?? ''),
    userCode: chat.entity_id ?? '',
  }));

/** Sixth part; `0` while no session is open (Bitrix24 docs, imopenlines.dialog.get). */
const sessionIdOf = (data: string): string | null => {
  const sessionId = data.split('|')[5] ?? '';
  return Number(sessionId) > 0 ? sessionId : null;
};

/** Fifth part, «waiting action»: the dialogue was ended and waits for its time to close. Not in the docs; without it a chat is never taken for a closing one. */
const isWaitingForClose = (data: string): boolean => data.split('|')[4] === 'Y' && sessionIdOf(data) !== null;

const LINKED: readonly CardType[] = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY'];

/** `LEAD|1209|COMPANY|0|CONTACT|0|DEAL|0`. */
const linkedCardsOf = (data: string): CardRef[] => {
  const parts = data.split('|');
  return parts.flatMap((word, index) => {
    const type = index % 2 === 0 ? LINKED.find(known => known === word) : undefined;
    const cardId = parts[index + 1] ?? '';
    return type !== undefined && Number(cardId) > 0 ? [{ type, id: cardId, smartProcessTypeId: null }] : [];
  });
};

export const readDialog = async (rest: RestClient, portalId: PortalId, as: ActingAs, openLineChatId: string): Promise<Dialog | Refusal> => {
  const command = { method: 'imopenlines.dialog.get', params: { CHAT_ID: openLineChatId } };
  const found = await rest.call({ portalId, as }, command, dialogBody, 'repeatable');
  if (!found.ok) return refusalOf(found.failure, DIALOG_WORDS);
  const { ownerId, sessionId, isClosing, participantIds, linkedCards } = found.value;
  return { openLineChatId: found.value.openLineChatId, ownerId, sessionId, isClosing, participantIds, linkedCards };
};

type TakingOver = 'imopenlines.operator.answer' | 'imopenlines.session.intercept';

/**
 * The employee takes the chat. Bitrix24 refuses also somebody who has it already ("wrong operator", "access denied"), and a lost answer may
 * have worked: what counts is whose it is afterwards.
 */
export const takeOver = async (
  rest: RestClient,
  portalId: PortalId,
  employeeId: EmployeeId,
  openLineChatId: string,
  method: TakingOver,
): Promise<null | Refusal> => {
  const outcome = await move(rest, portalId, employeeId, method, { CHAT_ID: openLineChatId });
  if (outcome.ok) return null;
  return mayHaveWorked(outcome.failure) && (await isOwner(rest, portalId, employeeId, employeeId, openLineChatId))
    ? null
    : refusalOf(outcome.failure, DIALOG_WORDS);
};

/** The caller is the operator of the new session; on an open one he is only joined to it, so the dialogue is read afterwards. */
export const startSession = async (rest: RestClient, portalId: PortalId, as: ActingAs, openLineChatId: string): Promise<null | Refusal> => {
  const outcome = await move(rest, portalId, as, 'imopenlines.session.start', { CHAT_ID: openLineChatId });
  if (outcome.ok) return null;
  if (!mayHaveWorked(outcome.failure)) return refusalOf(outcome.failure, DIALOG_WORDS);
  const dialog = await readDialog(rest, portalId, as, openLineChatId);
  const isOpen = !isRefusal(dialog) && dialog.sessionId !== null && (as === 'main' || dialog.ownerId === as);
  return isOpen ? null : refusalOf(outcome.failure, DIALOG_WORDS);
};

/** Whoever is in the chat already is refused too; what counts is whether he is there. */
export const join = async (
  rest: RestClient,
  portalId: PortalId,
  employeeId: EmployeeId,
  openLineChatId: string,
): Promise<null | Refusal> => {
  const outcome = await move(rest, portalId, employeeId, 'imopenlines.session.join', { CHAT_ID: openLineChatId });
  if (outcome.ok) return null;
  if (!mayHaveWorked(outcome.failure)) return refusalOf(outcome.failure, DIALOG_WORDS);
  const dialog = await readDialog(rest, portalId, employeeId, openLineChatId);
  return !isRefusal(dialog) && dialog.participantIds.includes(employeeId) ? null : refusalOf(outcome.failure, DIALOG_WORDS);
};

/** The main token hands the chat over. To the employee whose token it is, Bitrix24 cannot transfer: he takes it. */
export const transfer = async (
  rest: RestClient,
  portalId: PortalId,
  openLineChatId: string,
  employeeId: EmployeeId,
): Promise<null | Refusal> => {
  const outcome = await move(rest, portalId, 'main', 'imopenlines.operator.transfer', { CHAT_ID: openLineChatId, USER_ID: employeeId });
  if (outcome.ok) return null;
  if (!mayHaveWorked(outcome.failure)) return refusalOf(outcome.failure, DIALOG_WORDS);

  const dialog = await readDialog(rest, portalId, 'main', openLineChatId);
  if (isRefusal(dialog)) return dialog;
  if (dialog.ownerId === employeeId) return null;
  const isMainTokens = await mainEmployeeId(rest, portalId);
  if (isMainTokens !== employeeId) return refusalOf(outcome.failure, DIALOG_WORDS);
  const method = dialog.ownerId === null ? 'imopenlines.operator.answer' : 'imopenlines.session.intercept';
  const taken = await move(rest, portalId, 'main', method, { CHAT_ID: openLineChatId });
  return taken.ok ? null : refusalOf(taken.failure, DIALOG_WORDS);
};

export const pin = async (
  rest: RestClient,
  portalId: PortalId,
  employeeId: EmployeeId,
  openLineChatId: string,
): Promise<null | Refusal> => {
  const command = { method: 'imopenlines.session.mode.pin', params: { CHAT_ID: openLineChatId, ACTIVATE: 'Y' } };
  const done = await rest.call({ portalId, as: employeeId }, command, z.unknown(), 'repeatable');
  return done.ok ? null : refusalOf(done.failure, DIALOG_WORDS);
};

/** Another operator's dialogue has a method of its own, which old builds do not have. */
export const finish = async (rest: RestClient, portalId: PortalId, openLineChatId: string): Promise<null | Refusal> => {
  const params = { CHAT_ID: openLineChatId };
  let done = await move(rest, portalId, 'main', 'imopenlines.operator.another.finish', params);
  if (!done.ok && ['unknown-method', 'refused', 'denied'].includes(done.failure.kind)) {
    done = await move(rest, portalId, 'main', 'imopenlines.operator.finish', params);
  }
  return done.ok ? null : refusalOf(done.failure, DIALOG_WORDS);
};

const move = (
  rest: RestClient,
  portalId: PortalId,
  as: ActingAs,
  method: string,
  params: { CHAT_ID: string; USER_ID?: EmployeeId },
): Promise<RestOutcome<unknown>> => rest.call({ portalId, as }, { method, params }, z.unknown(), 'once');

const mayHaveWorked = (failure: RestFailure): boolean => ['unknown-outcome', 'refused', 'denied'].includes(failure.kind);

const isOwner = async (rest: RestClient, portalId: PortalId, as: ActingAs, employeeId: EmployeeId, chatId: string): Promise<boolean> => {
  const dialog = await readDialog(rest, portalId, as, chatId);
  return !isRefusal(dialog) && dialog.ownerId === employeeId;
};

const mainEmployeeId = async (rest: RestClient, portalId: PortalId): Promise<string | null> => {
  const profile = await rest.call({ portalId, as: 'main' }, { method: 'profile' }, z.object({ ID: id }), 'repeatable');
  return profile.ok ? profile.value.ID : null;
};
