/**
 * What the world outside saw: an append-only file that outlives every process of a run. The oracle. What was written before a SIGKILL
 * stays, unflushed as well.
 */
import type { Publication } from '@olchat/domain';
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

export type Entry =
  /** A send begins; `place` is where its process shall die, null for one that runs through. */
  | {
      who: 'play';
      portalId: string;
      round: number;
      key: string;
      recipientId: string;
      accountId: string;
      publication: Publication;
      place: string | null;
    }
  /** The caller heard that his message is stored. */
  | { who: 'caller'; portalId: string; key: string; messageId: string; isDuplicate: boolean }
  /** The send stands at its place; the process is killed there. */
  | { who: 'killed'; portalId: string; key: string; place: string }
  /** The messenger's server took a message. */
  | { who: 'messenger'; portalId: string; externalId: string; text: string }
  | { who: 'timeline'; portalId: string; did: 'add' | 'update'; originId: string; activityId: string; badge: string }
  /** A message stands in an open-line chat: as if from the client, under our id, or as the employee's own, under the portal's. */
  | { who: 'chat'; portalId: string; chatId: string; by: 'client' | 'employee'; id: string; text: string }
  | { who: 'owner'; portalId: string; chatId: string; employeeId: string };

type Of<Who extends Entry['who']> = Extract<Entry, { who: Who }>;

export class Ledger {
  readonly #file: number;
  readonly #byPortal = new Map<string, Entry[]>();

  constructor(path: string) {
    for (const entry of readLedger(path)) this.#keep(entry);
    this.#file = openSync(path, 'a');
  }

  append(entry: Entry): void {
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    this.#keep(entry);
  }

  of<Who extends Entry['who']>(who: Who, portalId: string): Of<Who>[] {
    const entries = this.#byPortal.get(portalId) ?? [];
    return entries.filter((entry): entry is Of<Who> => entry.who === who);
  }

  all<Who extends Entry['who']>(who: Who): Of<Who>[] {
    return [...this.#byPortal.keys()].flatMap(portalId => this.of(who, portalId));
  }

  close(): void {
    closeSync(this.#file);
  }

  #keep(entry: Entry): void {
    const entries = this.#byPortal.get(entry.portalId);
    if (entries === undefined) this.#byPortal.set(entry.portalId, [entry]);
    else entries.push(entry);
  }
}

function readLedger(path: string): Entry[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Entry);
}
