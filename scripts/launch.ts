import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bootstrap/bootstrap.mjs';
import { sayFailure } from './bootstrap/progress.mjs';
import { launch } from './launch/launch.ts';
import { launchSettings } from './launch/settings.ts';
import { stopRequest } from './launch/stop-request.ts';

const stop = stopRequest();
try {
  const dotEnv = join(ROOT, '.env');
  if (existsSync(dotEnv)) process.loadEnvFile(dotEnv);
  const entries = {
    api: join(ROOT, 'apps/api/src/main.ts'),
    // The product's worker, with the simulated Telegram below the messenger's library.
    worker: join(ROOT, 'apps/sandbox/src/worker.ts'),
    sandbox: join(ROOT, 'apps/sandbox/src/main.ts'),
    trust: join(ROOT, 'apps/sandbox/src/trust-media.ts'),
  };
  process.exit((await launch(ROOT, launchSettings(process.env, ROOT), entries, stop)) ? 0 : 1);
} catch (error) {
  sayFailure(error);
  process.exit(1);
}
