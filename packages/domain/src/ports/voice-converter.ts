/** Makes a voice note of a recording in another format (W-22). */

/** UNREADABLE: no sound that can be read · TOO_LONG: longer than a voice note may be · NO_DECODER: this installation lacks what the format needs. */
export type VoiceProblem = 'UNREADABLE' | 'TOO_LONG' | 'NO_DECODER';

export interface VoiceConverter {
  /**
   * Reads the recording to its end and hands the same sound on as Opus in Ogg: one channel where it had to be encoded anew, otherwise as it
   * was recorded. What `take` gets is there only until its promise settles. Never whole in memory, bounded in time, memory and size (SE-33).
   * Throws what reading `content` or `take` throws; may be called again.
   */
  convert<T>(content: AsyncIterable<Uint8Array>, take: (voice: AsyncIterable<Uint8Array>) => Promise<T>): Promise<T | VoiceProblem>;
}
