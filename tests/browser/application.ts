/** A small application of another site (127.0.0.1 against localhost), whose pages hold the official frame SDK and nothing else. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const SDK = fileURLToPath(new URL('../../node_modules/@bitrix24/b24jssdk/dist/umd/index.min.js', import.meta.url));

export interface TestApplication {
  readonly url: string;
  /** Forms that the portal posted, newest last. */
  readonly posted: URLSearchParams[];
  close(): Promise<void>;
}

/** `window.frame` is the promise of the SDK's frame; the text says when it has spoken with the portal. */
const PAGE = `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Приложение</title><body>
<p id="state">загрузка</p>
<script src="/sdk.js"></script>
<script>
  window.frame = B24Js.initializeB24Frame();
  window.frame.then(
    frame => { document.getElementById('state').textContent = frame.placement.placement; },
    error => { document.getElementById('state').textContent = String(error); },
  );
</script></body></html>`;

export const startTestApplication = async (): Promise<TestApplication> => {
  const sdk = await readFile(SDK);
  const posted: URLSearchParams[] = [];
  const answer = async (request: IncomingMessage): Promise<{ type: string; body: string | Buffer } | undefined> => {
    if (request.url === '/sdk.js') return { type: 'text/javascript', body: sdk };
    if (request.method !== 'POST') return undefined;
    posted.push(new URLSearchParams(await readBody(request)));
    return { type: 'text/html; charset=utf-8', body: PAGE };
  };
  const server = createServer((request, response) => {
    void answer(request).then(found => {
      if (found === undefined) response.writeHead(404).end();
      else response.setHeader('content-type', found.type).end(found.body);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};
