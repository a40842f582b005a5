/** The door of events with its spool, put together for one API process. */
import { join } from 'node:path';
import type { Composition } from '../compose.ts';
import type { Environment } from '../env.ts';
import type { OwnGauge } from '../http/metrics.ts';
import { fieldsFirst, type Logger } from '../logger.ts';
import { EventIntake } from './event-intake.ts';
import { EventReplay } from './event-replay.ts';
import { EventSpool, SPOOL_MAX_BYTES } from './event-spool.ts';
import { KnownSenders } from './known-senders.ts';
import { spoolKey } from './spool-line.ts';

export interface OpenEvents {
  intake: EventIntake;
  gauges: () => OwnGauge[];
  stop(): Promise<void>;
}

export async function openEvents(env: Environment, composition: Composition, logger: Logger): Promise<OpenEvents> {
  const { services, bitrix24, eventDoor, isReady } = composition;
  const spool = await EventSpool.open({ folder: join(env.dataDir, 'event-spool'), key: spoolKey(env.masterKey) });
  const senders = new KnownSenders(eventDoor, error => logger.warn('the senders of events could not be read anew', { error }));
  await senders.start();
  const deps = { services, app: bitrix24.app, logger: fieldsFirst(logger) };
  const intake = new EventIntake(deps, { spool, senders });
  const replay = new EventReplay({
    ...deps,
    spool,
    senders,
    intake,
    isReady,
    reconcile: since => eventDoor.reconcileAll(since),
    beat: () => eventDoor.beat(),
  });
  replay.start();
  return {
    intake,
    gauges: () => [
      { name: 'olchat_event_spool_bytes', help: 'Events of portals that wait on disk for the database', value: spool.bytes },
      { name: 'olchat_event_spool_limit_bytes', help: 'Where the spool refuses; alarm at a tenth of it', value: SPOOL_MAX_BYTES },
      { name: 'olchat_event_spool_alarm', help: '1 when the spool fills up or the disk refuses it', value: spool.isAlarming ? 1 : 0 },
    ],
    stop: async () => {
      await senders.stop();
      await replay.stop();
    },
  };
}
