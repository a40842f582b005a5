/** The sandbox as a program: starts, and ends with a signal or with its launcher. */
import { EnvError, readEnv } from './env.ts';
import { startSandbox } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';

const start = async (): Promise<Sandbox> => {
  try {
    return await startSandbox(readEnv());
  } catch (error) {
    if (error instanceof EnvError) console.error(`The sandbox cannot start:\n${error.message}`);
    else console.error('The sandbox cannot start:', error);
    process.exit(1);
  }
};

const sandbox = await start();
let closing: Promise<void> | undefined;
const end = (): void => {
  closing ??= sandbox.close().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error('The sandbox did not close cleanly:', error);
      process.exit(1);
    },
  );
};
process.once('SIGTERM', end);
process.once('SIGINT', end);
// The launcher is gone, even by kill -9: nobody would ever stop this process.
process.once('disconnect', end);
