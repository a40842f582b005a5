import { bootstrap } from './bootstrap/bootstrap.mjs';

await bootstrap('scripts/launch.ts', process.argv.slice(2));
