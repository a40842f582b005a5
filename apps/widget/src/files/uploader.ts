import type { Upload } from '@olchat/client';
import { inject, type InjectionKey } from 'vue';

/** Brings one file to the server; the page provides it. */
export const uploader: InjectionKey<Upload> = Symbol('upload');

export function useUploader(): Upload {
  const upload = inject(uploader);
  if (!upload) throw new Error('Nobody in this page can upload');
  return upload;
}
