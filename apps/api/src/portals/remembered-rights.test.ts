import { refuse, type CardRef, type Crm, type EmployeeId, type PortalId, type Refusal } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { RememberedRights } from './remembered-rights.ts';

const PORTAL = 'portal' as PortalId;
const ANNA = '1' as EmployeeId;
const DEAL: CardRef = { type: 'DEAL', id: '81', smartProcessTypeId: null };
const MINUTE = 60_000;

function given() {
  let now = 0;
  let answer: Refusal | null = null;
  let asked = 0;
  const crm: Crm = {
    readCard: () => Promise.resolve(refuse('NOT_FOUND')),
    employees: () => Promise.resolve([]),
    changeRefusal: () => {
      asked += 1;
      return Promise.resolve(answer);
    },
  };
  const rights = new RememberedRights(crm, { now: () => new Date(now) });
  return {
    ask: async () => (await rights.changeRefusal(PORTAL, ANNA, DEAL))?.code ?? null,
    answers: (next: Refusal | null) => (answer = next),
    passes: (ms: number) => (now += ms),
    asked: () => asked,
  };
}

describe('the right to change a card', () => {
  it('is asked once a minute, not per message (RE-44)', async () => {
    const { ask, passes, asked } = given();
    await ask();
    await ask();
    expect(asked()).toBe(1);
    passes(MINUTE);
    await ask();
    expect(asked()).toBe(2);
  });

  it('is gone within a minute after Bitrix24 took it away, and comes back at once', async () => {
    const { ask, answers, passes } = given();
    expect(await ask()).toBeNull();
    passes(MINUTE);
    answers(refuse('FORBIDDEN', { right: 'card' }));
    expect(await ask()).toBe('FORBIDDEN');
    answers(null);
    expect(await ask()).toBeNull();
  });

  it('holds for a day while Bitrix24 cannot be asked, and not longer (Q-22)', async () => {
    const { ask, answers, passes } = given();
    await ask();
    answers(refuse('PORTAL_UNAVAILABLE'));
    passes(23 * 60 * MINUTE);
    expect(await ask()).toBeNull();
    passes(60 * MINUTE);
    expect(await ask()).toBe('PORTAL_UNAVAILABLE');
  });

  it('does not come back from a day-old yes after a no', async () => {
    const { ask, answers, passes } = given();
    await ask();
    passes(MINUTE);
    answers(refuse('FORBIDDEN', { right: 'card' }));
    await ask();
    answers(refuse('PORTAL_UNAVAILABLE'));
    expect(await ask()).toBe('PORTAL_UNAVAILABLE');
  });
});
