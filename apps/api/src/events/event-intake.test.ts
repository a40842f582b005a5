import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEvent } from '@olchat/bitrix24';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MEMBER_ID } from '../graphql/testing/fake-portal.ts';
import { FakeServices } from '../graphql/testing/fake-services.ts';
import { refusingApp } from '../graphql/testing/test-server.ts';
import { EventIntake } from './event-intake.ts';
import { EventReplay } from './event-replay.ts';
import { EventSpool, type EventSpoolOptions } from './event-spool.ts';
import { KnownSenders } from './known-senders.ts';

const TOKEN = 'application-token';

let folder: string;
let services: FakeServices;
let senders: KnownSenders;
const log: string[] = [];
const write = (_fields: Record<string, unknown>, message: string): void => void log.push(message);
const logger = { info: write, warn: write, error: write };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'olchat-intake-'));
  services = new FakeServices();
  log.length = 0;
  const applicationTokenHash = createHash('sha256').update(TOKEN).digest();
  const known = [{ memberId: MEMBER_ID, portalId: services.portalId, applicationTokenHash }];
  senders = new KnownSenders({ list: async () => known, count: async () => known.length }, () => undefined);
  await senders.start();
});
afterEach(async () => {
  await senders.stop();
  await rm(folder, { recursive: true });
});

const deps = () => ({ services, app: refusingApp, logger });
const open = async (options: Partial<EventSpoolOptions> = {}) => {
  const spool = await EventSpool.open({ folder, key: randomBytes(32), ...options });
  return { spool, intake: new EventIntake(deps(), { spool, senders }) };
};
const take = (intake: EventIntake, mark = 'x', token = TOKEN, member = MEMBER_ID) => {
  const body = Buffer.from(`event=ONIMCONNECTORSTATUSDELETE&data[mark]=${mark}&auth[member_id]=${member}&auth[application_token]=${token}`);
  return intake.take(parseEvent(body), body);
};
const stored = () => services.rows.inbox.map(({ body }) => /mark]=(\w+)/.exec(String(body))?.[1]);

/** Every question of the database is answered so, until it is called. */
function breakDatabase(error: Error): () => void {
  const { portals } = services;
  const asking = portals.findByMemberId.bind(portals);
  portals.findByMemberId = () => Promise.reject(error);
  return () => {
    portals.findByMemberId = asking;
  };
}
const gone = (): Error => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

const replayOf = (spool: EventSpool, intake: EventIntake, reconciled: Date[] = []) =>
  new EventReplay(
    {
      ...deps(),
      spool,
      senders,
      intake,
      isReady: async () => true,
      reconcile: async since => void reconciled.push(since),
      beat: async () => new Date(),
    },
    { lookEveryMs: 5, beatEveryMs: 60_000, silentMs: 60_000 },
  );

describe('an event at the door', () => {
  it('goes into the database, and nothing to the disk', async () => {
    const { intake } = await open();
    expect([await take(intake), await take(intake, 'y', 'wrong')]).toEqual(['TAKEN', 'REFUSED']);
    expect([stored(), await readdir(folder)]).toEqual([['x'], []]);
  });

  it('waits on the disk while the database is away, and the next ones behind it until it is stored (RE-21)', async () => {
    const { spool, intake } = await open();
    const mend = breakDatabase(gone());
    expect(await take(intake, 'first')).toBe('TAKEN');
    mend();
    expect(await take(intake, 'second')).toBe('TAKEN');
    expect(stored()).toEqual([]);
    const reconciled: Date[] = [];
    const replay = replayOf(spool, intake, reconciled);
    replay.start();
    await expect.poll(() => intake.awaySince).toBeNull();
    await replay.stop();
    expect(stored()).toEqual(['first', 'second']);
    expect(reconciled).toHaveLength(1);
    expect(await take(intake, 'third')).toBe('TAKEN');
    expect([stored().at(-1), await readdir(folder)]).toEqual(['third', []]);
  });

  it('is not answered 200 when the disk refuses it too', async () => {
    const { intake } = await open({ write: () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })) });
    breakDatabase(gone());
    expect(await take(intake)).toBe('AWAY');
    expect(log).toContain('an event is lost: the spool took it not');
  });

  it('that a mistake of ours cannot take is no outage: it fails aloud', async () => {
    const { intake } = await open();
    breakDatabase(new TypeError('a mistake'));
    await expect(take(intake)).rejects.toThrow('a mistake');
    expect(await readdir(folder)).toEqual([]);
  });

  it('on disk that can never be taken is set aside, and the others are stored (FA-24)', async () => {
    const { spool, intake } = await open();
    const portalId = services.portalId;
    await spool.keep({ id: 'not-an-event', receivedAt: new Date(), portalId, body: 'event[=' });
    const mend = breakDatabase(gone());
    await take(intake, 'good');
    mend();
    const replay = replayOf(spool, intake);
    replay.start();
    await expect.poll(() => spool.isEmpty && stored().length === 1).toBe(true);
    await replay.stop();
    expect(stored()).toEqual(['good']);
    expect((await readdir(folder)).filter(name => name.endsWith('.unreadable'))).toHaveLength(1);
  });

  it('of a portal that uninstalled us meanwhile is dropped at the replay (SE-2)', async () => {
    const { spool, intake } = await open();
    const mend = breakDatabase(gone());
    await take(intake);
    mend();
    services.rows.portal.state = 'SUSPENDED';
    const replay = replayOf(spool, intake);
    replay.start();
    await expect.poll(() => spool.isEmpty).toBe(true);
    await replay.stop();
    expect(stored()).toEqual([]);
  });

  it('tells of a silence of the door, so that what came meanwhile is looked for (RE-22)', async () => {
    const { spool, intake } = await open();
    const reconciled: Date[] = [];
    const lastBeat = new Date(Date.now() - 120_000);
    const replay = new EventReplay(
      {
        ...deps(),
        spool,
        senders,
        intake,
        isReady: async () => true,
        reconcile: async since => void reconciled.push(since),
        beat: async () => lastBeat,
      },
      { lookEveryMs: 5, beatEveryMs: 60_000, silentMs: 60_000 },
    );
    replay.start();
    await expect.poll(() => reconciled).toEqual([lastBeat]);
    await replay.stop();
  });
});
