import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, extraneous?: boolean }} Entry
 * @typedef {Record<string, Entry>} Packages path inside the clone → what is there
 */

/**
 * Whether `node_modules` is what package-lock.json asks for: we installed it from this very file, or npm itself says so. npm writes
 * `node_modules/.package-lock.json` last, so an install that was cut short counts as none at all.
 * @param {string} root
 */
export function isInstalled(root) {
  if (textOf(stampOf(root)) === hashOfLock(root)) return true;
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  return installed !== undefined && missing(packagesIn(join(root, 'package-lock.json')) ?? {}, installed).length === 0;
}

/**
 * After `npm ci`, which is right by definition, whatever the comparison would say of a lockfile with oddities.
 * @param {string} root
 */
export function noteInstalled(root) {
  writeFileSync(stampOf(root), hashOfLock(root));
}

/** @param {string} root */
function stampOf(root) {
  return join(root, 'node_modules', '.installed-from');
}

/** @param {string} root */
function hashOfLock(root) {
  return createHash('sha256')
    .update(textOf(join(root, 'package-lock.json')) ?? '')
    .digest('hex');
}

/**
 * @param {Packages} wanted
 * @param {Packages} installed
 * @returns {string[]} paths
 */
export function missing(wanted, installed) {
  return Object.keys(wanted).filter(path => path.includes('node_modules/') && !isThere(wanted[path], installed[path]));
}

/**
 * @param {Entry | undefined} wanted
 * @param {Entry | undefined} found
 */
function isThere(wanted, found) {
  // Optional packages are those of other platforms; extraneous ones are left out by `npm ci`.
  if (!found) return wanted?.optional === true || wanted?.extraneous === true;
  return wanted?.version === found.version && wanted?.integrity === found.integrity;
}

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
function packagesIn(file) {
  try {
    return JSON.parse(textOf(file) ?? '{}').packages;
  } catch (error) {
    // Cut short while it was written.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
