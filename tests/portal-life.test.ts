/** The life of the application on a portal: installed from the market, updated, moved, left by its owner, removed and installed again. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneField, rest } from './isolation/portal-calls.ts';
import { accountId, DEAL, IVAN, partnerClient, recipientId } from './support/client.ts';
import { Database } from './support/database.ts';
import { FIRST, finishInstallation, openApplication, openCard, openInstaller, session, type OpenedPage } from './support/portal.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

const MARIA = { memberId: FIRST, employeeId: '1' };
const PETER = { memberId: FIRST, employeeId: '5' };
const ANNA = { memberId: FIRST, employeeId: '7' };

let system: System;
let database: Database;
let key: string;

beforeAll(async () => {
  // With a code in the market the simulated portal holds us for an application of the market.
  system = await startSystem({ settings: { BITRIX24_APP_CODE: 'olchat.messengers', CHECK_RIGHTS_EVERY_MS: '500' } });
  database = new Database(system.databaseUrl);
  key = system.credentials.partnerKey;
});
afterAll(async () => {
  await database.close();
  await system.stop();
});

interface Check {
  checkedAt: string | null;
  kept: string[];
  mended: { what: string }[];
  failed: { what: string; code: string }[];
}
const CHECKED = '{ checkedAt kept mended { what at } failed { what code message } }';
const check = async (token = key) =>
  (
    await oneField<{ installation: Check }>(
      system,
      token,
      `mutation { checkInstallation { ... on InstallationChecked { installation ${CHECKED} } ... on Refusal { code message } } }`,
    )
  ).installation;
const lastCheck = () => oneField<Check>(system, key, `{ installation ${CHECKED} }`);
const isKnown = async (token: string) => {
  const response = await fetch(system.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { locale } }' }),
  });
  return !('errors' in ((await response.json()) as object));
};
const workingAs = async (token: string) =>
  (
    await oneField<{ portal: { workingAs: { employee: { id: string }; state: string } } }>(
      system,
      token,
      '{ viewer { portal { workingAs { employee { id } state } } } }',
    )
  ).portal.workingAs;
/** Through a page that is open: opening one costs a request of the portal's limit, and this is asked again and again. */
const boundEvents = async (page: OpenedPage) => (await rest<{ event: string }[]>(system, page, 'event.get', {})).map(({ event }) => event);

/** Sends from the deal with this employee's session; answers the message's id. */
async function send(token: string, text: string): Promise<string> {
  const client = partnerClient(system, token);
  try {
    const account = await accountId(system);
    const result = await client.sendMessage({
      input: {
        idempotencyKey: randomUUID(),
        card: DEAL,
        accountId: account,
        recipientId: await recipientId(client, account, DEAL, IVAN),
        text,
        publication: 'NONE',
      },
    });
    if (result.__typename !== 'MessageAccepted') throw new Error(JSON.stringify(result));
    return result.accepted.id;
  } finally {
    await client.close();
  }
}

describe('an application of the market', () => {
  it('is installed by its page and by ONAPPINSTALL, with everything registered once, in two languages', async () => {
    await until('the first check ran', async () => (await lastCheck()).checkedAt !== null);
    expect((await lastCheck()).failed).toEqual([]);
    const page = await openApplication(system, MARIA);
    const placements = await rest<{ placement: string; langAll: Record<string, { TITLE: string }> }[]>(system, page, 'placement.get', {});
    const deal = placements.filter(({ placement }) => placement === 'CRM_DEAL_DETAIL_ACTIVITY');
    // Two items: WhatsApp's form and Telegram's.
    expect(deal.map(({ langAll }) => [langAll['ru']?.TITLE, langAll['en']?.TITLE])).toEqual([
      ['OLChat', 'OLChat'],
      ['[OLChat] Telegram', '[OLChat] Telegram'],
    ]);
    const events = await boundEvents(page);
    expect(events.length).toBe(new Set(events).size);
    const { STATUS, CODE } = await rest<{ STATUS: string; CODE: string }>(system, page, 'app.info', {});
    expect({ STATUS, CODE }).toEqual({ STATUS: 'F', CODE: 'olchat.messengers' });
  });

  it('binds its handlers again after an update, and takes the new application token for true (SE-3)', async () => {
    const page = await openApplication(system, MARIA);
    await system.control.live(FIRST, { do: 'update' });
    await until('handlers are bound again', async () => (await boundEvents(page)).includes('ONIMCONNECTORMESSAGEADD'));
    const opened = await openApplication(system, MARIA);
    const body = { event: 'ONAPPTEST', 'auth[member_id]': FIRST, 'auth[application_token]': opened.form.fields['APPLICATION_TOKEN'] ?? '' };
    const taken = () => fetch(`${system.productUrl}/bitrix24/events`, { method: 'POST', body: new URLSearchParams(body) });
    await until('an event with the new application token is taken', async () => (await taken()).status === 200);
    body['auth[application_token]'] = page.form.fields['APPLICATION_TOKEN'] ?? '';
    expect((await taken()).status).toBe(403);
  });
});

