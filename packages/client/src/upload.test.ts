import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOlchatClient, NO_ANSWER } from './index.ts';
import type { UploadOptions } from './upload.ts';

interface Seen {
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

let server: Server;
let seen: Seen[];
let answer: (seen: Seen) => { status: number; body: string } | null;

beforeEach(async () => {
  seen = [];
  answer = () => ({ status: 200, body: JSON.stringify({ fileId: 'f1', name: 'счёт.pdf', size: 4, mime: 'application/pdf' }) });
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const one = { url: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces).toString() };
      seen.push(one);
      const said = answer(one);
      if (said !== null) response.writeHead(said.status, { 'content-type': 'application/json' }).end(said.body);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
});

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const client = (more: object = {}) =>
  createOlchatClient({ url: `${origin()}/graphql`, subscriptionUrl: 'ws://127.0.0.1:1/graphql', token: () => 'key', ...more });
const upload = (options?: UploadOptions, more?: object) => client(more).upload(new File(['%PDF'], 'счёт (1).pdf'), options);

describe('an upload', () => {
  it('brings the bytes beside the GraphQL address, with the name that the client sees', async () => {
    expect(await upload()).toEqual({ __typename: 'UploadedFile', fileId: 'f1', name: 'счёт.pdf', size: 4, mime: 'application/pdf' });
    expect(seen).toMatchObject([
      {
        url: '/files',
        body: '%PDF',
        headers: {
          authorization: 'Bearer key',
          'content-disposition': `attachment; filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82%20%281%29.pdf`,
        },
      },
    ]);
  });

  it('says that it is a recording, and how it sounds, a byte a bar', async () => {
    await upload({ as: 'voice', name: 'voice.webm', waveform: [0, 50, 100] });
    const query = new URL(seen[0]?.url ?? '', origin()).searchParams;
    expect([query.get('as'), [...Buffer.from(query.get('waveform') ?? '', 'base64url')]]).toEqual(['voice', [0, 50, 100]]);
    expect(seen[0]?.headers['content-disposition']).toContain('voice.webm');
  });

  it('answers a known no as a value, with its limits', async () => {
    const no = { code: 'FILE_TOO_LARGE', message: 'Файл слишком большой', maxBytes: 26_214_400, linkMaxBytes: 104_857_600 };
    answer = () => ({ status: 413, body: JSON.stringify(no) });
    expect(await upload()).toEqual({ __typename: 'UploadRefused', ...no });
  });

  it.each([
    ['a page of a proxy', { status: 502, body: '<h1>Bad gateway</h1>' }],
    ['an error of the server', { status: 500, body: '{"code":"INTERNAL","message":"…"}' }],
  ])('throws NO_ANSWER for %s', async (_what, said) => {
    answer = () => said;
    await expect(upload()).rejects.toMatchObject({ name: 'OlchatError', code: NO_ANSWER });
  });

  it('throws NO_ANSWER when nobody answers', async () => {
    await expect(upload({}, { filesUrl: 'http://127.0.0.1:1/files' })).rejects.toMatchObject({ code: NO_ANSWER });
  });

  it('gets a new token once and brings the file again', async () => {
    let token = 'old';
    answer = ({ headers }) =>
      headers.authorization === 'Bearer new'
        ? { status: 200, body: '{"fileId":"f2"}' }
        : { status: 401, body: '{"code":"UNAUTHENTICATED","message":"…"}' };
    const renewing = { token: () => token, onUnauthenticated: () => void (token = 'new') };
    expect(await upload({}, renewing)).toMatchObject({ fileId: 'f2' });
    expect(seen.map(({ body }) => body)).toEqual(['%PDF', '%PDF']);
    await expect(upload({}, { token: () => 'old' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('ends with the reason of its signal', async () => {
    const stop = new AbortController();
    answer = () => {
      stop.abort(new Error('enough'));
      return null;
    };
    await expect(upload({ signal: stop.signal })).rejects.toThrow('enough');
    await expect(upload({ signal: stop.signal })).rejects.toThrow('enough');
    expect(seen).toHaveLength(1);
  });
});

describe('in a browser', () => {
  /** What a browser does with it, in order, when told. */
  class FakeXhr {
    static last: FakeXhr | undefined;
    status = 0;
    responseText = '';
    upload: { onprogress: ((event: object) => void) | null } = { onprogress: null };
    onload: (() => void) | null = null;
    onerror: (() => void) | null = null;
    onabort: (() => void) | null = null;
    headers: Record<string, string> = {};
    isSent = false;
    constructor() {
      FakeXhr.last = this;
    }
    open(): void {}
    setRequestHeader(name: string, value: string): void {
      this.headers[name] = value;
    }
    send(): void {
      this.isSent = true;
    }
    abort(): void {
      this.onabort?.();
    }
  }

  /** Settled or not, its end is a value; the request of the browser is there. */
  async function begun(options: UploadOptions) {
    vi.stubGlobal('XMLHttpRequest', FakeXhr);
    const before = FakeXhr.last;
    const end = upload(options).then(
      value => ({ value }),
      (error: unknown) => ({ error }),
    );
    await vi.waitFor(() => expect(FakeXhr.last !== before && FakeXhr.last?.isSent).toBe(true));
    return { end, xhr: FakeXhr.last! };
  }

  it('it tells how far it is, as the bytes leave', async () => {
    const shares: number[] = [];
    const { end, xhr } = await begun({ onProgress: share => shares.push(share) });
    xhr.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 4 });
    xhr.upload.onprogress?.({ lengthComputable: false, loaded: 2, total: 0 });
    xhr.upload.onprogress?.({ lengthComputable: true, loaded: 4, total: 4 });
    Object.assign(xhr, { status: 200, responseText: '{"fileId":"f3"}' });
    xhr.onload?.();
    expect(await end).toMatchObject({ value: { fileId: 'f3' } });
    expect(shares).toEqual([0.25, 1]);
    expect(xhr.headers['authorization']).toBe('Bearer key');
  });

  it('it stops when its signal says so, and a broken line is NO_ANSWER', async () => {
    const stop = new AbortController();
    const stopped = await begun({ signal: stop.signal });
    stop.abort(new Error('the employee removed it'));
    expect(await stopped.end).toMatchObject({ error: { message: 'the employee removed it' } });
    const broken = await begun({});
    broken.xhr.onerror?.();
    expect(await broken.end).toMatchObject({ error: { code: NO_ANSWER } });
  });
});
