import { PlainError } from './plain-error.mjs';

/**
 * One line of progress.
 * @param {string} text
 */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Prints what went wrong: a sentence where we know one, else the stack.
 * @param {unknown} error
 */
export function sayFailure(error) {
  if (error instanceof PlainError) process.stderr.write(`\n${error.message}\n`);
  else process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/**
 * Repeats a line while something takes long, so that nobody wonders whether it hangs.
 * @param {(seconds: number) => string} line
 * @returns {() => void} ends it
 */
export function sayWhileWaiting(line, everyMs = 5_000) {
  const startedAt = Date.now();
  const timer = setInterval(() => say(line(Math.round((Date.now() - startedAt) / 1000))), everyMs);
  return () => clearInterval(timer);
}
