import type { ActivityView, CardRef, EmployeeId } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { batchAnswer, commandsOf, type FakeAnswer, FakePortal, PORTAL } from '../rest/fake-portal.ts';
import { Activities } from './activities.ts';
import { ActivityUpdates } from './activity-updates.ts';

const MARIA = '27' as EmployeeId;
const deal: CardRef = { type: 'DEAL', id: '8061', smartProcessTypeId: null };
const view = (badge: string): ActivityView => ({
  messenger: 'WHATSAPP',
  title: 'WhatsApp',
  badge: { text: badge, colour: 'grey' },
  rows: [],
  text: 'Здравствуйте!',
  attachments: [],
  note: null,
  openChat: null,
  sendAgain: null,
  histories: [],
});

const timeline = (portal: FakePortal): Activities => {
  const rest = portal.rest();
  return new Activities(rest, new ActivityUpdates(rest));
};

const allDone = (call: { params: Record<string, unknown> }): FakeAnswer =>
  batchAnswer(Object.fromEntries(Object.keys(call.params['cmd'] as object).map(name => [name, { activity: { id: 1 } }])));

describe('addActivity', () => {
  it('writes a finished record with our origin, in the name of the employee (L-1)', async () => {
    await using portal = await FakePortal.open();
    portal.tokens.give(MARIA, 'maria-token');
    portal.answer = () => ({ result: { activity: { id: 999 } } });
    expect(await timeline(portal).addActivity(PORTAL, MARIA, deal, 'message-1', view('Отправлено'))).toBe('999');
    expect(portal.calls[0]).toMatchObject({
      method: 'crm.activity.configurable.add',
      token: 'maria-token',
      params: {
        ownerTypeId: 2,
        ownerId: '8061',
        fields: { completed: 'Y', isIncomingChannel: 'N', originatorId: 'olchat', originId: 'message-1', responsibleId: '27' },
      },
    });
  });

  it('uses the main token when the employee has none', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => ({ result: { activity: { id: 999 } } });
    expect(await timeline(portal).addActivity(PORTAL, MARIA, deal, 'message-1', view('Отправлено'))).toBe('999');
    expect(portal.calls).toHaveLength(1);
    expect(portal.calls[0]).toMatchObject({ token: 'main-token', params: { fields: { responsibleId: '27' } } });
  });

  it('finds after a lost answer what was written, and writes no second one (RE-10)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = call => (call.method === 'crm.activity.list' ? { result: [{ ID: '999' }] } : 'cut');
    expect(await timeline(portal).addActivity(PORTAL, null, deal, 'message-1', view('Отправлено'))).toBe('999');
    expect(portal.methods()).toEqual(['crm.activity.configurable.add', 'crm.activity.list']);
  });

  it('says that nobody knows when the search finds nothing yet', async () => {
    await using portal = await FakePortal.open();
    portal.answer = call => (call.method === 'crm.activity.list' ? { result: [] } : 'cut');
    expect(await timeline(portal).addActivity(PORTAL, null, deal, 'message-1', view('Отправлено'))).toMatchObject({
      code: 'ACTIVITY_NOT_WRITTEN',
      retry: 'AUTOMATIC',
      details: { rawCode: 'OUTCOME_UNKNOWN' },
    });
    expect(portal.calls).toHaveLength(2);
  });

  it('takes a logo of the system when ours is gone', async () => {
    await using portal = await FakePortal.open();
    portal.answer = call =>
      JSON.stringify(call.params).includes('olchat_whatsapp') ? { status: 400, error: 'ENUM_FIELD' } : { result: { activity: { id: 5 } } };
    expect(await timeline(portal).addActivity(PORTAL, null, deal, 'message-1', view('Отправлено'))).toBe('5');
  });

  it('says that the employee may not change the card (A-20)', async () => {
    await using portal = await FakePortal.open();
    portal.tokens.give(MARIA, 'maria-token');
    portal.answer = () => ({ status: 403, error: 'ACCESS_DENIED' });
    expect(await timeline(portal).addActivity(PORTAL, MARIA, deal, 'message-1', view('Отправлено'))).toMatchObject({
      code: 'FORBIDDEN',
      details: { right: 'card' },
    });
  });
});

describe('updateActivity', () => {
  it('sends the changes of one turn together, and of one record the last view (RE-44, Q-23)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = allDone;
    const activities = timeline(portal);
    const answers = await Promise.all([
      activities.updateActivity(PORTAL, '1', view('Отправлено')),
      activities.updateActivity(PORTAL, '2', view('Отправлено')),
      activities.updateActivity(PORTAL, '1', view('Прочитано')),
    ]);
    expect(answers).toEqual([null, null, null]);
    expect(portal.calls).toHaveLength(1);
    const commands = commandsOf(portal.calls[0] ?? fail());
    expect(Object.keys(commands)).toEqual(['activity1', 'activity2']);
    expect(commands['activity1']?.params).toMatchObject({ id: '1', layout: { header: { tags: { status: { title: 'Прочитано' } } } } });
  });

  it('gathers what comes while a request is under way', async () => {
    await using portal = await FakePortal.open();
    portal.answer = allDone;
    const activities = timeline(portal);
    const first = activities.updateActivity(PORTAL, '1', view('Отправлено'));
    await expect.poll(() => portal.budget.taken.length).toBe(1);
    const later = ['Доставлено', 'Прочитано'].map(badge => activities.updateActivity(PORTAL, '1', view(badge)));
    await Promise.all([first, ...later]);
    expect(portal.calls).toHaveLength(2);
  });

  it('tells each record its own refusal: one that was deleted does not hold the others (L-16)', async () => {
    await using portal = await FakePortal.open();
    portal.answer = () => batchAnswer({ activity2: { activity: { id: 2 } } }, { activity1: { error: 'NOT_FOUND', error_description: '' } });
    const activities = timeline(portal);
    const [gone, fine] = await Promise.all([
      activities.updateActivity(PORTAL, '1', view('Прочитано')),
      activities.updateActivity(PORTAL, '2', view('Прочитано')),
    ]);
    expect(gone).toMatchObject({ code: 'NOT_FOUND' });
    expect(fine).toBeNull();
  });

  it('splits more than 50 changes', async () => {
    await using portal = await FakePortal.open();
    portal.answer = allDone;
    const activities = timeline(portal);
    await Promise.all(Array.from({ length: 60 }, (_, index) => activities.updateActivity(PORTAL, String(index + 1), view('Прочитано'))));
    expect(portal.calls.map(call => Object.keys(call.params['cmd'] as object).length)).toEqual([50, 10]);
  });
});

const fail = (): never => {
  throw new Error('There was no call');
};
