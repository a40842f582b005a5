/** What already stands in a chat: for looking before a repeat (RE-10), and for believing an event (SE-2; Bitrix24 docs, imopenlines.session.history.get). */
import type { ActingAs, ChatActivity, ChatFile, ChatMessageState, EmployeeId, OperatorClaim, PortalId, Refusal } from '@olchat/domain';
import { z } from 'zod';
import { mapOf } from '../rest/envelope.ts';
import { refusalOf, type RestOutcome } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { bbToText, bbToWhatsApp } from './bb-code.ts';
import { connectorId } from './connector-id.ts';
import { DIALOG_WORDS } from './dialogs.ts';
import { parseUserCode } from './user-code.ts';

/** Clocks of the portal and ours differ. */
const CLOCK_DIFFERENCE_MS = 60_000;

const texts = z.union([
  z.array(z.union([z.string(), z.number()]).transform(String)),
  mapOf(z.union([z.string(), z.number()]).transform(String)),
]);
const id = z.union([z.string(), z.number()]).transform(String);

const file = z.object({
  name: z.string(),
  size: z.coerce.number().optional().catch(undefined),
  urldownload: z.string().optional(),
});

const historyBody = z.object({
  message: mapOf(
    z.object({
      id,
      senderid: id,
      date: z.string(),
      text: z.string().nullish(),
      params: z
        .union([
          z.object({ connectorMid: texts.optional(), fileId: texts.optional(), isDeleted: z.string().optional() }),
          z.array(z.never()).transform(() => ({ connectorMid: undefined, fileId: undefined, isDeleted: undefined })),
        ])
        .nullish(),
    }),
  ),
  files: mapOf(file).optional(),
  users: mapOf(z.object({ connector: z.boolean().nullish(), bot: z.boolean().nullish() })).optional(),
  chat: mapOf(z.object({ entityId: z.string().nullish(), owner: id.nullish() })),
});

type History = z.output<typeof historyBody>;

const readHistory = (rest: RestClient, portalId: PortalId, as: ActingAs, openLineChatId: string): Promise<RestOutcome<History>> =>
  rest.call(
    { portalId, as },
    { method: 'imopenlines.session.history.get', params: { CHAT_ID: openLineChatId } },
    historyBody,
    'repeatable',
  );

export const hasConnectorMessage = async (
  rest: RestClient,
  portalId: PortalId,
  openLineChatId: string,
  externalId: string,
): Promise<boolean | Refusal> => {
  const history = await readHistory(rest, portalId, 'main', openLineChatId);
  if (!history.ok) return refusalOf(history.failure, DIALOG_WORDS);
  return Object.values(history.value.message).some(message => Object.values(message.params?.connectorMid ?? {}).includes(externalId));
};

/** The chat's own name says whose it is and on which line; the message says who wrote it. One that he took back meanwhile is for nobody. */
export const hasOperatorMessage = async (rest: RestClient, portalId: PortalId, claim: OperatorClaim): Promise<boolean | Refusal> => {
  const history = await readHistory(rest, portalId, 'main', claim.openLineChatId);
  if (!history.ok) return refusalOf(history.failure, DIALOG_WORDS);
  const { message, chat } = history.value;
  const code = parseUserCode(chat[claim.openLineChatId]?.entityId ?? '');
  const isOfClient =
    code?.connector === connectorId(claim.messenger) && code.lineId === claim.lineId && code.clientExternalId === claim.clientExternalId;
  return (
    isOfClient &&
    Object.values(message).some(one => one.id === claim.openLineMessageId && one.senderid === claim.authorId && !wasDeleted(one))
  );
};

/**
 * One message as it stands now. Gone is only what lies between messages that the answer has: it may reach back to the session's
 * beginning only, and an older message is not deleted for that.
 */
export const chatMessage = async (
  rest: RestClient,
  portalId: PortalId,
  openLineChatId: string,
  openLineMessageId: string,
): Promise<ChatMessageState | Refusal> => {
  const history = await readHistory(rest, portalId, 'main', openLineChatId);
  if (!history.ok) return refusalOf(history.failure, DIALOG_WORDS);
  const messages = Object.values(history.value.message);
  const message = messages.find(({ id: messageId }) => messageId === openLineMessageId);
  if (message === undefined) {
    const reachesBack = messages.some(({ id: messageId }) => Number(messageId) < Number(openLineMessageId));
    return { kind: reachesBack ? 'deleted' : 'unknown' };
  }
  if (wasDeleted(message)) return { kind: 'deleted' };
  const files = Object.values(message.params?.fileId ?? {}).flatMap((fileId): ChatFile[] => {
    const found = history.value.files?.[fileId];
    return found?.urldownload === undefined ? [] : [{ name: found.name, size: found.size ?? null, url: found.urldownload }];
  });
  return { kind: 'stands', text: bbToWhatsApp(message.text ?? ''), files };
};

const wasDeleted = ({ params }: History['message'][string]): boolean => params?.isDeleted === 'Y';

export interface EmployeePost {
  employeeId: EmployeeId;
  openLineChatId: string;
  text: string;
  since: Date;
}

/** His messages with these words since then, newest first. */
export const employeePosts = async (rest: RestClient, portalId: PortalId, post: EmployeePost): Promise<string[] | Refusal> => {
  const { employeeId, openLineChatId, text, since } = post;
  const history = await readHistory(rest, portalId, employeeId, openLineChatId);
  if (!history.ok) return refusalOf(history.failure, DIALOG_WORDS);
  const earliest = since.getTime() - CLOCK_DIFFERENCE_MS;
  return Object.values(history.value.message)
    .filter(message => message.senderid === employeeId && bbToText(message.text ?? '').trim() === text.trim())
    .filter(message => Date.parse(message.date) >= earliest)
    .map(message => message.id)
    .sort((one, other) => Number(other) - Number(one));
};

/** Employees only: the client is a user of the connector, the line's own texts have no author, and bots are not people (O-24). */
export const chatActivity = async (
  rest: RestClient,
  portalId: PortalId,
  openLineChatId: string,
  since: Date,
): Promise<ChatActivity | Refusal> => {
  const history = await readHistory(rest, portalId, 'main', openLineChatId);
  if (!history.ok) return refusalOf(history.failure, DIALOG_WORDS);
  const { message, users, chat } = history.value;
  const earliest = since.getTime() - CLOCK_DIFFERENCE_MS;
  const isEmployee = (senderId: string): boolean => {
    const user = users?.[senderId];
    return Number(senderId) > 0 && user !== undefined && user.connector !== true && user.bot !== true;
  };
  const owner = chat[openLineChatId]?.owner ?? '0';
  return {
    ownerId: Number(owner) > 0 ? (owner as EmployeeId) : null,
    messages: Object.values(message)
      .filter(({ senderid, date }) => isEmployee(senderid) && Date.parse(date) >= earliest)
      .toSorted((a, b) => Number(a.id) - Number(b.id))
      .map(({ id: openLineMessageId, senderid, text, params }) => ({
        openLineMessageId,
        authorId: senderid as EmployeeId,
        text: bbToWhatsApp(text ?? ''),
        fileCount: Object.keys(params?.fileId ?? {}).length,
      })),
  };
};
