/** What operators, partners and strangers are told of the server (RE-55, RE-58, RE-59, SE-21). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CARD, DoorsBench, OPENED } from './testing/doors-bench.ts';

const bench = new DoorsBench();
const { form } = bench;

beforeEach(() => bench.start());
afterEach(() => bench.server.close());

describe('operations', () => {
  it('say live always and ready only when the database is (RE-58)', async () => {
    expect((await fetch(`${bench.server.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${bench.server.url}/health/ready`)).status).toBe(200);
    await bench.restart({}, { isReady: async () => false });
    expect((await fetch(`${bench.server.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${bench.server.url}/health/live`)).status).toBe(200);
  });

  it('stop being ready while they still answer, and close connections (RE-55)', async () => {
    const closing = bench.server.server.close({ graceMs: 300, spreadMs: 0 });
    const response = await fetch(`${bench.server.url}/health/ready`);
    expect(response.status).toBe(503);
    expect(response.headers.get('connection')).toBe('close');
    expect(await bench.server.ask('employee', '{ viewer { locale } }')).toEqual({ viewer: { locale: 'ru' } });
    await closing;
  });

  it('show the measures that page a person (RE-59)', async () => {
    const text = await (await fetch(`${bench.server.url}/metrics`)).text();
    expect(text).toContain('olchat_oldest_ready_task_seconds 2');
    expect(text).toContain('olchat_open_sockets 0');
    expect(text).not.toContain('olchat_unconfirmed_messages');
  });

  it('show the schema, and an explorer that loads nothing from elsewhere', async () => {
    expect(await (await fetch(`${bench.server.url}/schema.graphql`)).text()).toContain('type Mutation {');
    const response = await fetch(`${bench.server.url}/graphql`, { headers: { accept: 'text/html,application/xhtml+xml' } });
    expect(response.headers.get('content-type')).toContain('text/html');
    const html = await response.text();
    const nonce = /nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
    expect(html).toContain(`<script nonce="${nonce}">`);
    expect(html).not.toMatch(/https?:\/\/|src=/);
  });

  it('tell a stranger nothing about the inside (SE-21)', async () => {
    bench.server.services.portals.findByMemberId = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.1:5432'));
    const response = await form(CARD, OPENED);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/ECONNREFUSED|10\.0/);
    expect(response.headers.get('server')).toBeNull();
  });
});
