/**
 * The product's worker beside the sandbox: the same composition, with Telegram's client over a socket to this sandbox. Telegram's wire cannot
 * be played, so this is the lowest place where the real code opens; a worker that is killed leaves the simulated Telegram alive.
 */
import { runWorker } from '@olchat/api';
import { readEnv } from './env.ts';
import { SimulatedClient } from './telegram/client.ts';

const url = `ws://127.0.0.1:${readEnv().port}/telegram`;
await runWorker({ telegramClient: parts => new SimulatedClient(url, parts) });
