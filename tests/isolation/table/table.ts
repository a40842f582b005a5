/** AT-1: every field of the schema that answers by itself, with what each caller gets. A field that is not here fails the tests. */
import type { Table } from '../expectation.ts';
import { accounts } from './accounts.ts';
import { cards } from './cards.ts';
import { chats } from './chats.ts';
import { drafts } from './drafts.ts';
import { messages } from './messages.ts';
import { notices } from './notices.ts';
import { portal } from './portal.ts';
import { smartProcesses } from './smart-processes.ts';
import { templates } from './templates.ts';

export const TABLE: Table = {
  ...accounts,
  ...cards,
  ...chats,
  ...drafts,
  ...messages,
  ...notices,
  ...portal,
  ...smartProcesses,
  ...templates,
};
