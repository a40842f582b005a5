import { describe, expect, it } from 'vitest';
import { EnvironmentProblems, readEnvironment } from './env.ts';

const NEEDED = {
  DATABASE_URL: 'postgres://olchat@127.0.0.1/olchat',
  MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  BITRIX24_CLIENT_ID: 'app.1',
  BITRIX24_CLIENT_SECRET: 'secret',
};
const S3 = {
  S3_ENDPOINT: 'https://s3.example.com',
  S3_BUCKET: 'olchat',
  S3_REGION: 'eu-central-1',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'key',
};

function problemsOf(settings: Record<string, string>): readonly string[] {
  try {
    readEnvironment({ ...NEEDED, ...settings });
    return [];
  } catch (error) {
    if (error instanceof EnvironmentProblems) return error.problems;
    throw error;
  }
}

it('ClamAV’s daemon is named by host and port, or is not there (SE-33)', () => {
  expect(readEnvironment(NEEDED).clamd).toBeNull();
  const clamd = (text: string) => readEnvironment({ ...NEEDED, CLAMD_ADDRESS: text }).clamd;
  expect(clamd('127.0.0.1:3310')).toEqual({ host: '127.0.0.1', port: 3310 });
  expect(clamd('[::1]:3310')).toEqual({ host: '::1', port: 3310 });
  for (const wrong of ['clamav', 'clamav:0', 'clamav:99999', 'tcp://clamav:3310'])
    expect(problemsOf({ CLAMD_ADDRESS: wrong })).toEqual(['CLAMD_ADDRESS: must be host:port, for example 127.0.0.1:3310']);
});

describe('the settings of the S3 store', () => {
  it('are absent, and files lie in the data folder; empty ones are absent', () => {
    expect(readEnvironment(NEEDED).s3).toBeNull();
    expect(readEnvironment({ ...NEEDED, S3_ENDPOINT: '', S3_BUCKET: '' }).s3).toBeNull();
  });

  it('are all there', () => {
    expect(readEnvironment({ ...NEEDED, ...S3 }).s3).toEqual({
      endpoint: 'https://s3.example.com',
      bucket: 'olchat',
      region: 'eu-central-1',
      accessKeyId: 'id',
      secretAccessKey: 'key',
    });
  });

  it.each(Object.keys(S3))('without %s end the start with a sentence that names it', name => {
    expect(problemsOf({ ...S3, [name]: '' })).toEqual([
      `${name}: missing; the settings of the S3 store go all together, or none and files lie in DATA_DIR`,
    ]);
  });

  it('name a store that speaks https, or one in PRIVATE_HOSTS', () => {
    const plain = { ...S3, S3_ENDPOINT: 'http://minio:9000' };
    expect(problemsOf(plain).join()).toContain('S3_ENDPOINT: must be https');
    expect(problemsOf({ ...plain, PRIVATE_HOSTS: 'minio:9000' })).toEqual([]);
    expect(problemsOf({ ...S3, S3_ENDPOINT: 'ftp://s3.example.com' }).join()).toContain('S3_ENDPOINT: must begin with https://');
  });
});
