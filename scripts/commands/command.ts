import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../bootstrap/bootstrap.mjs';

/** A program of the tools, run in the root of the clone. */
export interface Command {
  /** As in the summary: `lint`, `types of apps/api`. */
  title: string;
  program: string;
  args: string[];
  environment?: Record<string, string>;
}

/** Answers whether it went well. What it says appears as it says it. */
export async function runCommand(command: Command): Promise<boolean> {
  return (await ending(start(command, 'inherit'))) === 0;
}

/** For commands that run beside each other: what it says is kept together, and the caller's to print. */
export async function runQuietly(command: Command): Promise<{ isGood: boolean; output: string }> {
  const child = start(command, 'pipe');
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => output.push(part));
  return { isGood: (await ending(child)) === 0, output: Buffer.concat(output).toString('utf8') };
}

function start({ program, args, environment }: Command, output: 'inherit' | 'pipe'): ChildProcess {
  return spawn(program, args, { cwd: ROOT, stdio: ['inherit', output, output], env: { ...process.env, ...environment } });
}

/** The terminal sends Ctrl-C to the command as well; SIGTERM and the end of who started us reach only us. */
async function ending(child: ChildProcess): Promise<number | null> {
  const end = () => child.kill('SIGTERM');
  const events = ['SIGTERM', 'SIGHUP', 'disconnect'] as const;
  for (const event of events) process.on(event, end);
  const [code] = (await once(child, 'close')) as [number | null];
  for (const event of events) process.off(event, end);
  return code;
}
