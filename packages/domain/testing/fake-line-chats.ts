/** The chats of a portal's open lines: whose they are, and every message in them. */
import type { CardRef, EmployeeId, LineId, LineMessage } from '../src/index.ts';

export interface LineChat {
  id: string;
  lineId: LineId;
  client: string;
  ownerId: EmployeeId | null;
  isOpen: boolean;
  /** Its operator ended it; it is open until it is closed (O-8). */
  isClosing: boolean;
  /** Beside the operator. */
  guests: EmployeeId[];
  linkedCards: CardRef[];
  messages: LinePost[];
  /** As the connector gave it last. */
  pictureUrl?: string;
}

export interface LinePost {
  id: string;
  /** The client, an employee, or the system. */
  author: string;
  /** The connector's id of a message from the client. */
  externalId: string | null;
  text: string;
  files?: readonly { name: string; url: string }[];
  /** What it was tied to when it was delivered (7.5). */
  deliveredAs: string | null;
  /** Absent: just now. */
  at?: Date;
}

export class FakeLineChats {
  readonly all: LineChat[] = [];
  #posts = 500;

  /** Of nobody, open and empty, but for `fields`. */
  add(fields: Partial<LineChat> & Pick<LineChat, 'lineId' | 'client'>): LineChat {
    const id = String(300 + this.all.length);
    const chat: LineChat = { id, ownerId: null, isOpen: true, isClosing: false, guests: [], linkedCards: [], messages: [], ...fields };
    this.all.push(chat);
    return chat;
  }

  find(id: string): LineChat | undefined {
    return this.all.find(chat => chat.id === id);
  }

  ofClient(lineId: LineId, client: string): LineChat | undefined {
    return this.all.find(chat => chat.lineId === lineId && chat.client === client);
  }

  post(chat: LineChat, author: string, text: string, externalId: string | null, files: LineMessage['files'] = []): LinePost {
    const post: LinePost = { id: String(++this.#posts), author, text, externalId, files: [...files], deliveredAs: null };
    chat.messages.push(post);
    return post;
  }

  /** Of one chat, or of all. */
  posts(chatId?: string): LinePost[] {
    return this.all.filter(chat => chatId === undefined || chat.id === chatId).flatMap(chat => chat.messages);
  }
}
