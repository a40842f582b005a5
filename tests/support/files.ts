/** Files for tests of the running system: contents that are what their names say, and how a partner uploads and asks for them. */
import { createHash } from 'node:crypto';
import type { System } from './system.ts';

export const pdf = (text: string, bytes = 0): Buffer => Buffer.concat([Buffer.from(`%PDF-1.7 ${text}`), Buffer.alloc(bytes, 32)]);
export const jpeg = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(text)]);
/** A picture of one red dot, as PNG. */
export const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

/** Two pages of Ogg with an Opus header: as much of a recording as anybody here looks at. */
export function voice(seconds: number, text = ''): Buffer {
  const page = (samples: number, content: Buffer): Buffer => {
    const header = Buffer.alloc(28);
    header.write('OggS', 0, 'latin1');
    header.writeBigInt64LE(BigInt(samples), 6);
    header.writeUInt8(1, 26);
    return Buffer.concat([header, content]);
  };
  return Buffer.concat([page(0, Buffer.from('OpusHead')), page(seconds * 48_000, Buffer.from(`звук ${text}`))]);
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export async function upload(system: System, name: string, bytes: Buffer, token = system.credentials.partnerKey): Promise<string> {
  const response = await fetch(`${system.productUrl}/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
    body: new Uint8Array(bytes),
  });
  const { fileId, code } = (await response.json()) as { fileId?: string; code?: string };
  if (fileId === undefined) throw new Error(`the upload of ${name} was answered with ${response.status} ${code ?? ''}`);
  return fileId;
}

export interface SentPart {
  id: string;
  text: string;
  status: string;
  failure: { code: string } | null;
  files: { id: string; kind: string; name: string; size: number; mime: string; url: string; previewUrl: string | null }[];
  voice: { seconds: number | null; mime: string; waveform: number[] | null; url: string } | null;
}

const PART = 'id text status failure { code } files { id kind name size mime url previewUrl } voice { seconds mime waveform url }';

export async function graphql<T>(system: System, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const response = await fetch(system.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${system.credentials.partnerKey}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: { message: string }[] };
  if (data === undefined || errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

/** The messages of one send, or the code of the refusal. */
export async function sendFiles(system: System, input: Record<string, unknown>): Promise<SentPart[] | string> {
  const { sendMessage } = await graphql<{ sendMessage: { messages?: SentPart[]; code?: string } }>(
    system,
    `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { ... on MessageAccepted { messages { ${PART} } } ... on Refusal { code } } }`,
    { input },
  );
  return sendMessage.messages ?? sendMessage.code ?? '';
}

export const partOf = async (system: System, id: string): Promise<SentPart> =>
  (await graphql<{ message: SentPart }>(system, `query ($id: ID!) { message(id: $id) { ${PART} } }`, { id })).message;
