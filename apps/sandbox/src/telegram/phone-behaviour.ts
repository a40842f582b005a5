/** What happens at a client's phone after a message came into the cloud: by itself after the delays of `auto`, or when the person does it. */
import type { Auto } from '../kernel/auto.ts';
import { Timers } from '../kernel/timers.ts';
import { now, type Cloud } from './cloud.ts';
import type { StoredMessage } from './mailbox.ts';

interface Step {
  do: 'deliver' | 'read';
  owner: number;
  id: number;
}

const RANK: Record<StoredMessage['status'], number> = { accepted: 0, delivered: 1, read: 2, played: 3, sent: 3 };

export class PhoneBehaviour {
  readonly #cloud: Cloud;
  readonly #auto: Auto;
  readonly #steps: Timers<Step>;

  constructor(cloud: Cloud, auto: Auto) {
    this.#cloud = cloud;
    this.#auto = auto;
    this.#steps = new Timers(cloud.parts.store, 'telegram.step', step => this.#take(step));
  }

  start(): void {
    this.#steps.start();
  }

  stop(): void {
    this.#steps.stop();
  }

  clear(): void {
    this.#steps.clear();
  }

  /** The company hears nothing of a delivery: Telegram has no such receipt. */
  accepted({ owner, id, acceptedAt, withheld }: StoredMessage): void {
    const { deliverAfterMs, readAfterMs } = this.#auto.current;
    if (withheld) return;
    if (deliverAfterMs !== null) this.#steps.schedule(acceptedAt + deliverAfterMs, { do: 'deliver', owner, id });
    if (readAfterMs !== null) this.#steps.schedule(acceptedAt + readAfterMs, { do: 'read', owner, id });
  }

  /** Everything that waits for this person. */
  advanceAll(userId: number, to: 'delivered' | 'read' | 'played', which: (message: StoredMessage) => boolean = () => true): void {
    const { store, people, mailboxes } = this.#cloud.parts;
    store.transaction(() => {
      for (const { userId: owner } of people.list().filter(({ role }) => role === 'company')) {
        const waiting = mailboxes.with(owner, userId).filter(message => message.out && !message.withheld && which(message));
        this.#advance(owner, userId, waiting, to);
      }
    });
  }

  #take({ do: what, owner, id }: Step): void {
    const { people, mailboxes } = this.#cloud.parts;
    const message = mailboxes.get(owner, id);
    const person = message === undefined ? undefined : people.get(message.peer);
    if (message === undefined || person === undefined || !person.online || person.blocked) return;
    // Reading a conversation reads all of it up to there.
    const upTo = what === 'read' ? mailboxes.with(owner, message.peer).filter(one => one.out && one.id <= id) : [message];
    this.#advance(owner, message.peer, upTo, what === 'read' ? 'read' : 'delivered');
  }

  #advance(owner: number, peer: number, messages: StoredMessage[], to: 'delivered' | 'read' | 'played'): void {
    const { mailboxes, changed } = this.#cloud.parts;
    const moved = messages.filter(message => RANK[message.status] < RANK[to] && !message.deleted);
    const read = to === 'delivered' ? {} : { readAt: now() };
    for (const message of moved) mailboxes.put({ ...read, ...message, status: to });
    if (moved.length > 0) changed(peer);
    const maxId = Math.max(0, ...messages.filter(({ withheld }) => !withheld).map(({ id }) => id));
    if (to === 'delivered' || maxId <= mailboxes.pointer(owner, peer)) return;
    mailboxes.movePointer(owner, peer, maxId);
    const change = { kind: 'read', peer, maxId } as const;
    this.#tell(owner, { pts: mailboxes.append(owner, change), change });
  }

  /** `late`: the update comes after a while, and the log has it at once. */
  #tell(owner: number, line: Parameters<Cloud['tell']>[1]): void {
    const fault = this.#cloud.parts.faults.hit({ service: 'telegram', method: 'receipt', to: String(owner) }, ['late', 'drop', 'repeat']);
    if (fault?.do === 'drop') return;
    const tell = (): void => this.#cloud.tell(owner, line);
    if (fault?.do === 'late') setTimeout(tell, fault.ms ?? 0).unref();
    else queueMicrotask(tell);
    if (fault?.do === 'repeat') queueMicrotask(tell);
  }
}
