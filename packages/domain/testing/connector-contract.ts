/** What every connector keeps, whatever the messenger: one suite, run by each connector against its simulator and by the fake. */
import { afterEach, beforeEach, describe } from 'vitest';
import { ConnectorBench } from './connector-contract/connector-bench.ts';
import type { ConnectorHarness } from './connector-contract/connector-harness.ts';
import { closing } from './connector-contract/closing.ts';
import { files } from './connector-contract/files.ts';
import { history } from './connector-contract/history.ts';
import { inbound } from './connector-contract/inbound.ts';
import { logins } from './connector-contract/logins.ts';
import { presence } from './connector-contract/presence.ts';
import { receipts } from './connector-contract/receipts.ts';
import { redelivery } from './connector-contract/redelivery.ts';
import { sends } from './connector-contract/sends.ts';

export type { ConnectorHarness };

export function connectorContract(name: string, makeHarness: () => Promise<ConnectorHarness>): void {
  describe(`${name} keeps the contract of connectors`, () => {
    const bench = new ConnectorBench();

    beforeEach(async () => {
      bench.renew(await makeHarness());
    });

    afterEach(() => bench.end());

    logins(bench);
    sends(bench);
    files(bench);
    receipts(bench);
    inbound(bench);
    redelivery(bench);
    presence(bench);
    history(bench);
    closing(bench);
  });
}
