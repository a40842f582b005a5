import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one with the same number: the number and the time it was started.
 * @param {number} pid
 * @returns {string | undefined} nothing when no such process lives
 */
export function processIdentity(pid) {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    // No /proc entry, or `ps` found nothing: the process is gone.
    return undefined;
  }
}

/**
 * Known on Linux only.
 * @param {number} pid
 * @returns {number | undefined}
 */
export function parentOf(pid) {
  try {
    return Number(statFields(pid)[1]);
  } catch {
    return undefined;
  }
}

/**
 * Known on Linux only.
 * @param {number} pid
 */
export function isShell(pid) {
  try {
    return /^(ba|da|a|z)?sh$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
  } catch {
    return false;
  }
}

/** @param {number} pid */
function fromProc(pid) {
  const fields = statFields(pid);
  return fields[0] === 'Z' ? undefined : `${pid} ${fields[19]}`;
}

/**
 * proc(5): the name in brackets may hold spaces; after it stand state, parent … and, twentieth, the start time in ticks since boot.
 * @param {number} pid
 */
function statFields(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** @param {number} pid */
function fromPs(pid) {
  return `${pid} ${execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()}`;
}