describe('a second API on a port that is taken', () => {
  it('ends with a sentence that says what to do', async () => {
    const second = system.program('second-api', { ROLE: 'api' });
    second.start();
    expect(await second.ended()).toBe(1);
    expect(second.log()).toContain('The port is taken. Stop what uses it, or set PORT to another number.');
  });
});

describe('the check that repairs', () => {
  it('mends what vanished and says what it was, on demand', async () => {
    await check();
    await system.control.live(FIRST, { do: 'lose-handlers' });
    const page = await openApplication(system, MARIA);
    await rest(system, page, 'placement.unbind', { PLACEMENT: 'CRM_DEAL_DETAIL_ACTIVITY' });
    const mended = await check();
    expect(mended.failed).toEqual([]);
    expect(mended.mended.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['Пункт меню в карточке сделки', 'Подписка на событие ONIMCONNECTORMESSAGEADD']),
    );
    expect(await boundEvents(page)).toContain('ONIMCONNECTORMESSAGEADD');
    expect((await openCard(system, DEAL, MARIA)).page.problem).toBeNull();
    expect(mended.kept).toEqual(
      expect.arrayContaining(['Приём событий портала', 'Сервер авторизации Битрикс24', 'Доступ к папке pub без входа']),
    );
  });

  it('runs by itself when the worker starts', async () => {
    const page = await openApplication(system, MARIA);
    const before = (await lastCheck()).checkedAt;
    await system.control.live(FIRST, { do: 'lose-handlers' });
    await system.worker.kill();
    system.worker.start();
    await until('handlers are bound again', async () => (await boundEvents(page)).includes('ONAPPUNINSTALL'));
    await until('the check ran', async () => (await lastCheck()).checkedAt !== before);
    // A test event that comes late takes its sentence away again (G-13).
    await expect.poll(async () => (await lastCheck()).failed, { timeout: 20_000 }).toEqual([]);
  });
});

describe('a smart process that an administrator deletes', () => {
  it('loses the embedding that we keep as soon as the portal says so, and what was bound in its cards (S-25)', async () => {
    const stored = () => database.rows<{ id: string }>('select smart_process_type_id as id from smart_process_embedding order by 1');
    for (const id of ['1038', '1046']) {
      const embed = 'mutation ($id: ID!) { embedInSmartProcess(input: { smartProcessTypeId: $id }) { __typename } }';
      await oneField(system, key, embed, { id });
    }
    expect(await stored()).toEqual([{ id: '1038' }, { id: '1046' }]);
    await system.control.live(FIRST, { do: 'delete-smart-process', smartProcessTypeId: 1046 });
    await until('it is forgotten', async () => (await stored()).length === 1);
    expect(await stored()).toEqual([{ id: '1038' }]);
    const page = await openApplication(system, MARIA);
    const placements = await rest<{ placement: string }[]>(system, page, 'placement.get', {});
    expect(placements.map(({ placement }) => placement).filter(code => code.includes('DYNAMIC'))).toEqual([
      'CRM_DYNAMIC_1038_DETAIL_ACTIVITY',
      'CRM_DYNAMIC_1038_DETAIL_ACTIVITY',
    ]);
  });
});

describe('a portal that moved', () => {
  it('is called at its new address once an exchange proved it, and loses nothing (SE-3)', async () => {
    await system.control.live(FIRST, { do: 'move' });
    expect((await check()).failed).toEqual([]);
    const [portal] = await database.rows<{ client_endpoint: string }>('select client_endpoint from portal where member_id = $1', [FIRST]);
    expect(portal?.client_endpoint).toMatch(/-moved-1\/rest\/$/);
    await system.control.live(FIRST, { do: 'move' });
    // Also when the first who notices is an employee who opens a card.
    expect((await openCard(system, DEAL, PETER)).page.problem).toBeNull();
  });
});

