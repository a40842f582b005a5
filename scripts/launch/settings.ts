import { resolve } from 'node:path';
import { PlainError } from '../bootstrap/plain-error.mjs';

/** What the launcher itself needs to know; the rest of the environment goes through to the programs, whose env.ts checks it. */
export interface LaunchSettings {
  port: number;
  sandboxPort: number;
  /** Absolute. */
  dataDir: string;
  /** Absent: the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  /** Absent in both forms: a key is made and kept in `dataDir`. */
  hasMasterKey: boolean;
  /** For every program. What the person set wins over what the sandbox needs. */
  environment: Record<string, string | undefined>;
}

export function launchSettings(environment: Record<string, string | undefined>, root: string): LaunchSettings {
  const port = portIn(environment, 'PORT', 4000);
  const sandboxPort = portIn(environment, 'SANDBOX_PORT', 4100);
  const problems = [port, sandboxPort].filter(found => typeof found === 'string');
  if (port === sandboxPort) problems.push(`PORT and SANDBOX_PORT are both ${port}; give them different numbers.`);
  if (typeof port === 'string' || typeof sandboxPort === 'string' || problems.length > 0) throw new PlainError(problems.join('\n'));
  const dataDir = resolve(root, environment['DATA_DIR'] || '.data');
  return {
    port,
    sandboxPort,
    dataDir,
    databaseUrl: environment['DATABASE_URL'] || undefined,
    hasMasterKey: Boolean(environment['MASTER_KEY'] || environment['MASTER_KEY_FILE']),
    environment: {
      ...forSandbox(port, sandboxPort),
      ...environment,
      ...privateHosts(environment, sandboxPort),
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      DATA_DIR: dataDir,
    },
  };
}

function forSandbox(port: number, sandboxPort: number): Record<string, string> {
  return {
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    BITRIX24_CLIENT_ID: 'local.olchat-sandbox',
    BITRIX24_CLIENT_SECRET: 'not-a-secret-of-the-sandbox',
    BITRIX24_OAUTH_URL: `http://127.0.0.1:${sandboxPort}/oauth/token/`,
    WHATSAPP_WEB_URL: `ws://127.0.0.1:${sandboxPort}/whatsapp-web`,
    WHATSAPP_GRAPH_URL: `http://127.0.0.1:${sandboxPort}/graph`,
  };
}

/** The sandbox speaks plain http on this machine, which is allowed only to hosts in this list. */
function privateHosts(environment: Record<string, string | undefined>, sandboxPort: number): Record<string, string> {
  return {
    PRIVATE_HOSTS: [environment['PRIVATE_HOSTS'], `127.0.0.1:${sandboxPort}`, `localhost:${sandboxPort}`].filter(Boolean).join(','),
  };
}

/** The number, or what is wrong with it. */
function portIn(environment: Record<string, string | undefined>, name: string, fallback: number): number | string {
  const text = environment[name] || String(fallback);
  const port = Number(text);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : `${name} is "${text}"; it must be a port number from 1 to 65535.`;
}
