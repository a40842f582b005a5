/** Who calls, by which token, and what a key of a partner takes (SE-7, SE-13, SE-20). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addMessage } from './testing/builders.ts';
import { EMPLOYEE } from './testing/fake-portal.ts';
import { FakeServices } from './testing/fake-services.ts';
import { startTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

describe('who is calling', () => {
  it('answers UNAUTHENTICATED without a token and with an unknown one (SE-13)', async () => {
    for (const token of [null, 'nobody']) {
      const { body } = await server.raw(token, { query: '{ viewer { locale } }' });
      expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('says who calls', async () => {
    const data = await server.ask(
      'employee',
      '{ viewer { portal { title } employee { id name } isAdministrator locale textLimit lastAccountId } }',
    );
    expect(data).toEqual({
      viewer: {
        portal: { title: 'portal.example' },
        employee: { id: EMPLOYEE, name: 'Мария Ким' },
        isAdministrator: false,
        locale: 'ru',
        textLimit: 1000,
        lastAccountId: null,
      },
    });
  });

  it('lets a widget session neither introspect nor query by GET (SE-20)', async () => {
    expect((await server.raw('widget', { query: '{ __schema { types { name } } }' })).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await server.raw('employee', { query: '{ __schema { types { name } } }' })).body.errors).toBeUndefined();
    const byGet = await fetch(`${server.url}/graphql?query={viewer{locale}}`, { headers: { authorization: 'Bearer widget' } });
    expect(byGet.status).toBe(405);
  });

  it('keeps a foreign portal apart: its token sees nothing of ours', async () => {
    const message = await addMessage(server.services);
    const other = new FakeServices();
    server.services.storage.rows.set(other.portalId, other.rows);
    server.services.callers.set('other', other.caller(EMPLOYEE, 'PARTNER_KEY'));
    expect(await server.ask('other', 'query ($id: ID!) { message(id: $id) { id } messages { nodes { id } } }', { id: message.id })).toEqual(
      {
        message: null,
        messages: { nodes: [] },
      },
    );
  });

  it('makes keys for administrators only, and shows the token once (SE-7)', async () => {
    const create = (token: string, title: string) =>
      server.ask(
        token,
        'mutation ($t: String!) { createPartnerKey(input: { title: $t }) { __typename ... on PartnerKeyCreated { token key { title } } ... on NotAllowed { right } ... on ContentRejected { field } } }',
        { t: title },
      );
    expect(await create('employee', 'x')).toEqual({ createPartnerKey: { __typename: 'NotAllowed', right: 'ADMINISTRATOR' } });
    expect(await create('admin', ' ')).toEqual({ createPartnerKey: { __typename: 'ContentRejected', field: 'title' } });
    expect(await create('admin', 'Сайт')).toEqual({
      createPartnerKey: { __typename: 'PartnerKeyCreated', token: 'olc_new', key: { title: 'Сайт' } },
    });
  });
});
