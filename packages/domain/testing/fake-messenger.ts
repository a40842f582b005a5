/** A messenger in memory: its server, and the phones of its people. */
import {
  withSenderLine,
  type FileKind,
  type FoundPerson,
  type InboundFile,
  type InboundMessage,
  type OutgoingMessage,
  type Receipt,
} from '../src/index.ts';

export interface TakenMessage {
  externalMessageId: string;
  address: string;
  text: string;
  /** Hash of the content as the server got it. */
  file: { kind: FileKind; name: string; sha256: string } | null;
}

export interface TakenChange {
  do: 'edit' | 'remove';
  externalMessageId: string;
  targetExternalId: string;
  text: string | null;
}

/** What the server passes on to whoever is connected. */
export type ServerDelivery = { receipts: Receipt[] } | { inbound: InboundMessage[] };
export type ServerAnswer = 'accepted' | 'refused' | 'silence';
type Fate = 'refuse' | 'lose-answer';

/** Whoever is connected. */
interface ConnectedSession {
  /** The phone scanned the code. */
  loggedIn(qr: string): Promise<void>;
  /** False: not stored, so it stays with the messenger. */
  receive(delivery: ServerDelivery): Promise<boolean>;
}

/** Whatever a session did not store comes again with its next connection. */
export class FakeMessenger {
  readonly accepted: TakenMessage[] = [];
  readonly changes: TakenChange[] = [];
  /** Contents that the server keeps for download, by reference. */
  readonly media = new Map<string, Uint8Array>();
  /** Addresses with an account; any other has none. */
  readonly people = new Set<string>();
  /** Who is found by what: `USERNAME:maria`. */
  readonly found = new Map<string, FoundPerson>();
  /** Who is connected now; null: nobody. */
  session: ConnectedSession | null = null;
  /** What the server holds until a session has stored it, in order. */
  readonly #waiting: ServerDelivery[] = [];
  readonly #fates: Fate[] = [];
  readonly #scanned = new Set<string>();
  #refusedFiles = 0;
  #checksAreSilent = 0;
  #repeats = 0;
  #held: 'delivered' | null = null;
  #replies = 0;

  readonly number: string;

  constructor(number: string) {
    this.number = number;
  }

  /** The next message is refused, or taken without an answer. */
  doom(fate: Fate): void {
    this.#fates.push(fate);
  }

  refuseNextFile(): void {
    this.#refusedFiles += 1;
  }

  refusesFile(): boolean {
    if (this.#refusedFiles === 0) return false;
    this.#refusedFiles -= 1;
    return true;
  }

  silenceNextCheck(): void {
    this.#checksAreSilent += 1;
  }

  repeatNextReceipt(): void {
    this.#repeats += 1;
  }

  /** The next «delivered» comes after the «read». */
  holdNextDelivered(): void {
    this.#held = 'delivered';
  }

  /** The owner's phone scans the code. */
  async scan(qr: string): Promise<void> {
    this.#scanned.add(qr);
    await this.session?.loggedIn(qr);
  }

  knows(qr: string): boolean {
    return this.#scanned.has(qr);
  }

  forget(qr: string): void {
    this.#scanned.delete(qr);
  }

  take(message: OutgoingMessage, file: TakenMessage['file']): ServerAnswer {
    const { externalMessageId, address, senderLine = null } = message;
    const text = withSenderLine(senderLine, message.text);
    return this.#decide(() => this.accepted.push({ externalMessageId, address, text, file }));
  }

  takeChange(change: TakenChange): ServerAnswer {
    return this.#decide(() => this.changes.push(change));
  }

  #decide(store: () => void): ServerAnswer {
    const fate = this.#fates.shift();
    if (fate === 'refuse') return 'refused';
    store();
    return fate === 'lose-answer' ? 'silence' : 'accepted';
  }

  check(address: string): 'EXISTS' | 'ABSENT' | 'silence' {
    if (this.#checksAreSilent > 0) {
      this.#checksAreSilent -= 1;
      return 'silence';
    }
    return this.people.has(address) ? 'EXISTS' : 'ABSENT';
  }

  /** The client's phone gets or reads the last message that went to it. */
  async report(status: 'delivered' | 'read'): Promise<void> {
    const last = this.accepted.at(-1);
    if (last === undefined) return;
    const receipt = (kind: Receipt['status']): ServerDelivery => ({
      receipts: [{ externalMessageId: last.externalMessageId, status: kind, occurredAt: new Date(), rawCode: null }],
    });
    if (status === 'delivered' && this.#held === 'delivered') return;
    this.#waiting.push(receipt(status));
    if (this.#repeats > 0) {
      this.#repeats -= 1;
      this.#waiting.push(receipt(status));
    }
    if (status === 'read' && this.#held === 'delivered') {
      this.#held = null;
      this.#waiting.push(receipt('delivered'));
    }
    await this.flush();
  }

  reply(address: string, text: string, answers?: string): Promise<string> {
    const quote = answers === undefined ? {} : { quote: { externalMessageId: null, text: answers, file: null } };
    return this.#write(address, { text, file: null, change: null, ...quote });
  }

  /** The client changes or takes back what he wrote. */
  async change(address: string, externalMessageId: string, text: string | null): Promise<void> {
    await this.#write(address, { text, file: null, change: { kind: text === null ? 'DELETE' : 'EDIT', externalMessageId } });
  }

  sendFile(address: string, file: Omit<InboundFile, 'reference' | 'size'>, bytes: Uint8Array, caption: string | null): Promise<string> {
    const reference = crypto.randomUUID();
    this.media.set(reference, bytes);
    return this.#write(address, { text: caption, file: { ...file, size: bytes.length, reference }, change: null });
  }

  async #write(address: string, said: Pick<InboundMessage, 'text' | 'file' | 'change' | 'quote'>): Promise<string> {
    this.#replies += 1;
    const inbound: InboundMessage = {
      externalMessageId: `reply-${this.#replies}`,
      address,
      messengerAddress: address,
      fromPhone: false,
      name: 'Клиент',
      ...said,
      unsupported: null,
      occurredAt: new Date(),
    };
    this.#waiting.push({ inbound: [inbound] });
    await this.flush();
    return inbound.externalMessageId;
  }

  async flush(): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined && this.session !== null; next = this.#waiting[0]) {
      if (!(await this.session.receive(next))) return;
      this.#waiting.shift();
    }
  }
}
