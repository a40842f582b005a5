import { type Ref, ref } from 'vue';

/** An address that opens the file now; null: its bytes are not kept any more. */
export type FileAddress = () => Promise<string | null>;

export interface UseFileDownload {
  /** By the file's id, why it did not come. `gone`: it is not kept any more, or its link has ended · `failed`: nobody answered. */
  troubles: Ref<ReadonlyMap<string, 'gone' | 'failed'>>;
  /** Its bytes; throws when they do not come, and says why in `troubles`. */
  fetched: (fileId: string, address: FileAddress) => Promise<Blob>;
  /** Saved by the browser under its name. Never throws. */
  download: (fileId: string, name: string, address: FileAddress) => Promise<void>;
}

/** Links end five minutes after they were made (SE-34): what a press opens is fetched by us, so that a page of the server never stands in its place. */
export function useFileDownload(): UseFileDownload {
  const troubles = ref<ReadonlyMap<string, 'gone' | 'failed'>>(new Map());

  function note(fileId: string, trouble: 'gone' | 'failed' | undefined): void {
    const known = new Map(troubles.value);
    if (trouble) known.set(fileId, trouble);
    else known.delete(fileId);
    troubles.value = known;
  }

  async function fetched(fileId: string, address: FileAddress): Promise<Blob> {
    try {
      const url = await address();
      const answer = url === null ? null : await fetch(url);
      if (answer === null || answer.status === 404) note(fileId, 'gone');
      else if (!answer.ok) note(fileId, 'failed');
      else {
        const blob = await answer.blob();
        note(fileId, undefined);
        return blob;
      }
    } catch (error) {
      note(fileId, 'failed');
      throw error;
    }
    throw new Error('the file did not come');
  }

  async function download(fileId: string, name: string, address: FileAddress): Promise<void> {
    // Why it did not come stands in `troubles`.
    const blob = await fetched(fileId, address).catch(() => null);
    if (!blob) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    // The browser has begun to read it.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  return { troubles, fetched, download };
}
