/** Accounts and lines through the API (A-10, K-1). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, fakeAccount } from '../testing/fake-portal.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

describe('accounts', () => {
  it('lists only those that the caller may use (A-10)', async () => {
    const closed = Object.assign(fakeAccount(server.services.portalId, 'Закрытая'), {
      access: [{ kind: 'USER', id: ADMINISTRATOR, name: '' }],
    });
    server.services.rows.accounts.set(closed.id, closed);
    const titles = async (token: string) =>
      (await server.ask<{ accounts: { title: string }[] }>(token, '{ accounts { title } }')).accounts.map(({ title }) => title);
    expect(await titles('employee')).toEqual(['Отдел продаж']);
    expect(await titles('admin')).toEqual(['Закрытая', 'Отдел продаж']);
  });

  it('say why they are not connected, what they can do and what is left (K-1)', async () => {
    Object.assign(server.services.account, { state: 'LOGIN_REQUIRED', stateReason: 'DEVICE_LOST' });
    const { accounts } = await server.ask<{ accounts: unknown[] }>(
      'employee',
      `{ accounts { state stateReason { __typename code message } line { id name isActive } capabilities { reportsRead maxTextLength }
         publications { publication available } limits { queueLimit checksPerDay } } }`,
    );
    expect(accounts).toEqual([
      {
        state: 'LOGIN_REQUIRED',
        stateReason: {
          __typename: 'AccountUnavailable',
          code: 'DEVICE_LOST',
          message: expect.stringContaining('Была потеряна связь с устройством.') as string,
        },
        line: { id: '3', name: 'Отдел продаж', isActive: true },
        capabilities: { reportsRead: true, maxTextLength: 4096 },
        publications: ['OUTGOING', 'INCOMING', 'NONE'].map(publication => ({ publication, available: true })),
        limits: { queueLimit: 1000, checksPerDay: 100 },
      },
    ]);
  });

  it('shows lines to administrators only', async () => {
    await expect(server.ask('employee', '{ lines { id } }')).rejects.toThrow(/^FORBIDDEN/);
    expect(await server.ask('admin', '{ lines { id name isActive account { title } } }')).toEqual({
      lines: [{ id: '3', name: 'Отдел продаж', isActive: true, account: { title: 'Отдел продаж' } }],
    });
  });

  it('refuse a connection without a line, or with two', async () => {
    const connect = 'mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { __typename } }';
    await expect(server.ask('admin', connect, { input: { kind: 'WHATSAPP_WEB' } })).rejects.toThrow(/^BAD_USER_INPUT/);
    await expect(server.ask('admin', connect, { input: { kind: 'WHATSAPP_WEB', lineId: '3', newLineName: 'x' } })).rejects.toThrow(
      /^BAD_USER_INPUT/,
    );
  });
});
