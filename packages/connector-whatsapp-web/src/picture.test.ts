import { afterEach, expect, it, vi } from 'vitest';
import { askPicture } from './picture.ts';

const never = new AbortController().signal;
const asked = (url: string) => askPicture({ url: () => Promise.resolve(url), mediaHost: () => Promise.resolve('media.test') }, never);

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['another host', 'https://example.com/v/1.jpg'],
  ['a host that only ends alike', 'https://evilwhatsapp.net/v/1.jpg'],
  ['a line without TLS', 'http://pps.whatsapp.net/v/1.jpg'],
])('does not follow a link to %s (SE-32)', async (_what, url) => {
  const fetched = vi.fn();
  vi.stubGlobal('fetch', fetched);
  expect(await asked(url)).toEqual({ kind: 'unavailable', reason: 'the link leads to another host' });
  expect(fetched).not.toHaveBeenCalled();
});

it.each(['https://pps.whatsapp.net/v/1.jpg', 'https://media.test/v/1.jpg'])('follows a link to the messenger’s own host: %s', async url => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('bytes')));
  expect(await asked(url)).toMatchObject({ kind: 'content' });
});

it('tells a picture that is hidden, or not there, from an answer that failed (H-1)', async () => {
  const refused = (data: number) =>
    askPicture({ url: () => Promise.reject(Object.assign(new Error('refused'), { data })), mediaHost: () => Promise.resolve(null) }, never);
  expect(await Promise.all([refused(401), refused(404), refused(429)])).toMatchObject([
    { kind: 'none' },
    { kind: 'none' },
    { kind: 'unavailable' },
  ]);
});
