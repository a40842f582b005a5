/** Starts a child with its job and hears its report. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Job, Report } from './child.ts';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));
const FLAGS = ['--import', 'tsx', '--conditions=@olchat/source', '--disable-warning=ExperimentalWarning'];

/** `folder` keeps its log, and the compiled code for the next one. */
export async function runChild(job: Job, name: string, folder: string): Promise<{ reports: Report[]; signal: string | null }> {
  const logFile = `${folder}/${name}.log`;
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [...FLAGS, CHILD], {
    stdio: ['pipe', log, log, 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: `${folder}/compiled` },
  });
  closeSync(log);
  const reports: Report[] = [];
  child.on('message', report => reports.push(report as Report));
  child.stdin?.end(JSON.stringify(job));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal === null && code !== 0) throw new Error(`a child failed with ${code}:\n${readFileSync(logFile, 'utf8').slice(-4000)}`);
  return { reports, signal };
}
