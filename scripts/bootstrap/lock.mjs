import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from './process-identity.mjs';
import { say } from './progress.mjs';

/**
 * A file that says which process is at work; it counts for as long as that process lives, so a kill -9 leaves nothing locked.
 * @typedef {{ pid: number, identity: string | undefined } & Record<string, unknown>} Holder
 */

/**
 * @param {string} file
 * @param {Record<string, unknown>} [notes] kept in the file for those who find it
 * @returns {Holder | undefined} the living process that holds it; nothing when it is ours now
 */
export function takeLock(file, notes = {}) {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    if (wrote(file, notes)) return undefined;
    const text = read(file);
    const holder = parse(text);
    if (holder && isAlive(holder)) return holder;
    if (text !== undefined) removeDead(file, text);
  }
}

/**
 * Does something that only one process may do at a time; a second one waits.
 * @template Result
 * @param {string} file
 * @param {string} what it is, as in "Process 7 is …; waiting for it"
 * @param {() => Promise<Result>} work
 */
export async function inTurn(file, what, work) {
  let told = false;
  for (let holder = takeLock(file); holder; holder = takeLock(file)) {
    if (!told) say(`Process ${holder.pid} is ${what}; waiting for it …`);
    told = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    releaseLock(file);
  }
}

/** @param {string} file */
export function readLock(file) {
  return parse(read(file));
}

/**
 * Changes the notes of a lock that we hold.
 * @param {string} file
 * @param {Record<string, unknown>} notes
 */
export function noteInLock(file, notes) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content(notes), { mode: 0o600 });
  renameSync(draft, file);
}

/** @param {string} file */
export function releaseLock(file) {
  rmSync(file, { force: true });
}

/** @param {{ pid: number, identity?: unknown }} holder */
export function isAlive({ pid, identity }) {
  return identity !== undefined && processIdentity(pid) === identity;
}

/** @param {Record<string, unknown>} notes */
function content(notes) {
  return JSON.stringify({ ...notes, pid: process.pid, identity: processIdentity(process.pid) });
}

/**
 * @param {string} file
 * @param {Record<string, unknown>} notes
 */
function wrote(file, notes) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content(notes), { mode: 0o600 });
  try {
    // A link appears whole or not at all; nobody reads a half-written lock.
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * @param {string | undefined} text
 * @returns {Holder | undefined}
 */
function parse(text) {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    // Cut short by a full disk: as good as none.
    return undefined;
  }
}

/**
 * Two may find the same dead lock; the slower one must not remove the lock that the faster one took meanwhile.
 * @param {string} file
 * @param {string} dead
 */
function removeDead(file, dead) {
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== dead) linkSync(aside, file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
