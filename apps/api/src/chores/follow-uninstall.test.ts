import { refuse, type EmployeeId, type PortalId, type Refusal } from '@olchat/domain';
import { FixedClock } from '@olchat/domain/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Suspension } from '../portals/portal-registry.ts';
import { followUninstall } from './follow-uninstall.ts';

const PORTAL = 'p' as PortalId;
const DAY_MS = 86_400_000;
const REFUSED = refuse('PORTAL_TOKEN_REFUSED', { rawCode: 'invalid_grant' });

let clock: FixedClock;
let suspension: Suspension | null;
let answers: Record<string, Refusal | null>;
let erased: number;
let filesGone: number;
/** How many runs an erasure takes. */
let erasures: number;

const follow = () =>
  followUninstall(
    {
      clock,
      eraseAfterDays: 30,
      logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      app: { checkToken: async (_portalId, owner) => answers[owner] ?? null },
      files: { removeAll: async () => void (filesGone += 1) },
      tokens: { owners: async () => ['1', '2'] as EmployeeId[] },
      portals: {
        suspension: async () => suspension,
        resume: async () => {
          suspension = null;
        },
        confirmUninstalled: async (_portalId, at) => {
          suspension = { since: suspension?.since ?? at, uninstalledAt: at };
        },
        erase: async () => (erased += 1) >= erasures,
      },
    },
    PORTAL,
  );

beforeEach(() => {
  clock = new FixedClock();
  suspension = { since: clock.now(), uninstalledAt: null };
  answers = { main: REFUSED, '1': REFUSED, '2': REFUSED };
  erased = 0;
  filesGone = 0;
  erasures = 1;
});

describe('an uninstallation that an event claims (SE-2)', () => {
  it.each([['main'], ['2']])('is false while the pair of %s still works', async owner => {
    answers[owner] = null;
    expect(await follow()).toBeNull();
    expect(suspension).toBeNull();
  });

  it('is confirmed by the portal’s own refusal of every pair, and erased only when 30 days have passed', async () => {
    const eraseAt = new Date(clock.now().getTime() + 30 * DAY_MS);
    expect(await follow()).toEqual(eraseAt);
    expect(suspension).toMatchObject({ uninstalledAt: clock.now() });
    clock.advance(30 * DAY_MS - 1);
    expect(await follow()).toEqual(eraseAt);
    expect([erased, filesGone]).toEqual([0, 0]);
    clock.advance(1);
    expect(await follow()).toBeNull();
    expect([erased, filesGone]).toEqual([1, 1]);
  });

  it('is never confirmed by silence, nor by a refusal of ourselves, however long it lasts', async () => {
    answers = { main: refuse('PORTAL_UNAVAILABLE', { rawCode: 'TOKEN_SERVER_UNAVAILABLE invalid_client' }), '1': REFUSED, '2': REFUSED };
    clock.advance(90 * DAY_MS);
    expect(await follow()).toEqual(new Date(clock.now().getTime() + 300_000));
    expect(suspension).toMatchObject({ uninstalledAt: null });
    expect(erased).toBe(0);
  });

  it('goes on with an erasure that is too large for one run', async () => {
    erasures = 2;
    suspension = { since: new Date(0), uninstalledAt: new Date(0) };
    expect(await follow()).toEqual(new Date(clock.now().getTime() + 1000));
    expect(await follow()).toBeNull();
  });

  it('is nothing when the application was installed again meanwhile', async () => {
    suspension = null;
    expect(await follow()).toBeNull();
    expect(erased).toBe(0);
  });
});
