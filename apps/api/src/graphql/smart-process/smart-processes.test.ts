import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const list = '{ smartProcesses { smartProcessTypeId title embedded hasClients } }';
const change = (mutation: string, success: string) =>
  `mutation ($id: ID!) { ${mutation}(input: { smartProcessTypeId: $id }) { __typename ... on ${success} { smartProcess { smartProcessTypeId embedded } } ... on NotAllowed { right } ... on Refusal { code } } }`;
const EMBED = change('embedInSmartProcess', 'SmartProcessEmbedded');
const REMOVE = change('removeFromSmartProcess', 'SmartProcessReleased');

describe('smart processes', () => {
  it('are embedded and released by administrators, and listed with their state (S-25)', async () => {
    const ask = (document: string) => server.ask('admin', document, { id: '1038' });
    const type = { smartProcessTypeId: '1038', title: 'Проекты', hasClients: true };
    expect(await server.ask('admin', list)).toEqual({ smartProcesses: [{ ...type, embedded: false }] });
    expect(await ask(EMBED)).toEqual({
      embedInSmartProcess: { __typename: 'SmartProcessEmbedded', smartProcess: { smartProcessTypeId: '1038', embedded: true } },
    });
    expect(await server.ask('admin', list)).toEqual({ smartProcesses: [{ ...type, embedded: true }] });
    expect(await ask(REMOVE)).toEqual({
      removeFromSmartProcess: { __typename: 'SmartProcessReleased', smartProcess: { smartProcessTypeId: '1038', embedded: false } },
    });
  });

  it('are refused to employees, and where there is none', async () => {
    expect(await server.ask('employee', EMBED, { id: '1038' })).toEqual({
      embedInSmartProcess: { __typename: 'NotAllowed', right: 'ADMINISTRATOR', code: 'FORBIDDEN' },
    });
    expect((await server.raw('employee', { query: list })).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await server.ask('admin', EMBED, { id: '1999' })).toEqual({
      embedInSmartProcess: { __typename: 'GeneralRefusal', code: 'NOT_FOUND' },
    });
    for (const id of ['', '0', '-1', '1038; drop', '99999999999']) {
      expect((await server.raw('admin', { query: EMBED, variables: { id } })).body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});
