/** Loaded into a process under measurement: on SIGUSR2 it collects its garbage and writes what is left to MEMORY_FILE. */
import { writeFileSync } from 'node:fs';

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  writeFileSync(process.env['MEMORY_FILE'] ?? '', JSON.stringify({ rss, heapUsed }));
});
