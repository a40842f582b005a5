/** Their codes → what became of a send. Tables; the rest of the connector asks here. */
import type { RefusalCode, SendOutcome } from '@olchat/domain';

/** `error` of the server's acknowledgement. Meanings other than 463 and 479 are not documented anywhere. */
const ACK_ERRORS: Record<string, RefusalCode> = {
  // New-chat restriction («reach-out time-lock») or a stranger without a privacy token. A repeat makes it worse.
  '463': 'ACCOUNT_RESTRICTED',
  // The stanza was refused as malformed, mostly because the client is too old.
  '479': 'MESSENGER_REFUSED',
  '429': 'LIMIT_REACHED',
};

export const RESTRICTED_ACK = '463';

export const refusedByAck = (error: string, freeAt: Date | null): SendOutcome => ({
  kind: 'refused',
  code: ACK_ERRORS[error] ?? 'MESSENGER_REFUSED',
  rawCode: error,
  freeAt,
});

/** Status code of the library's errors (Boom), by shape: the class is not ours to import. */
export function statusCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('output' in error)) return undefined;
  const { output } = error;
  if (typeof output !== 'object' || output === null || !('statusCode' in output)) return undefined;
  return typeof output.statusCode === 'number' ? output.statusCode : undefined;
}

/** Message of the error, for a person who looks for the cause: long numbers are not shown (SE-51). */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\d{5,}/g, '…').slice(0, 200);

/**
 * Thrown by Baileys before the stanza is written, although content was encrypted already:
 * the socket was found closed (428 of sendRawMessage), or no device of the recipient could be encrypted for.
 */
const beforeTheWrite = (error: unknown): boolean =>
  statusCodeOf(error) === 428 || (error instanceof Error && error.message === 'All encryptions failed');

/** What a thrown send means. `leaving`: ciphertext was handed over for writing, so bytes may have left (RE-9). */
export function outcomeOfThrown(error: unknown, leaving: boolean): SendOutcome {
  const reason = reasonOf(error);
  return leaving && !beforeTheWrite(error) ? { kind: 'unknown', reason } : { kind: 'not-sent', reason, retryAfterMs: null };
}
