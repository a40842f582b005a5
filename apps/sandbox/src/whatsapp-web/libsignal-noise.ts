/** libsignal prints whole sessions, private keys included, through `console`. These lines are dropped, all others pass. */
const NOISE = [
  'Closing session:',
  'Opening session:',
  'Removing old closed session:',
  'Session already closed',
  'Session already open',
  'Closing open session in favor of incoming prekey bundle',
  'Decrypted message with closed session.',
  'Migrating session to:',
  'Failed to decrypt message with any known session...',
  'Session error:',
];

let silenced = false;

/** For the whole process, once. */
export const silenceLibsignal = (): void => {
  if (silenced) return;
  silenced = true;
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    const print = console[level].bind(console);
    console[level] = (...args: unknown[]) => {
      const [first] = args;
      if (typeof first === 'string' && NOISE.some(start => first.startsWith(start))) return;
      print(...args);
    };
  }
};
