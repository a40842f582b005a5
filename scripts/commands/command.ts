import { spawn } from 'node:child_process';
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

/** The terminal sends Ctrl-C to the command as well; SIGTERM and the end of who started us reach only us. */
export async function runCommand({ program, args, environment }: Command): Promise<boolean> {
  const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...environment } });
  const end = () => child.kill('SIGTERM');
  const events = ['SIGTERM', 'SIGHUP', 'disconnect'] as const;
  for (const event of events) process.on(event, end);
  const [code] = (await once(child, 'exit')) as [number | null];
  for (const event of events) process.off(event, end);
  return code === 0;
}
