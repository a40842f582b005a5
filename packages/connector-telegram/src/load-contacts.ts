/** D-32: contacts and conversations of a new login, before the account is connected. What cannot be loaded is found one by one meanwhile. */
import type { User } from '@mtcute/node';
import { LeaseLostError } from '@olchat/domain';
import type { Connection } from './connection.ts';
import { meaningOf } from './errors.ts';
import { synchronise, type SyncProgress } from './synchronise.ts';

export interface LoadContactsParts {
  /** The session goes on, over this connection. */
  isCurrent: () => boolean;
  /** Between two questions. */
  wait: () => Promise<void>;
  tell: (progress: SyncProgress) => Promise<void>;
  warn: (message: string, error: unknown) => void;
}

/** Throws when the account itself is out of use; anything else leaves the rest for the next start. */
export async function loadContacts(connection: Connection, user: User, { isCurrent, wait, tell, warn }: LoadContactsParts): Promise<void> {
  await tell({ done: 0, total: null });
  try {
    const { account, client } = connection;
    if (account === null) return;
    for await (const progress of synchronise(client, account.dialogs, user.id, wait)) {
      if (!isCurrent()) return;
      await tell(progress);
    }
    await connection.storage.noteSynchronised();
  } catch (error) {
    if (meaningOf(error).kind === 'account' || error instanceof LeaseLostError) throw error;
    warn('contacts not loaded', error);
  }
}
