/** Which version of WhatsApp Web is the current one; asked only after the server called ours too old (405). */
import { fetchLatestWaWebVersion, type WAVersion } from 'baileys';

const LIMIT_MS = 10_000;

/** Null when it cannot be learnt now. */
export async function latestVersion(): Promise<WAVersion | null> {
  const { version, isLatest } = await fetchLatestWaWebVersion({ signal: AbortSignal.timeout(LIMIT_MS) });
  return isLatest ? version : null;
}
