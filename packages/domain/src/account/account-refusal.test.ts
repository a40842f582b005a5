import { describe, expect, it } from 'vitest';
import { anAccount, ANNA, BORIS, onlyFor } from '../../testing/index.ts';
import { newId, type EmployeeId, type PortalId } from '../ids.ts';
import type { Standing } from '../access/access.ts';
import { accessRefusal, stateRefusal } from './account-refusal.ts';
import type { AccountState } from './account-state.ts';

const portalId = newId<PortalId>();
const standing = (employeeId: EmployeeId): Standing => ({
  employeeId,
  isAdministrator: false,
  departments: new Set(),
  workgroups: new Set(),
  unknown: null,
});

describe('whether something can be sent through an account now', () => {
  it.each<[AccountState, string | null]>([
    ['CONNECTED', null],
    ['CONNECTING', null],
    ['SYNCHRONISING', null],
    ['LOGIN_REQUIRED', 'ACCOUNT_NOT_CONNECTED'],
    ['DISCONNECTED', 'ACCOUNT_NOT_CONNECTED'],
    ['RESTRICTED', 'ACCOUNT_RESTRICTED'],
    ['UNPAID', 'ACCOUNT_UNPAID'],
  ])('%s: %s (E-02, E-04, E-30)', (state, code) => {
    expect(stateRefusal(anAccount(portalId, { state }))?.code ?? null).toBe(code);
  });

  it('says until when a restriction holds, if the messenger said so', () => {
    const until = new Date('2026-03-11T00:00:00.000Z');
    expect(stateRefusal(anAccount(portalId, { state: 'RESTRICTED', restrictedUntil: until }))?.details.freeAt).toBe(
      '2026-03-11T00:00:00.000Z',
    );
    expect(stateRefusal(anAccount(portalId, { state: 'RESTRICTED' }))?.details.freeAt).toBeUndefined();
  });

  it('makes an account that the caller may not use look like a missing one (A-10, E-71)', () => {
    const account = anAccount(portalId, { access: onlyFor(BORIS) });
    expect(accessRefusal(account, standing(BORIS))).toBeNull();
    expect(accessRefusal(account, standing(ANNA))).toEqual(accessRefusal(null, standing(ANNA)));
  });

  it('lets everybody use an account without a list (A-12)', () => {
    expect(accessRefusal(anAccount(portalId), standing(BORIS))).toBeNull();
  });
});