describe('the owner of the rights', () => {
  it('left the portal: messages go on, an administrator takes over, and what waited is written (A-3, A-21, Q-22)', async () => {
    const peter = await session(system, PETER);
    await system.control.live(FIRST, { do: 'dismiss', employeeId: 1 });
    await until(
      'the dismissal is known',
      async () => (await workingAs(peter)).state === 'DISMISSED' || (await workingAs(peter)).state === 'REFUSED',
    );
    const text = 'Сообщение без хозяина прав';
    const id = await send(peter, text);
    await until(
      'the client has read it',
      async () => (await oneField<{ status: string }>(system, peter, `{ message(id: "${id}") { status } }`)).status === 'READ',
    );

    await system.control.live(FIRST, { do: 'set-administrator', employeeId: 7, isAdministrator: true });
    const { page } = await openApplication(system, ANNA);
    const anna = page.sessionToken ?? '';
    // With a pair of another administrator Bitrix24 tells that he is gone.
    await until('it is known why', async () => (await workingAs(anna)).state === 'DISMISSED');
    // What he held ends with him (SE-4), and it is recorded by his name.
    await until('his key opens nothing', async () => !(await isKnown(key)));
    const { nodes } = await oneField<{ nodes: { what: string; subject: string | null }[] }>(
      system,
      anna,
      '{ changes { nodes { what subject } } }',
    );
    expect(nodes).toContainEqual({ what: 'EMPLOYEE_DISMISSED', subject: 'Мария Смирнова' });
    const refused = await oneField<{ reason: string }>(
      system,
      peter,
      'mutation { takeOverRights { ... on NotAllowed { reason: code } ... on GeneralRefusal { reason: code } } }',
    );
    expect(refused.reason).toBe('FORBIDDEN');
    const taken = await oneField<{ portal: { workingAs: object } }>(
      system,
      anna,
      'mutation { takeOverRights { ... on RightsTakenOver { portal { workingAs { employee { id name } state } } } ... on Refusal { code } } }',
    );
    expect(taken.portal.workingAs).toEqual({ employee: { id: '7', name: 'Анна Кузнецова' }, state: 'OK' });
    await until('the block says what the client did', async () =>
      (await system.control.timeline(DEAL)).some(record => record.text === text && record.badge === 'Прочитано'),
    );
    expect((await check(anna)).failed).toEqual([]);
  });

  it('lost the administrator’s right: that is known, and another one takes over (A-21)', async () => {
    const { page } = await openApplication(system, ANNA);
    const anna = page.sessionToken ?? '';
    await system.control.live(FIRST, { do: 'set-administrator', employeeId: 7, isAdministrator: false });
    await until('it is known', async () => (await workingAs(anna)).state === 'NOT_ADMINISTRATOR');
    await system.control.live(FIRST, { do: 'reinstate', employeeId: 1 });
    const maria = (await openApplication(system, MARIA)).page.sessionToken ?? '';
    await oneField(system, maria, 'mutation { takeOverRights { ... on RightsTakenOver { portal { id } } ... on Refusal { code } } }');
    expect(await workingAs(maria)).toMatchObject({ employee: { id: '1' }, state: 'OK' });
    // Reinstated, she may come in again; her former keys stay revoked (SE-7).
    expect(await isKnown(key)).toBe(false);
    const made = await oneField<{ token: string }>(
      system,
      maria,
      'mutation { createPartnerKey(input: { title: "Касса" }) { ... on PartnerKeyCreated { token } ... on Refusal { code } } }',
    );
    key = made.token;
    const { nodes } = await oneField<{ nodes: { what: string; before: string | null; after: string | null }[] }>(
      system,
      maria,
      '{ changes { nodes { what before after } } }',
    );
    const taken = nodes.find(({ what }) => what === 'RIGHTS_TAKEN_OVER');
    expect([taken?.before, taken?.after].map(values => JSON.parse(values ?? '') as unknown)).toEqual([
      { workingAs: { id: '7', name: 'Анна Кузнецова' } },
      { workingAs: { id: '1', name: 'Мария Смирнова' } },
    ]);
  });
});

describe('an uninstallation', () => {
  it('that somebody forged ends by itself: the portal takes our token, and keys open again (SE-2)', async () => {
    const { form } = await openApplication(system, PETER);
    const body = { event: 'ONAPPUNINSTALL', 'auth[member_id]': FIRST, 'auth[application_token]': form.fields['APPLICATION_TOKEN'] ?? '' };
    const response = await fetch(`${system.productUrl}/bitrix24/events`, { method: 'POST', body: new URLSearchParams(body) });
    expect(response.status).toBe(200);
    await until('the worker saw through it', () => system.worker.log().includes('but the portal takes our token'));
    await until('the key opens again', () => isKnown(key));
  });

  it('closes everything at once and keeps everything; installed again, the same keys and accounts work (SE-2, A-22)', async () => {
    await send(key, 'До удаления');
    const count = () => database.rows<{ count: number }>('select count(*)::int as count from message');
    const before = await count();
    await system.control.live(FIRST, { do: 'uninstall', clean: true });
    await until('the key opens nothing', async () => !(await isKnown(key)));
    await until('the portal’s own refusal is known', () => system.worker.log().includes('the application is uninstalled'));
    expect(await count()).toEqual(before);

    expect((await openInstaller(system, MARIA)).page.problem).toBeNull();
    await finishInstallation(system, MARIA);
    await until('the key opens again', () => isKnown(key));
    expect(await count()).toEqual(before);
    const id = await send(key, 'После возвращения');
    await until('it is delivered', async () =>
      ['DELIVERED', 'READ'].includes((await oneField<{ status: string }>(system, key, `{ message(id: "${id}") { status } }`)).status),
    );
  });
});
