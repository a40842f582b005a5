/** The open line of the seeded account as its people use it: the portal's chats, its own REST, and who stands in the queue. */
import type { OlchatClient } from '@olchat/client';
import { rest } from '../isolation/portal-calls.ts';
import { partnerClient } from './client.ts';
import type { OpenLineChat } from './control.ts';
import { FIRST, openCard, session, type Person } from './portal.ts';
import type { System } from './system.ts';

const person = (employeeId: string): Person => ({ memberId: FIRST, employeeId });

/** Administrator, the partner key's employee. */
export const MARIA = person('1');
export const PETER = person('5');
export const ANNA = person('7');
/** Sees cards, changes none. */
export const OLEG = person('9');

/** A client of our API in the name of an employee who opened the application: his own token is kept from here (decision 26). */
export const clientOf = async (system: System, who: Person): Promise<OlchatClient> => partnerClient(system, await session(system, who));

/** The portal's own REST with this employee's token. */
export async function asEmployee<T>(system: System, who: Person, method: string, parameters: Record<string, unknown>): Promise<T> {
  return rest<T>(system, await openCard(system, { type: 'DEAL', id: '81' }, who), method, parameters);
}

/** As the administrator changes the line in the portal's settings. */
export async function changeLine(system: System, lineId: string, settings: Record<string, unknown>): Promise<void> {
  await asEmployee(system, MARIA, 'imopenlines.config.update', { CONFIG_ID: lineId, PARAMS: settings });
}

export const queueOf = (...people: Person[]): { ENTITY_TYPE: string; ENTITY_ID: string }[] =>
  people.map(({ employeeId }) => ({ ENTITY_TYPE: 'user', ENTITY_ID: employeeId }));

/** What an employee presses or types in the chat itself: `take`, `finish`, `messages` with a text, `guests` with an employee. */
export async function inChat(
  system: System,
  who: Person,
  chatId: string,
  act: 'take' | 'finish' | 'messages' | 'guests',
  body: Record<string, string> = {},
): Promise<{ status: number; message?: string }> {
  const port = new URL(system.sandboxUrl).port;
  const response = await fetch(`${system.portalUrl}/portal/api/chats/${chatId}/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `portal-employee-${port}=${who.memberId}.${who.employeeId}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, ...((await response.json()) as { message?: string }) };
}

export async function chatIn(system: System, chatId: string): Promise<OpenLineChat> {
  const chat = (await system.control.chats()).find(candidate => candidate.chatId === chatId);
  if (chat === undefined) throw new Error(`the portal has no chat ${chatId}`);
  return chat;
}

/** The chat in which this text stands. */
export const chatWith = async (system: System, text: string): Promise<OpenLineChat | undefined> =>
  (await system.control.chats()).find(chat => chat.messages.some(message => message.text.includes(text)));
