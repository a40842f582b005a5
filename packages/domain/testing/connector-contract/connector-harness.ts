import type { Connector, FileKind, LoginStep } from '../../src/index.ts';

/** The messenger's side of the test: its server, one client with a phone, the owner of the account. */
export interface ConnectorHarness {
  connector: Connector;
  /** E.164 of the account's number. */
  own: string;
  /** E.164 of somebody who is at this messenger, and of nobody. */
  client: string;
  nobody: string;
  /** The owner of the account does what the step asks of him. */
  answerLogin(step: LoginStep): Promise<void>;
  /** What the server took, in order; a repeat stands twice. */
  accepted(): Promise<readonly { externalMessageId: string; text: string | null }[]>;
  /** Files as the client has them, with the hash of what he can open. */
  files(): Promise<readonly { externalMessageId: string; kind: FileKind; name: string | null; sha256: string; caption: string | null }[]>;
  /** Messages of ours as the client sees them after edits and deletions; a deleted one has no text. */
  changed(): Promise<readonly { externalMessageId: string; text: string | null }[]>;
  /** The client's phone does it with everything that it has. */
  deliver(): Promise<void>;
  read(): Promise<void>;
  /** Answers the messenger's id. `answers`: the words of the message that it quotes, whoever of the two wrote it. */
  reply(text: string, answers?: string): Promise<string>;
  /** The client passes on a text of somebody of this name, where the messenger knows forwarding. */
  forward?(text: string, from: string): Promise<void>;
  /** The client puts an emoji to the message with these words, or takes it away; where the messenger knows reactions. */
  react?(text: string, emoji: string | null): Promise<void>;
  /**
   * What the account and the client wrote to each other before the account was connected, oldest first; the client has read it. Called before
   * anybody logs in. Only where `capabilities.readsHistory`.
   */
  past?(messages: readonly { fromClient: boolean; text: string; at: Date }[]): Promise<void>;
  /** How often the client was told that his messages were read. */
  readsTold?(): Promise<number>;
  /** The client changes what he wrote, or takes it back. */
  change(externalMessageId: string, text: string | null): Promise<void>;
  /** The client shows this picture of himself; null: he shows none. Needed with `capabilities.pictures`. */
  showPicture?(bytes: Uint8Array | null): Promise<void>;
  sendFile(file: { kind: FileKind; name: string; mime: string; bytes: Uint8Array; caption: string | null }): Promise<void>;
  /**
   * refuse, lose-answer: the next message · refuse-file: the next upload of a file · silent-check: the next number check has no answer ·
   * double-receipts: the next comes twice · late-delivered: the next «delivered» comes after the «read».
   */
  trouble(kind: 'refuse' | 'lose-answer' | 'refuse-file' | 'silent-check' | 'double-receipts' | 'late-delivered'): Promise<void>;
  end(): Promise<void>;
}
