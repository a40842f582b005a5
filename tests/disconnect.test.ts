/** «Отключить аккаунт» and connecting again (C-6, G-6, Q-24): the line, its chats and the queue stay. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoginDocument, type OlchatClient } from '@olchat/client';
import { accountId, DEAL, expectMember, IVAN, partnerClient, recipientId } from './support/client.ts';
import { until } from './support/process.ts';
import { startSystem, type System } from './support/system.ts';

const COMPANY_PHONE = '79000000091';

let system: System;
let client: OlchatClient;
let account: string;
let recipient: string;

beforeAll(async () => {
  system = await startSystem();
  client = partnerClient(system);
  account = await accountId(system);
  recipient = await recipientId(client, account, DEAL, IVAN);
});

afterAll(async () => {
  await client.close();
  await system.stop();
});

const own = async () => (await client.accounts()).find(candidate => candidate.id === account);
const linkedDevices = async () => (await system.control.get<{ linkedDevices: number }>(`/phones/whatsapp:${COMPANY_PHONE}`)).linkedDevices;
const send = () =>
  client.sendMessage({
    input: {
      idempotencyKey: randomUUID(),
      card: DEAL,
      accountId: account,
      recipientId: recipient,
      text: 'После отключения',
      publication: 'NONE',
    },
  });

describe('an account', () => {
  it('is unlinked at the phone when disconnected, refuses to send with a reason, and comes back to its line by a new code', async () => {
    await client.disconnectAccount({ input: { accountId: account, queued: 'KEEP' } });
    await until('it is disconnected', async () => (await own())?.state === 'DISCONNECTED');
    await until('the phone has forgotten the device', async () => (await linkedDevices()) === 0);
    expect(await send()).toMatchObject({ __typename: 'AccountUnavailable', code: 'ACCOUNT_NOT_CONNECTED' });

    const lineId = (await own())?.line?.id ?? '';
    const step = expectMember(await client.connectAccount({ input: { kind: 'WHATSAPP_WEB', lineId } }), 'LoginStep');
    expect(step).toMatchObject({ accountId: account, kind: 'QR' });
    await system.control.act(COMPANY_PHONE, { do: 'scan', qr: step.qr ?? '' });
    await until('it is connected', async () => (await own())?.state === 'CONNECTED');
    const { accepted } = expectMember(await send(), 'MessageAccepted');
    await until('it is read', async () => (await client.message({ id: accepted.id }))?.status === 'READ');
    expect(await system.control.sent('После отключения')).toHaveLength(1);
  });

  it('refuses a second account on its line (G-5)', async () => {
    const lineId = (await own())?.line?.id ?? '';
    expect(await client.connectAccount({ input: { kind: 'WHATSAPP_WEB', lineId } })).toMatchObject({ code: 'LINE_TAKEN' });
  });

  it('cancels what waits when the person says so (Q-24)', async () => {
    await system.worker.kill('SIGKILL');
    const { accepted } = expectMember(await send(), 'MessageAccepted');
    await client.disconnectAccount({ input: { accountId: account, queued: 'CANCEL' } });
    expect((await client.message({ id: accepted.id }))?.status).toBe('CANCELLED');
    system.worker.start();
    await until('the phone has forgotten the device', async () => (await linkedDevices()) === 0);
  });

  it('is logged in although the worker died between the keys and its last word (C-2)', async () => {
    const lineId = (await own())?.line?.id ?? '';
    const step = expectMember(await client.connectAccount({ input: { kind: 'WHATSAPP_WEB', lineId } }), 'LoginStep');
    const steps: string[] = [];
    const subscription = client.resumingSubscription(
      LoginDocument,
      { accountId: account },
      { onEvent: ({ kind }) => void steps.push(kind) },
    );
    // The phone links the device; the new connection with the keys does not open.
    await system.control.faults([{ service: 'whatsapp-web', method: 'login', do: 'close' }]);
    await system.control.act(COMPANY_PHONE, { do: 'scan', qr: step.qr ?? '' });
    await until('the device has its keys', async () => (await own())?.state === 'CONNECTING');
    await system.worker.kill('SIGKILL');
    await system.control.clearFaults();
    system.worker.start();
    await until('it is connected', async () => (await own())?.state === 'CONNECTED');
    await until('the login is done', () => steps.includes('DONE'));
    subscription.stop();
  });
});
