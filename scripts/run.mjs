import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('scripts/run.ts', process.argv.slice(2));
