/**
 * Where a connector keeps the keys of one account's session: sealed, in the database, all or nothing (RE-26, SE-50).
 * Every write carries the account's lease; without the lease it throws LeaseLostError and changes nothing (RE-6).
 */
export interface SessionKey {
  type: string;
  id: string;
}

export interface SessionStore {
  /** The credentials as the connector wrote them, or null for an account that never logged in. */
  readCredentials(): Promise<string | null>;
  writeCredentials(credentials: string): Promise<void>;
  /** Absent ids are left out of the answer. */
  readKeys(type: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** One transaction: everything or nothing, durable before it resolves. */
  writeKeys(upserts: readonly (SessionKey & { value: string })[], deletes: readonly SessionKey[]): Promise<void>;
  /** Content of a message of ours as it went out, for a recipient's device that asks again. */
  readSent(externalMessageId: string): Promise<Uint8Array | null>;
  writeSent(externalMessageId: string, content: Uint8Array): Promise<void>;
  /** After a log-out: credentials and keys are gone. */
  erase(): Promise<void>;
}

/** Another worker has the account. The holder stops at once, without side effects. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}
