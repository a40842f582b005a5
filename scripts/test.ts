import { fileURLToPath } from 'node:url';
import { sayFailure, say, sayWhileWaiting } from './bootstrap/progress.mjs';
import { PlainError } from './bootstrap/plain-error.mjs';
import { findOrInstallBrowser, INSTALL_COMMAND } from './commands/browser.ts';
import { exists, faults, lint, schema, typecheck } from './commands/catalogue.ts';
import { type Command, runQuietly } from './commands/command.ts';
import { type Counts, runVitest } from './commands/vitest.ts';
import { ensureWidget } from './launch/widget.ts';

const args = process.argv.slice(2);
const failed: string[] = [];
const total: Counts = { passed: 0, failed: 0 };

/** One after another; what a command says comes together, because another lane runs beside it. */
async function checkInTurn(commands: readonly Command[]): Promise<void> {
  for (const command of commands) {
    say(`▷ ${command.title} …`);
    const startedAt = Date.now();
    const stopWaiting = sayWhileWaiting(seconds => `… ${command.title}: ${seconds} s`, 30_000);
    const { isGood, output } = await runQuietly(command);
    stopWaiting();
    total[isGood ? 'passed' : 'failed'] += 1;
    if (!isGood) failed.push(command.title);
    say(
      `${isGood ? '✓' : '✗'} ${command.title} (${Math.round((Date.now() - startedAt) / 1000)} s)${output === '' ? '' : `\n${output.trimEnd()}`}`,
    );
  }
}

// First: its types are made by the build, and the whole-system tests open the built pages.
await ensureWidget(fileURLToPath(new URL('../', import.meta.url)), new AbortController().signal);

const browser = findOrInstallBrowser();
// With arguments only the tests that they name.
if (args.length === 0) {
  say('\n▶ checks, and the proof of faults beside them');
  const types = typecheck();
  // A processor's work each, and of about one length.
  await Promise.all([
    checkInTurn([...types, ...schema(['--check']).filter(exists)]),
    checkInTurn(lint().filter(command => !types.includes(command))),
    checkInTurn(faults(['--tier', '1'])),
  ]);
}

say('\n▶ tests');
const tests = await runVitest(args, browser);
total.passed += tests.passed;
total.failed += tests.failed;
if (tests.failed > 0) failed.push(`${tests.failed} tests`);

if (browser === undefined && args.length === 0) {
  total.failed += 1;
  sayFailure(new PlainError(`The browser tests did not run, because no browser was found or could be installed; run: ${INSTALL_COMMAND}`));
}
if (failed.length > 0) say(`\nFailed: ${failed.join(', ')}`);
say(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
