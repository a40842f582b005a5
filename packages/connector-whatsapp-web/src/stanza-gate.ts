/** Holds a kind of stanza back from the library until we are done with it: the library acknowledges on its own as soon as it has it (GU-5). */
import type { EventEmitter } from 'node:events';
import type { BinaryNode } from 'baileys';

type Listener = (node: BinaryNode) => unknown;
type Emitter = Pick<EventEmitter, 'on' | 'listeners' | 'removeAllListeners'>;

export interface Gate {
  socket: Emitter;
  /** `CB:receipt`, `CB:message`: the names under which Baileys' socket announces stanzas. */
  event: string;
  /** One stanza after another, in the order of their arrival. A rejection keeps the stanza from the library: it stays unacknowledged. */
  before: (node: BinaryNode) => Promise<void>;
  /** The library failed with a stanza; `before` reports its own failures itself. */
  onLibraryError: (error: unknown) => void;
}

export function holdStanzas({ socket, event, before, onLibraryError }: Gate): void {
  const library = socket.listeners(event) as Listener[];
  // Loud, should another version of the library listen elsewhere: else stanzas would be acknowledged before they are stored.
  if (library.length === 0) throw new Error(`The library does not listen to ${event}`);
  socket.removeAllListeners(event);

  let turn: Promise<void> = Promise.resolve();
  const pass = (node: BinaryNode): void => {
    for (const listener of library) void Promise.resolve(listener(node)).catch(onLibraryError);
  };
  socket.on(event, (node: BinaryNode) => {
    turn = turn
      .then(() => before(node))
      .then(
        () => pass(node),
        () => undefined,
      );
  });
}
