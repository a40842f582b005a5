/** What an employee of the portal finds in its messenger beside open lines. */
import type { Person } from './portal.ts';
import type { System } from './system.ts';

export interface NoticeBoard {
  chats: { chatId: string; title: string; readers: { id: string; name: string }[]; messages: { text: string }[] }[];
  bell: { text: string }[];
}

/** `null`: the administrator of the first portal. */
export async function noticeBoard(system: System, person: Person | null = null): Promise<NoticeBoard> {
  const port = new URL(system.sandboxUrl).port;
  const headers = person === null ? {} : { cookie: `portal-employee-${port}=${person.memberId}.${person.employeeId}` };
  const response = await fetch(`${system.portalUrl}/portal/api/notices`, { headers });
  if (!response.ok) throw new Error(`notices: ${response.status} ${await response.text()}`);
  return (await response.json()) as NoticeBoard;
}

/** Texts of the notices chat, without the moment: `«Продажи» Коннектор …`. */
export const noticesIn = (board: NoticeBoard): string[] =>
  board.chats.flatMap(chat => chat.messages.map(({ text }) => text.replace(/ \[\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d MSK\]/, '')));
