/** What every storage keeps: one suite, run over memory and over PostgreSQL. */
import { beforeEach, describe } from 'vitest';
import { drafts } from './storage-contract/drafts.ts';
import { files } from './storage-contract/files.ts';
import { followUps } from './storage-contract/follow-ups.ts';
import { installations } from './storage-contract/installations.ts';
import { intents } from './storage-contract/intents.ts';
import { histories } from './storage-contract/histories.ts';
import { lookUps } from './storage-contract/look-ups.ts';
import { notices } from './storage-contract/notices.ts';
import { outbox } from './storage-contract/outbox.ts';
import { people } from './storage-contract/people.ts';
import { receivedMessages } from './storage-contract/received-messages.ts';
import { settings } from './storage-contract/settings.ts';
import { StorageBench, type StorageHarness } from './storage-contract/storage-bench.ts';
import { templates } from './storage-contract/templates.ts';
import { transactions } from './storage-contract/transactions.ts';

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
    people(bench);
    files(bench);
    drafts(bench);
    receivedMessages(bench);
    settings(bench);
    lookUps(bench);
    histories(bench);
    followUps(bench);
    notices(bench);
    templates(bench);
  });
}
