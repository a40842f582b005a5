import { ScriptedSession, World } from '@olchat/domain/testing';
import type { Connector } from '@olchat/domain';
import { expect, it } from 'vitest';
import type { ClaimedTask } from '../persistence/sql/sql-lanes.ts';
import { AccountTasks } from './account-tasks.ts';

async function given(fields: { wanted: boolean }) {
  const world = await World.open({ account: { ...fields, state: 'LOGIN_REQUIRED' } });
  const session = new ScriptedSession(() => world.clock.now());
  let unlinked = 0;
  session.logOut = () => Promise.resolve(void (unlinked += 1));
  const quiet = (): void => undefined;
  const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const tasks = new AccountTasks(
    { storage: world.storage, files: world.files, scanner: null, clock: world.clock, logger, nudge: quiet },
    world.lease(),
    world.account.id,
    new AbortController().signal,
  );
  const task: ClaimedTask = { portalId: world.portal.id, id: '1', name: 'log-out', version: 1, subjectId: world.account.id, attempts: 1 };
  const run = () => tasks.run(task, { connector: { capabilities: {} } as Connector, session, ended: new AbortController().signal });
  return { run, unlinked: () => unlinked };
}

it('unlinks the device of an account that a person disconnected (C-6)', async () => {
  const { run, unlinked } = await given({ wanted: false });
  expect([await run(), unlinked()]).toEqual(['LOGGED_OUT', 1]);
});

// The new connection put the account back to its beginning; the session that still holds it would never say again that it is connected.
it('opens the session anew when the account was connected again before its device could be unlinked (G-6)', async () => {
  const { run, unlinked } = await given({ wanted: true });
  expect([await run(), unlinked()]).toEqual(['REOPEN', 0]);
});
