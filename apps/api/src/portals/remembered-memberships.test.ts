import { refuse, type Directory, type EmployeeId, type PortalId, type Refusal } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { RememberedMemberships } from './remembered-memberships.ts';

const PORTAL = 'portal' as PortalId;
const ANNA = '7' as EmployeeId;
const FRESH = 120_000;
const HOUR = 3_600_000;

function given() {
  let now = 0;
  let answer: string[] | Refusal = ['3'];
  let asked = 0;
  const ask = () => {
    asked += 1;
    return Promise.resolve(answer);
  };
  const directory = { departmentsOf: ask, workgroupMembers: ask } as unknown as Directory;
  const remembered = new RememberedMemberships(directory, { now: () => new Date(now) }, FRESH);
  const code = (said: readonly string[] | Refusal) => ('code' in said ? said.code : said);
  return {
    departments: async () => code(await remembered.departmentsOf(PORTAL, ANNA)),
    members: async (portal: string, group: string) => code(await remembered.workgroupMembers(portal as PortalId, group)),
    answers: (next: string[] | Refusal) => (answer = next),
    passes: (ms: number) => (now += ms),
    asked: () => asked,
  };
}

describe('where an employee belongs', () => {
  it('is asked once in some minutes, also when a hundred events ask at once (RE-44, SE-5)', async () => {
    const { departments, passes, asked } = given();
    await Promise.all(Array.from({ length: 100 }, departments));
    expect(asked()).toBe(1);
    passes(FRESH - 1);
    await departments();
    expect(asked()).toBe(1);
    passes(1);
    await departments();
    expect(asked()).toBe(2);
  });

  it('is known anew after that: who left a department has left it (A-13)', async () => {
    const { departments, answers, passes } = given();
    expect(await departments()).toEqual(['3']);
    answers([]);
    passes(FRESH);
    expect(await departments()).toEqual([]);
  });

  it('holds for a day while Bitrix24 cannot be asked, and not longer (Q-22)', async () => {
    const { departments, answers, passes } = given();
    await departments();
    answers(refuse('PORTAL_UNAVAILABLE'));
    passes(23 * HOUR);
    expect(await departments()).toEqual(['3']);
    passes(HOUR);
    expect(await departments()).toBe('PORTAL_UNAVAILABLE');
  });

  it('is not known when Bitrix24 never said it, and comes back when it answers', async () => {
    const { departments, answers, passes, asked } = given();
    answers(refuse('PORTAL_UNAVAILABLE'));
    expect([await departments(), await departments(), asked()]).toEqual(['PORTAL_UNAVAILABLE', 'PORTAL_UNAVAILABLE', 1]);
    answers(['3']);
    passes(5000);
    expect(await departments()).toEqual(['3']);
  });

  it('is not taken from memory after a plain no of the portal', async () => {
    const { departments, answers, passes } = given();
    await departments();
    passes(FRESH);
    answers(refuse('FORBIDDEN', { right: 'app' }));
    expect(await departments()).toBe('FORBIDDEN');
  });

  it('is kept apart by portal and workgroup (SE-12)', async () => {
    const { members, answers } = given();
    expect(await members('portal', '2')).toEqual(['3']);
    answers(['9']);
    expect([await members('twin', '2'), await members('portal', '4'), await members('portal', '2')]).toEqual([['9'], ['9'], ['3']]);
  });
});
