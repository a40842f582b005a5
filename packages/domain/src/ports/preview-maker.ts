/** Makes a small picture of a picture, to be shown instead of it (SE-34). */

/** Neither side of a preview is longer. */
export const PREVIEW_SIDE = 640;
export const PREVIEW_MIME = 'image/webp';

/** UNREADABLE: what came is no picture that can be decoded within the limits · BUSY: too many wait already; it may be tried again. */
export type PreviewProblem = 'UNREADABLE' | 'BUSY';

export interface PreviewMaker {
  /**
   * Reads the picture to its end and hands on a new one: WebP, no side longer than PREVIEW_SIDE, upright, without anything that the original
   * said of itself (place, camera, thumbnails). What `take` gets is there only until its promise settles. Bounded in time, memory and size;
   * what it reads was made by strangers (SE-33). Throws what reading `content` or `take` throws; may be called again.
   */
  make<T>(content: AsyncIterable<Uint8Array>, take: (preview: AsyncIterable<Uint8Array>) => Promise<T>): Promise<T | PreviewProblem>;
}
