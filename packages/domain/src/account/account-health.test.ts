import { describe, expect, it } from 'vitest';
import { anAccount } from '../../testing/index.ts';
import { newId, type PortalId } from '../ids.ts';
import { accountHealth } from './account-health.ts';

const at = (day: number, hour = 0): Date => new Date(Date.UTC(2026, 2, day, hour));
const account = anAccount(newId<PortalId>());
const failure = (code: 'DEVICE_LOST' | 'NOT_IN_WHATSAPP') => ({ code, details: {} });

describe('the health of an account', () => {
  it('names the newest trouble of its state and of its messages (C-21)', () => {
    const own = Object.assign(account, { lastFailure: failure('DEVICE_LOST'), lastFailedAt: at(10) });
    const message = (day: number) => ({ lastFailure: failure('NOT_IN_WHATSAPP'), lastFailedAt: at(day) });
    expect(accountHealth(own, message(9), null, at(11))).toMatchObject({ lastFailure: failure('DEVICE_LOST'), lastFailedAt: at(10) });
    expect(accountHealth(own, message(11), null, at(11))).toMatchObject({ lastFailure: failure('NOT_IN_WHATSAPP'), lastFailedAt: at(11) });
    expect(accountHealth(anAccount(account.portalId), null, null, at(11))).toMatchObject({ lastFailure: null, lastFailedAt: null });
  });

  it.each([
    [at(1), 14],
    [at(1, 23), 14],
    [at(5), 10],
    [at(14, 23), 1],
    [at(15), 0],
    [at(30), 0],
  ])('counts the days until the phone must be used: on %s %i are left (C-22)', (now, days) => {
    const seen = Object.assign(anAccount(account.portalId), { phoneSeenAt: at(1) });
    expect(accountHealth(seen, null, 14, now)).toMatchObject({ phoneSeenAt: at(1), unlinkedInDays: days });
  });

  it('knows no days of a phone never seen, of a messenger that unlinks nobody, and of an account that was disconnected (C-22)', () => {
    const seen = anAccount(account.portalId, { phoneSeenAt: at(1) });
    expect(accountHealth(anAccount(account.portalId), null, 14, at(2)).unlinkedInDays).toBeNull();
    expect(accountHealth(seen, null, null, at(2))).toMatchObject({ phoneSeenAt: null, unlinkedInDays: null });
    expect(accountHealth({ ...seen, wanted: false }, null, 14, at(2)).unlinkedInDays).toBeNull();
  });
});
