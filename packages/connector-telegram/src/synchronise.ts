/** D-32: contacts and conversations, loaded once after a login, so that people are known without a look-up each. */
import type { TelegramClient } from '@mtcute/node';
import type { Dialogs } from './dialogs.ts';

export interface SyncProgress {
  done: number;
  total: number | null;
}

/** The newest; older ones are found when somebody writes. */
const CONVERSATIONS = 1000;
/** One question to the server. */
const PAGE = 100;

/** `wait`: between two questions, so that the server does not count them against us. */
export async function* synchronise(
  client: TelegramClient,
  dialogs: Dialogs,
  own: number,
  wait: () => Promise<void>,
): AsyncGenerator<SyncProgress> {
  const contacts = await client.getContacts();
  let done = contacts.length;
  yield { done, total: null };
  let count = 0;
  for await (const { peer, lastMessage, lastReadOutgoing } of client.iterDialogs({
    archived: 'keep',
    limit: CONVERSATIONS,
    chunkSize: PAGE,
  })) {
    if (peer.type === 'user' && peer.id !== own && lastMessage !== null) await dialogs.seed(peer.id, lastMessage.id, lastReadOutgoing);
    count += 1;
    done += 1;
    if (count % PAGE !== 0) continue;
    yield { done, total: null };
    await wait();
  }
  yield { done, total: done };
}
