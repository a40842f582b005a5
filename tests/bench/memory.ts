/** What an idle subscription costs the API process, against a socket that does nothing. Fresh processes in every round; sockets come from another one. */
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { Program, until } from '../support/process.ts';
import type { System } from '../support/system.ts';
import { median, printTable, round, Series } from './figures.ts';
import type { Sizes } from './sizes.ts';

const BARE = 'ws alone';
const OURS = 'messageStatus over graphql-ws';
/** A process grows by its first sockets whatever they are. */
const WARM_UP_SOCKETS = 200;
/** Each needs two processes of its own, and they hardly differ. */
const MOST_ROUNDS = 2;
const PROBE = fileURLToPath(new URL('memory-probe.ts', import.meta.url));
const STILL_MS = 1000;

interface Memory {
  rss: number;
  heapUsed: number;
}

export async function measureMemory(system: System, sizes: Sizes): Promise<void> {
  const [rss, heap] = [new Series(), new Series()];
  const rounds = Math.min(sizes.rounds, MOST_ROUNDS);
  for (let i = 0; i < rounds; i += 1) {
    for (const [name, start] of [
      [BARE, startBare],
      [OURS, startApi],
    ] as const) {
      const server = await start(system, i);
      const warm = await openSockets(system, server, WARM_UP_SOCKETS, `warm-${name}-${i}`);
      const before = await server.memory();
      const sockets = await openSockets(system, server, sizes.sockets, `open-${name}-${i}`);
      const after = await server.memory();
      for (const program of [sockets, warm, server.program]) await program.kill('SIGKILL');
      rss.add(name, (after.rss - before.rss) / sizes.sockets);
      heap.add(name, (after.heapUsed - before.heapUsed) / sizes.sockets);
    }
  }
  const kilobytes = (series: Series, name: string): string => round(median(series.of(name)) / 1024, 1);
  printTable(`Memory of the server per idle subscription, KB (${rounds} × ${sizes.sockets} sockets)`, [
    ['', 'RSS', 'heap'],
    ...[BARE, OURS].map(name => [name, kilobytes(rss, name), kilobytes(heap, name)]),
  ]);
}

interface Server {
  program: Program;
  url: string;
  token: string | null;
  memory(): Promise<Memory>;
}

async function startApi(system: System, index: number): Promise<Server> {
  const port = await freePort();
  const server = serverOf(system, `memory-api-${index}`, settings =>
    system.program(`memory-api-${index}`, { ...settings, ROLE: 'api', PORT: String(port) }),
  );
  await system.waitUntilReady(`http://127.0.0.1:${port}`);
  return { ...server, url: `ws://127.0.0.1:${port}/graphql`, token: system.credentials.partnerKey };
}

async function startBare(system: System, index: number): Promise<Server> {
  const port = await freePort();
  const entry = 'tests/bench/bare-sockets.ts';
  const server = serverOf(
    system,
    `memory-bare-${index}`,
    settings =>
      new Program({ name: `memory-bare-${index}`, entry, environment: { ...settings, PORT: String(port) }, folder: system.folder }),
  );
  await until('the bare server answers', async () => (await fetch(`http://127.0.0.1:${port}`)).status === 426);
  return { ...server, url: `ws://127.0.0.1:${port}`, token: null };
}

function serverOf(system: System, name: string, make: (settings: Record<string, string>) => Program): Pick<Server, 'program' | 'memory'> {
  const file = `${system.folder}/${name}.memory.json`;
  const program = make({ NODE_OPTIONS: `--expose-gc --import=${PROBE}`, MEMORY_FILE: file });
  program.start();
  return {
    program,
    // Buffers of the handshake are freed a moment after it: the lowest of what is seen while nothing happens.
    memory: async () => {
      let least: Memory | undefined;
      const still = performance.now() + STILL_MS;
      while (performance.now() < still || least === undefined) {
        rmSync(file, { force: true });
        program.signal('SIGUSR2');
        const seen = await until('the memory was written', () => JSON.parse(readFileSync(file, 'utf8')) as Memory);
        if (least === undefined || seen.heapUsed < least.heapUsed) least = seen;
      }
      return least;
    },
  };
}

async function openSockets(system: System, { url, token }: Server, count: number, name: string): Promise<Program> {
  const environment = { URL: url, SOCKETS: String(count), ...(token === null ? {} : { TOKEN: token }) };
  const program = new Program({
    name: name.replaceAll(' ', '-'),
    entry: 'tests/bench/open-sockets.ts',
    environment,
    folder: system.folder,
  });
  program.start();
  await until(`${count} sockets are open`, () => {
    if (program.hasEnded) throw new Error(program.log());
    return program.log().includes('open\n');
  });
  return program;
}
