/** Section 11 on the whole system: what the portal's people are told, where, and how often (N-1…N-7, A-5). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OlchatClient } from '@olchat/client';
import { accountId, expectMember, partnerClient, recipientId } from './support/client.ts';
import { noticeBoard, noticesIn } from './support/notices.ts';
import { FIRST } from './support/portal.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

/** Neither has WhatsApp. */
const DMITRY = { card: { type: 'CONTACT', id: '54' } as const, number: '79000000015' };
const ELENA = { card: { type: 'CONTACT', id: '52' } as const, number: '79000000014' };
const IRINA = '7';

let system: System;
let client: OlchatClient;
let account: string;
let title: string;

beforeAll(async () => {
  system = await startSystem();
  client = partnerClient(system);
  account = await accountId(system);
  title = (await client.accounts()).find(({ id }) => id === account)?.title ?? '';
});

afterAll(async () => {
  await client.close();
  await system.stop();
});

async function ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const response = await fetch(system.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${system.credentials.partnerKey}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
  if (data === undefined || data === null) throw new Error(JSON.stringify(errors));
  return data;
}

const told = async (text: string) => noticesIn(await noticeBoard(system)).filter(notice => notice === `«${title}» ${text}`);

describe('the chat of notices', () => {
  it('is made by the application and tells that an account is connected, in the form of N-1', async () => {
    await until('the notice stands', async () => (await told(`Коннектор "${title}" подключен.`)).length === 1);
    const board = await noticeBoard(system);
    expect(board.chats).toHaveLength(1);
    expect(board.chats[0]?.title).toBe('OLChat: уведомления');
    expect(board.chats[0]?.messages[0]?.text).toMatch(/^«.+» \[\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d MSK\] Коннектор/);
  });

  it('is named to administrators with its readers, who come and go (A-5)', async () => {
    const readers = '{ chatId openUrl employees { id name } }';
    const { notices } = await ask<{ notices: { chatId: string; openUrl: string; employees: { id: string }[] } }>(`{ notices ${readers} }`);
    expect(notices.openUrl).toBe(`${system.portalUrl}/online/?IM_DIALOG=chat${notices.chatId}`);
    expect(notices.employees.map(({ id }) => id)).toEqual(['1']);
    const change = (mutation: 'addNoticeReader' | 'removeNoticeReader', done: string) =>
      ask<Record<string, { notices?: { employees: { id: string; name: string }[] }; code?: string }>>(
        `mutation ($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) {
           ... on ${done} { notices ${readers} } ... on Refusal { code } } }`,
        { input: { employeeId: IRINA } },
      );
    const added = (await change('addNoticeReader', 'NoticeReaderAdded'))['addNoticeReader'];
    expect(added?.notices?.employees.map(({ id, name }) => [id, name !== ''])).toEqual([['1', true], [IRINA, true]]); // prettier-ignore
    const irina = { memberId: FIRST, employeeId: IRINA };
    expect((await noticeBoard(system, irina)).chats).toHaveLength(1);
    await change('removeNoticeReader', 'NoticeReaderRemoved');
    expect((await noticeBoard(system, irina)).chats).toEqual([]);
  });
});

describe('a message that cannot arrive', () => {
  it('is told to its sender under the bell, with the number masked, and counted within ten minutes (N-6, N-7)', async () => {
    const send = async ({ card, number }: typeof DMITRY | typeof ELENA) => {
      const recipient = await recipientId(client, account, card, number);
      const input = { idempotencyKey: randomUUID(), card, accountId: account, recipientId: recipient, text: 'Здравствуйте' };
      return expectMember(await client.sendMessage({ input: { ...input, publication: 'NONE' } }), 'MessageAccepted').accepted.id;
    };
    const failed = async (id: string) => (await client.message({ id }))?.status === 'FAILED';
    const first = await send(DMITRY);
    await until('it failed', () => failed(first));
    const [notice] = await until('its sender is told', async () => {
      const { bell } = await noticeBoard(system);
      return bell.length === 1 ? bell : null;
    });
    expect(notice?.text).toContain('Сообщение клиенту +7900•••15 не отправлено.');
    expect(notice?.text).not.toContain(DMITRY.number.slice(4));
    const second = await send(ELENA);
    await until('it failed', () => failed(second));
    // It waits for the ten minutes to pass.
    expect((await noticeBoard(system)).bell).toEqual([notice]);
  });
});

describe('an account that a person disconnects', () => {
  it('is told once, also when the worker is killed and Bitrix24 loses its answer (N-2, N-7, RE-10)', async () => {
    await system.control.faults([{ service: 'bitrix24', method: 'im.message.add', do: 'lose-answer', times: 1 }]);
    await client.disconnectAccount({ input: { accountId: account, queued: 'KEEP' } });
    await until('the notice stands', async () => (await told(`Коннектор "${title}" отключен.`)).length === 1);
    await system.worker.kill('SIGKILL');
    system.worker.start();
    await until('nothing waits any more', async () => !(await metric('olchat_oldest_ready_task_seconds')), 90_000);
    expect(await told(`Коннектор "${title}" отключен.`)).toHaveLength(1);
    expect((await noticeBoard(system)).chats).toHaveLength(1);
  });
});

const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${system.productUrl}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
};
