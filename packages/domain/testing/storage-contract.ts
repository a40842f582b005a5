/** What every storage keeps: one suite, run over memory and over PostgreSQL. */
import { beforeEach, describe } from 'vitest';
import { accounts } from './storage-contract/accounts.ts';
import { changes } from './storage-contract/changes.ts';
import { chats } from './storage-contract/chats.ts';
import { conversations } from './storage-contract/conversations.ts';
import { drafts } from './storage-contract/drafts.ts';
import { employees } from './storage-contract/employees.ts';
import { feed } from './storage-contract/feed.ts';
import { files } from './storage-contract/files.ts';
import { histories } from './storage-contract/histories.ts';
import { inbox } from './storage-contract/inbox.ts';
import { installations } from './storage-contract/installations.ts';
import { intents } from './storage-contract/intents.ts';
import { lookUps } from './storage-contract/look-ups.ts';
import { notices } from './storage-contract/notices.ts';
import { outbox } from './storage-contract/outbox.ts';
import { receivedMessages } from './storage-contract/received-messages.ts';
import { recipients } from './storage-contract/recipients.ts';
import { StorageBench, type StorageHarness } from './storage-contract/storage-bench.ts';
import { tasks } from './storage-contract/tasks.ts';
import { templates } from './storage-contract/templates.ts';
import { transactions } from './storage-contract/transactions.ts';
import { usage } from './storage-contract/usage.ts';

export type { StorageHarness };

export function storageContract(name: string, open: () => StorageHarness | Promise<StorageHarness>): void {
  describe(`${name} as a storage`, () => {
    const bench = new StorageBench();

    beforeEach(async () => {
      await bench.renew(await open());
    });

    transactions(bench);
    installations(bench);
    intents(bench);
    outbox(bench);
    conversations(bench);
    accounts(bench);
    employees(bench);
    recipients(bench);
    chats(bench);
    files(bench);
    drafts(bench);
    inbox(bench);
    receivedMessages(bench);
    usage(bench);
    lookUps(bench);
    histories(bench);
    tasks(bench);
    feed(bench);
    notices(bench);
    changes(bench);
    templates(bench);
  });
}
