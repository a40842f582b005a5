/** `npm run bench`: what we add to the least that is possible, as ratios of one run. Prints tables and writes nothing. */
import { compose, openLogger, readEnvironment } from '@olchat/api';
import { cpus } from 'node:os';
import { accountId, IVAN, partnerClient, recipientId } from '../support/client.ts';
import { startSystem, type System } from '../support/system.ts';
import { measureFirstPaint } from './first-paint.ts';
import { measureLatency } from './latency.ts';
import { measureMemory } from './memory.ts';
import { measureNeighbours } from './neighbours.ts';
import { readSizes } from './sizes.ts';
import { measureThroughput, type Subject } from './throughput.ts';

const sizes = readSizes(process.argv.slice(2));
const begun = performance.now();
const system = await startSystem();
try {
  const subject = await subjectOf(system);
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}; PostgreSQL without flushing, on the same machine.`,
  );
  await measureFirstPaint(system, sizes);
  await measureLatency(subject, sizes);
  // Nobody sends while sends are accepted: else the account's session is measured too.
  await system.worker.kill();
  await measureThroughput(subject, sizes);
  await subject.composition.close();
  await measureMemory(system, sizes);
} finally {
  await system.stop();
}
await measureNeighbours(sizes);
console.log(`\nTook ${Math.round((performance.now() - begun) / 1000)} s.`);

/** The product's parts in this process too, over the same database, and whom to write to. */
async function subjectOf(running: System): Promise<Subject> {
  const environment = readEnvironment({ ...running.environment, ROLE: 'worker' });
  const composition = await compose(environment, 'worker', openLogger('warn', 'bench'));
  const caller = await composition.services.sessions.caller(running.credentials.partnerKey);
  if (caller === null) throw new Error('the partner key is not known');
  const client = partnerClient(running);
  const account = await accountId(running);
  const recipient = await recipientId(client, account, { type: 'DEAL', id: '81' }, IVAN);
  await client.checkRecipient({ input: { accountId: account, recipientId: recipient } });
  await client.close();
  return {
    system: running,
    composition,
    caller,
    place: { portalId: caller.portalId, accountId: account, recipientId: recipient, employeeId: caller.employeeId },
  };
}
