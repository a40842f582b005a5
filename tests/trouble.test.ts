/** Trouble around the product: each gets a sentence and a way on, and nothing accepted is lost (Q-2, Q-22, RE-43, RE-51). */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OlchatError, type OlchatClient } from '@olchat/client';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from './support/client.ts';
import { freeze } from './support/freeze.ts';
import { openApplication } from './support/portal.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

/** Requests at once that want a connection of the API's largest pool. */
const MORE_THAN_CONNECTIONS = 16;

let system: System;
let client: OlchatClient;
let account: string;
let recipient: string;

beforeAll(async () => {
  system = await startSystem();
  await system.control.auto({ deliverAfterMs: 50, readAfterMs: 100 });
  client = partnerClient(system);
  account = await accountId(system);
  recipient = await recipientId(client, account, DEAL, IVAN);
});

afterEach(() => system.control.clearFaults());

afterAll(async () => {
  await client.close();
  await system.stop();
});

const send = async (text: string) =>
  expectMember(
    await client.sendMessage({ input: { idempotencyKey: randomUUID(), card: DEAL, accountId: account, recipientId: recipient, text } }),
    'MessageAccepted',
  ).accepted;
const statusOf = async (id: string) => (await client.message({ id }))?.status;
const stateOf = async () => (await client.accounts()).find(candidate => candidate.id === account)?.state;

describe('a dead messenger', () => {
  it('is a state of the account; what was accepted meanwhile leaves when it is back (C-8, Q-2)', async () => {
    await system.control.faults([{ service: 'whatsapp-web', method: 'login', do: 'close' }]);
    await system.sandbox.kill('SIGKILL');
    await until('the account is connecting', async () => (await stateOf()) === 'CONNECTING');
    system.sandbox.start();
    await until('the sandbox answers', async () => (await system.control.ledger()).length > 0);
    const { id } = await send('Пока мессенджер лежит');
    expect(await statusOf(id)).toBe('QUEUED');
    await system.control.clearFaults();
    await until('it is read', async () => (await statusOf(id)) === 'READ', 90_000);
    expect(await system.control.sent('Пока мессенджер лежит')).toHaveLength(1);
  });
});

describe('a portal that refuses our tokens', () => {
  it('does not stop the sending; the timeline follows when an administrator opens the application (Q-22, RE-43, E-07)', async () => {
    await system.control.faults([
      { service: 'bitrix24', method: 'crm.activity.configurable.add', do: 'refuse', code: 'expired_token', status: 401 },
      { service: 'bitrix24', method: 'oauth.token', do: 'refuse', code: 'invalid_grant', status: 400 },
    ]);
    const text = `Битрикс24 нас не узнаёт ${randomUUID()}`;
    const { id } = await send(text);
    await until('it is read', async () => (await statusOf(id)) === 'READ');
    expect((await system.control.timeline(DEAL)).filter(record => record.text?.includes(text))).toEqual([]);
    await system.control.clearFaults();
    await openApplication(system);
    const badges = async () =>
      (await system.control.timeline(DEAL)).filter(record => record.text?.includes(text)).map(({ badge }) => badge);
    await until('the record is written', async () => (await badges()).includes('Прочитано'), 90_000);
    expect(await badges()).toEqual(['Прочитано']);
  });
});

describe('a lost answer of Bitrix24', () => {
  it('makes neither two records in the timeline nor two copies in the chat (RE-10)', async () => {
    const text = `Потерянный ответ ${randomUUID()}`;
    await system.control.faults([
      { service: 'bitrix24', method: 'crm.activity.configurable.add', do: 'lose-answer', times: 1 },
      { service: 'bitrix24', method: 'imconnector.send.messages', do: 'lose-answer', times: 1 },
    ]);
    const { id } = await send(text);
    await until('it is read', async () => (await statusOf(id)) === 'READ');
    await until('the badge is true', async () =>
      (await system.control.timeline(DEAL)).some(record => record.text?.includes(text) && record.badge === 'Прочитано'),
    );
    await until(
      'it is published',
      async () => (await client.message({ id }))?.publicationFailure === null && (await client.message({ id }))?.chat !== null,
    );
    await system.control.clearFaults();
    expect((await system.control.timeline(DEAL)).filter(record => record.text?.includes(text))).toHaveLength(1);
    const copies = (await system.control.chats()).flatMap(chat => chat.messages).filter(message => message.text.includes(text));
    expect(copies).toHaveLength(1);
  });
});

describe('no PostgreSQL', () => {
  it('is said to callers as UNAVAILABLE, and everything goes on when it is back', async () => {
    const { id } = await send('Перед остановкой базы');
    await until('it is read', async () => (await statusOf(id)) === 'READ');
    freeze(system.postgres.pid, 'SIGSTOP');
    const begun = system.program('begun', { ROLE: 'worker' });
    begun.start();
    try {
      await until('a worker that begins now waits', () => begun.log().includes('the database does not answer yet'));
      expect((await fetch(`${system.productUrl}/health/live`)).status).toBe(200);
      const failed = await Promise.all(
        Array.from({ length: MORE_THAN_CONNECTIONS }, () => client.viewer().catch((error: unknown) => error)),
      );
      for (const error of failed) {
        expect(error).toBeInstanceOf(OlchatError);
        expect((error as OlchatError).code).toBe('UNAVAILABLE');
      }
    } finally {
      freeze(system.postgres.pid, 'SIGCONT');
    }
    await system.waitUntilReady();
    await until('the worker that waited has begun', () => begun.log().includes('"started"'));
    await begun.kill();
    const text = `После паузы базы ${randomUUID()}`;
    const again = await until('it is accepted', () => send(text));
    await until('it is read', async () => (await statusOf(again.id)) === 'READ', 90_000);
    expect((await system.control.sent(text)).length).toBe(1);
    // No connection was lost for good: all requests of before find one, and the process can end in time (RE-51, RE-55).
    await Promise.all(Array.from({ length: MORE_THAN_CONNECTIONS }, () => client.viewer()));
    await system.api.kill();
    expect(await system.api.ended()).toBe(0);
    system.api.start();
    await system.waitUntilReady();
  });
});

describe('settings that do not fit', () => {
  it('stop the start with all problems at once (SE-55)', async () => {
    const broken = system.program('broken', { ROLE: 'api', PORT: 'eighty', MASTER_KEY: 'short', WHATSAPP_WEB_URL: 'ws://example.org/' });
    broken.start();
    expect(await broken.ended()).toBe(1);
    expect(broken.log()).toMatch(/PORT/);
    expect(broken.log()).toMatch(/MASTER_KEY/);
    expect(broken.log()).toMatch(/WHATSAPP_WEB_URL/);
  });

  it('name an occupied port and a wrong master key', async () => {
    const taken = system.program('taken', { ROLE: 'api' });
    const wrongKey = system.program('wrong-key', { ROLE: 'worker', MASTER_KEY: Buffer.alloc(32, 7).toString('base64') });
    for (const program of [taken, wrongKey]) program.start();
    expect(await taken.ended()).toBe(1);
    expect(taken.log()).toContain('set PORT to another number');
    expect(await wrongKey.ended()).toBe(1);
    expect(wrongKey.log()).toContain('another master key');
  });
});
