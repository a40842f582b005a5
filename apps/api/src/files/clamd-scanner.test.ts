import { scannerState } from '@olchat/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClamdScanner } from './clamd-scanner.ts';
import { EICAR, FakeClamd } from './testing/fake-clamd.ts';

let clamd: FakeClamd;
let silences: string[];
const scanner = (options: { scanMs?: number; port?: number } = {}) =>
  new ClamdScanner({ host: '127.0.0.1', port: clamd.port, onSilent: error => void silences.push(String(error)), ...options });
beforeEach(async () => {
  clamd = await FakeClamd.start();
  silences = [];
});
afterEach(() => clamd.stop());

async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(typeof part === 'string' ? Buffer.from(part) : part);
}

describe('a file before ClamAV’s daemon (SE-33)', () => {
  it('is clean, and was looked at whole: what comes empty in between does not end it', async () => {
    expect(await scanner().scan(pieces('раз', '', new Uint8Array(3_000_000)))).toEqual({ kind: 'CLEAN' });
    expect(clamd.scanned).toEqual([3_000_006]);
  });

  it('is found out, also where the virus is cut in two (AT-10)', async () => {
    const found = await scanner().scan(pieces('до ', EICAR.slice(0, 20), EICAR.slice(20), ' после'));
    expect(found).toEqual({ kind: 'FOUND', name: 'Eicar-Test-Signature' });
  });

  it.each([
    ['says nothing', () => void (clamd.isSilent = true), 'did not answer within 300 ms'],
    ['takes less than the file', () => void (clamd.maxBytes = 1000), 'INSTREAM size limit exceeded'],
    ['is gone', () => clamd.stop(), 'ECONNREFUSED'],
  ])('has no verdict when clamd %s, and the log says why', async (_what, make, why) => {
    const asked = scanner({ scanMs: 300 });
    await make();
    expect(await asked.scan(pieces(new Uint8Array(2_000_000)))).toEqual({ kind: 'UNAVAILABLE' });
    expect(silences.join()).toContain(why);
  });

  it('that cannot be read is no silence of the scanner', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield* pieces('начало');
      throw new Error('the disk is gone');
    };
    await expect(scanner().scan(broken())).rejects.toThrow('the disk is gone');
    expect(silences).toEqual([]);
  });

  it('waits for its turn: no more than four are looked at at once', async () => {
    const verdicts = await Promise.all(Array.from({ length: 12 }, () => scanner().scan(pieces('файл'))));
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['CLEAN']));
  });
});

it('says whether it answers, to whoever looks at the installation', async () => {
  expect(await scannerState(null)).toBe('ABSENT');
  expect(await scannerState(scanner())).toBe('READY');
  const gone = scanner();
  await clamd.stop();
  expect(await scannerState(gone)).toBe('SILENT');
});
