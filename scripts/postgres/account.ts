import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PlainError } from '../bootstrap/plain-error.mjs';

/** Who PostgreSQL runs as when we are root, whom it refuses. */
export interface Account {
  uid: number;
  gid: number;
}

const OWN_ACCOUNT = 'olchat-postgres';
const ACCOUNTS_OF_THE_SYSTEM = ['postgres', 'nobody'];

/** Nothing when we are not root: PostgreSQL then runs as we do. */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account = find(OWN_ACCOUNT) ?? make(OWN_ACCOUNT) ?? ACCOUNTS_OF_THE_SYSTEM.map(find).find(found => found !== undefined);
  if (!account)
    throw new PlainError(`PostgreSQL does not run as root, and no other user could be made; run: useradd --system ${OWN_ACCOUNT}`);
  return account;
}

function find(name: string): Account | undefined {
  // passwd(5): name:password:uid:gid:…
  const fields = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .find(([found]) => found === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}

/** May fail (no `useradd`, a read-only /etc): then an account that every system has must do. */
function make(name: string): Account | undefined {
  spawnSync('useradd', ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', name], {
    stdio: 'ignore',
  });
  return find(name);
}
