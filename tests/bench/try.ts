import { startSystem } from '../support/system.ts';
import { writeFileSync } from 'node:fs';
import { once } from 'node:events';
const system = await startSystem();
writeFileSync('/tmp/h12-system.json', JSON.stringify({ product: system.productUrl, sandbox: system.sandboxUrl, db: system.databaseUrl, key: system.credentials.partnerKey }));
process.stdout.write('up\n');
await Promise.race([once(process, 'SIGTERM'), new Promise(r => setTimeout(r, 240_000))]);
await system.stop();
