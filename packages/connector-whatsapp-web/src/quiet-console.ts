/**
 * libsignal prints whole session objects, private ratchet keys included, through console.info and console.warn
 * ("Closing session:", "Session already closed", libsignal/src/session_record.js). This module must be evaluated before
 * Baileys is: index.ts imports it first. It silences the console of the process; whoever wants to log writes to a stream.
 */
type Listener = (text: string) => void;

let listener: Listener = () => undefined;

/** console.error of the libraries carries no keys, yet numbers and stacks: only its first words pass, to our logger, never to stderr. */
export function onLibraryError(next: Listener): void {
  listener = next;
}

const firstWords = (argument: unknown): string =>
  (typeof argument === 'string' ? argument : '')
    .split('\n', 1)[0]!
    .replace(/\d{5,}/g, '…')
    .slice(0, 200);

const silent = (): void => undefined;
console.log = silent;
console.info = silent;
console.warn = silent;
console.debug = silent;
console.trace = silent;
console.dir = silent;
console.error = (...details: unknown[]): void => listener(firstWords(details[0]));
