/** Where files lie: in the data folder, or in the bucket that the settings name. */
import { join } from 'node:path';
import type { FileStore } from '@olchat/domain';
import type { Environment } from '../env.ts';
import { DiskFileStore } from './disk-file-store.ts';

export interface OpenFileStore {
  store: FileStore;
  close(): void;
}

export async function openFileStore({
  s3,
  dataDir,
  portalFileBytes,
}: Pick<Environment, 's3' | 'dataDir' | 'portalFileBytes'>): Promise<OpenFileStore> {
  if (s3 === null) return { store: new DiskFileStore(join(dataDir, 'files'), portalFileBytes), close: () => undefined };
  // Large, and of no use to whom keeps files on disk.
  const { S3FileStore } = await import('./s3-file-store.ts');
  const store = new S3FileStore(s3, portalFileBytes);
  return { store, close: () => store.close() };
}
