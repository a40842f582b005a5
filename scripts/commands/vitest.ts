import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../bootstrap/bootstrap.mjs';
import { runCommand } from './command.ts';

export interface Counts {
  passed: number;
  failed: number;
}

/** The part of vitest's JSON report that is counted. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** Runs the tests, tells about them as vitest does, and counts them. */
export async function runVitest(args: string[], browser: string | undefined): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'olchat-tests-'));
  const report = join(folder, 'report.json');
  const wasGood = await runCommand({
    title: 'tests',
    program: process.execPath,
    args: [
      join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...(browser === undefined ? ['--project=!browser'] : []),
      ...args,
    ],
    ...(browser === undefined ? {} : { environment: { CHROMIUM_PATH: browser } }),
  });
  const counts = await readFile(report, 'utf8').then(
    text => countsIn(JSON.parse(text) as Report),
    () => ({ passed: 0, failed: 0 }),
  );
  await rm(folder, { recursive: true });
  // An error outside every test, or a run that was cut short, is a failure that no test carries.
  return wasGood ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
}

/** A file that cannot be loaded has no tests to fail; it counts as one. */
export function countsIn({ numPassedTests, numFailedTests, testResults }: Report): Counts {
  const unloadable = testResults.filter(file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'));
  return { passed: numPassedTests, failed: numFailedTests + unloadable.length };
}
