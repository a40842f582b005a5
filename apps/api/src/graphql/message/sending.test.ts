/** Sending through the API: what is accepted, refused and cancelled (Q-1, K-2, Q-21). */
import { newId, type AccountId } from '@olchat/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addMessage, addRecipient } from '../testing/builders.ts';
import { ADMINISTRATOR } from '../testing/fake-portal.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

describe('sending', () => {
  const SEND = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename
    ... on MessageAccepted { duplicate accepted: message { id status text sender { name } history { status source } } messages { id } }
    ... on Refusal { code text: message retry } ... on ContentRejected { field limit } ... on NotAllowed { right } ... on AccountUnavailable { state } } }`;

  async function send(fields: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const recipient = await addRecipient(server.services);
    const input = {
      idempotencyKey: 'k',
      card: { type: 'DEAL', id: '17' },
      accountId: server.services.account.id,
      recipientId: recipient.id,
      text: 'Здравствуйте',
      ...fields,
    };
    return (await server.ask<{ sendMessage: Record<string, unknown> }>('employee', SEND, { input })).sendMessage;
  }

  it('accepts a message, once per key (Q-1)', async () => {
    const first = await send();
    expect(first).toMatchObject({
      __typename: 'MessageAccepted',
      duplicate: false,
      accepted: {
        status: 'QUEUED',
        text: 'Здравствуйте',
        sender: { name: 'Мария Ким' },
        history: [{ status: 'QUEUED', source: 'PERSON' }],
      },
    });
    expect(await send()).toMatchObject({ duplicate: true, accepted: { id: (first['accepted'] as { id: string }).id } });
    expect(await send({ text: 'Другое' })).toMatchObject({ __typename: 'GeneralRefusal', code: 'IDEMPOTENCY_CONFLICT' });
    expect(server.services.rows.messages.size).toBe(1);
  });

  it('answers refusals in the shape of their data (E-20, E-02, E-71)', async () => {
    expect(await send({ text: null })).toMatchObject({
      __typename: 'ContentRejected',
      code: 'TEXT_EMPTY',
      field: 'text',
      text: 'Напишите текст сообщения.',
    });
    expect(await send({ idempotencyKey: 'long', text: 'x'.repeat(1001) })).toMatchObject({
      __typename: 'ContentRejected',
      code: 'TEXT_TOO_LONG',
      limit: 1000,
    });
    expect(await send({ idempotencyKey: 'card', card: { type: 'DEAL', id: '404' } })).toMatchObject({
      __typename: 'GeneralRefusal',
      code: 'NOT_FOUND',
    });
    const missing = await send({ idempotencyKey: 'a', accountId: newId<AccountId>() });
    expect(missing).toMatchObject({ __typename: 'AccountUnavailable', code: 'ACCOUNT_NOT_FOUND', state: null });
    expect(await send({ idempotencyKey: 'b', accountId: 'not-an-id' })).toEqual(missing);
    server.services.account.state = 'DISCONNECTED';
    expect(await send({ idempotencyKey: 'c' })).toMatchObject({
      __typename: 'AccountUnavailable',
      code: 'ACCOUNT_NOT_CONNECTED',
      state: 'DISCONNECTED',
      retry: 'AFTER_FIX',
    });
  });

  it('refuses texts that cannot be stored as malformed input', async () => {
    await expect(send({ text: 'a\0b' })).rejects.toThrow(/^BAD_USER_INPUT/);
  });

  it('cancels for the sender only; for others the message is not there (Q-21, E-71)', async () => {
    const message = await addMessage(server.services, { senderId: ADMINISTRATOR });
    const cancel = (token: string) =>
      server.ask(
        token,
        'mutation ($id: ID!) { cancelMessage(input: { messageId: $id }) { __typename ... on MessageCancelled { message { status } } ... on Refusal { code } } }',
        { id: message.id },
      );
    expect(await cancel('employee')).toEqual({ cancelMessage: { __typename: 'GeneralRefusal', code: 'NOT_FOUND' } });
    expect(await cancel('admin')).toEqual({ cancelMessage: { __typename: 'MessageCancelled', message: { status: 'CANCELLED' } } });
    expect(await cancel('admin')).toEqual({ cancelMessage: { __typename: 'GeneralRefusal', code: 'ALREADY_FINAL' } });
  });

  it('puts a shape that a union does not list into GeneralRefusal, code and all', async () => {
    const answer = await server.ask(
      'admin',
      'mutation { disconnectAccount(input: { accountId: "x", queued: KEEP }) { __typename ... on Refusal { code } } }',
    );
    expect(answer).toEqual({ disconnectAccount: { __typename: 'GeneralRefusal', code: 'ACCOUNT_NOT_FOUND' } });
  });

  it('answers "can I write?" with every reason and without a check (K-2)', async () => {
    const recipient = await addRecipient(server.services, '+79000000000');
    server.services.account.state = 'RESTRICTED';
    const data = await server.ask(
      'employee',
      'query ($a: ID!, $r: ID!) { canWrite(accountId: $a, recipientId: $r) { answer reasons { code } } }',
      {
        a: server.services.account.id,
        r: recipient.id,
      },
    );
    expect(data).toEqual({ canWrite: { answer: 'NO', reasons: [{ code: 'ACCOUNT_RESTRICTED' }, { code: 'OWN_NUMBER' }] } });
    expect(server.services.rows.tasks).toEqual([]);
  });
});
