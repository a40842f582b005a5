import { describe, expect, it } from 'vitest';
import { aCaller, anAccount, ANNA, BORIS, FakeDirectory, onlyFor } from '../../testing/index.ts';
import { usableAccounts } from '../account/account-access.ts';
import { newId, type PortalId } from '../ids.ts';
import { refuse } from '../refusal.ts';
import { listRefusal, standingTowards, type AccessEntry } from './access.ts';

const portalId = newId<PortalId>();
const SALES: AccessEntry = { kind: 'DEPARTMENT', id: '3', name: 'Отдел продаж' };
const PROJECT: AccessEntry = { kind: 'WORKGROUP', id: '2', name: 'Проект' };

async function ask(
  directory: FakeDirectory,
  list: AccessEntry[],
  caller = aCaller(portalId, { employeeId: BORIS, isAdministrator: false }),
) {
  return listRefusal(list, await standingTowards({ directory }, caller, [list]), refuse('ACCOUNT_NOT_FOUND'))?.code ?? null;
}

describe('a list of access (A-10…A-13)', () => {
  it('lets everybody in when it is empty, and asks the portal nothing (A-12)', async () => {
    const directory = new FakeDirectory();
    expect(await ask(directory, [])).toBeNull();
    expect(directory.questions).toBe(0);
  });

  it('lets in whom it names, and asks the portal nothing for a list of employees', async () => {
    const directory = new FakeDirectory();
    expect([await ask(directory, onlyFor(BORIS)), await ask(directory, onlyFor(ANNA))]).toEqual([null, 'ACCOUNT_NOT_FOUND']);
    expect(await ask(directory, [...onlyFor(BORIS), SALES])).toBeNull();
    expect(directory.questions).toBe(0);
  });

  it('lets in the employees of a department and the members of a workgroup, as they are now (A-11, A-13)', async () => {
    const directory = new FakeDirectory();
    directory.departments.set('3', new Set([BORIS])).set('1', new Set([ANNA]));
    directory.workgroups.set('2', new Set([BORIS]));
    expect([await ask(directory, [SALES]), await ask(directory, [PROJECT])]).toEqual([null, null]);
    expect(await ask(directory, [{ ...SALES, id: '1' }])).toBe('ACCOUNT_NOT_FOUND');
    directory.departments.get('3')?.delete(BORIS);
    directory.workgroups.get('2')?.delete(BORIS);
    expect([await ask(directory, [SALES]), await ask(directory, [PROJECT])]).toEqual(['ACCOUNT_NOT_FOUND', 'ACCOUNT_NOT_FOUND']);
  });

  it('keeps an administrator out who is not on it (A-10)', async () => {
    expect(await ask(new FakeDirectory(), onlyFor(BORIS), aCaller(portalId))).toBe('ACCOUNT_NOT_FOUND');
  });

  it('refuses with the trouble of the portal while nobody can be asked, but administrators go on (Q-22)', async () => {
    const directory = new FakeDirectory();
    directory.goAway();
    expect(await ask(directory, [SALES])).toBe('PORTAL_UNAVAILABLE');
    expect(await ask(directory, [SALES], aCaller(portalId))).toBeNull();
    expect(await ask(directory, [...onlyFor(BORIS), SALES])).toBeNull();
  });

  it('finds who is named by a part that is known while another part cannot be asked', async () => {
    const directory = new FakeDirectory();
    directory.departments.set('3', new Set([BORIS]));
    directory.workgroupMembers = () => Promise.resolve(refuse('PORTAL_UNAVAILABLE'));
    expect(await ask(directory, [SALES, PROJECT])).toBeNull();
  });

  it('asks once for all accounts of a list of accounts, and shows those that he may use', async () => {
    const directory = new FakeDirectory();
    directory.departments.set('3', new Set([BORIS]));
    const [open, sales, others] = [
      anAccount(portalId),
      anAccount(portalId, { access: [SALES] }),
      anAccount(portalId, { access: [{ ...SALES, id: '1' }] }),
    ];
    const caller = aCaller(portalId, { employeeId: BORIS, isAdministrator: false });
    expect(await usableAccounts({ directory }, caller, [open, sales, others])).toEqual([open, sales]);
    expect(directory.questions).toBe(1);
  });
});
