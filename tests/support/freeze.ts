/** A process that stands still: it answers nobody, and its connections stay open. */
import { readFileSync } from 'node:fs';

/** A server with all processes of its own, such as PostgreSQL's connections. */
export function freeze(pid: number, signal: 'SIGSTOP' | 'SIGCONT'): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
  for (const one of [pid, ...children]) tell(one, signal);
}

/** A connection may end between the list and the signal. */
function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
