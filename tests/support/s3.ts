/** An S3 server in this process, with what the library leaves out, and troubles. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Settings } from '../../apps/api/src/files/s3-file-store.ts';

const BUCKET = 'olchat-files';

/** Answers true when it took the request. */
export type S3Trouble = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface S3Server {
  settings: S3Settings;
  /** As a program is told of it. */
  environment: Record<string, string>;
  /** Method and address of everything that was asked. */
  asked: string[];
  trouble: S3Trouble | null;
  /** Names of the files of the objects and of unfinished uploads. */
  lying(): string[];
  close(): void;
}

export async function openS3(): Promise<S3Server> {
  const directory = mkdtempSync(join(tmpdir(), 'olchat-s3-'));
  const store = new S3rver({ silent: true, directory, vhostBuckets: false, configureBuckets: [{ name: BUCKET, configs: [] }] });
  await store.configureBuckets();
  const serve = store.callback();
  let removals = Promise.resolve();
  const http = createServer((request, response) => {
    server.asked.push(`${request.method} ${request.url}`);
    if (server.trouble?.(request, response) === true) return;
    const upload = new URL(request.url ?? '', 'http://s3').searchParams.get('uploadId');
    // The library knows no AbortMultipartUpload.
    if (request.method === 'DELETE' && upload !== null) {
      for (const folder of unfinished(directory)) if (folder.endsWith(upload)) rmSync(folder, { recursive: true });
      response.writeHead(204).end();
      return;
    }
    if (request.method !== 'DELETE') return serve(request, response);
    // Nor two removals at once: both take away the same empty folder.
    removals = removals.then(async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      response.once('close', () => resolve());
      serve(request, response);
      return promise;
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  http.listen(0, '127.0.0.1', () => resolve());
  await promise;
  const host = `127.0.0.1:${(http.address() as AddressInfo).port}`;
  const settings: S3Settings = {
    endpoint: `http://${host}`,
    bucket: BUCKET,
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
  };
  const server: S3Server = {
    settings,
    environment: {
      S3_ENDPOINT: settings.endpoint,
      S3_BUCKET: settings.bucket,
      S3_REGION: settings.region,
      S3_ACCESS_KEY_ID: settings.accessKeyId,
      S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
      PRIVATE_HOSTS: host,
    },
    asked: [],
    trouble: null,
    lying: () => [...objects(directory), ...unfinished(directory)],
    close: () => {
      http.closeAllConnections();
      http.close();
      rmSync(directory, { recursive: true });
    },
  };
  return server;
}

const under = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).map(name => join(directory, name));

const objects = (directory: string): string[] => under(directory).filter(name => name.endsWith('._S3rver_object'));

/** Each has a folder with a file that names its object. */
const unfinished = (directory: string): string[] =>
  under(directory)
    .filter(name => /uploads\/[^/]+\/key$/.test(name) && readFileSync(name).length > 0)
    .map(name => name.slice(0, -'/key'.length));
