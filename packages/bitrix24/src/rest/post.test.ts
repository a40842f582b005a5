import { describe, expect, it } from 'vitest';
import { FakePortal } from './fake-portal.ts';

describe('the guarded way out', () => {
  it.each([
    'https://127.0.0.1:1/rest/profile',
    'https://localhost:1/rest/profile',
    'https://[::1]:1/rest/profile',
    'http://example.com/rest/profile',
  ])('sends nothing to %s unless it is named as private (SE-32)', async url => {
    await using portal = await FakePortal.open();
    const answer = await portal.post().json(url, {});
    expect(answer.ok ? null : answer.failure.kind).toBe('not-sent');
  });

  it('exempts a host with this port only', async () => {
    await using portal = await FakePortal.open();
    expect((await portal.post().json(`http://${portal.host}/rest/profile`, { auth: 't' })).ok).toBe(true);
    const [host = ''] = portal.host.split(':');
    expect((await portal.post({}, [`${host}:1`]).json(`http://${portal.host}/rest/profile`, { auth: 't' })).ok).toBe(false);
    expect(portal.calls).toHaveLength(1);
  });

  it('knows that a refused connection brought nothing (RE-9)', async () => {
    await using portal = await FakePortal.open();
    const answer = await portal.post({}, ['127.0.0.1:1']).json('http://127.0.0.1:1/rest/profile', {});
    expect(answer.ok ? null : answer.failure).toMatchObject({ kind: 'not-sent', code: 'ECONNREFUSED' });
  });
});
