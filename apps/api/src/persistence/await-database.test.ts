import { Pool } from 'pg';
import { expect, it } from 'vitest';
import { awaitDatabase } from './await-database.ts';

function logger() {
  const said: string[] = [];
  const say = (message: string): void => void said.push(message);
  return { said, logger: { debug: say, info: say, warn: say, error: say } };
}

const refused = (): Error => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

/** Fails so often, then answers. */
function poolThat(failures: Error[]): { pool: Pick<Pool, 'query'>; asked: () => number } {
  let asked = 0;
  const query = async () => {
    asked += 1;
    const failure = failures.shift();
    if (failure) throw failure;
    return { rows: [] };
  };
  return { pool: { query } as unknown as Pick<Pool, 'query'>, asked: () => asked };
}

it('waits for a database that is starting, and says so once', async () => {
  const { pool, asked } = poolThat([refused(), new Error('Connection terminated due to connection timeout')]);
  const { said, logger: log } = logger();
  await awaitDatabase(pool, log);
  expect([asked(), said]).toEqual([3, ['the database does not answer yet; it is waited for']]);
});

it('does not wait for one that refuses us', async () => {
  const { pool, asked } = poolThat([Object.assign(new Error('no such database'), { code: '3D000' })]);
  await expect(awaitDatabase(pool, logger().logger)).rejects.toThrow('no such database');
  expect(asked()).toBe(1);
});

it('gives up in the end, with what the driver said', async () => {
  const nobody = new Pool({ host: '127.0.0.1', port: 1 });
  await expect(awaitDatabase(nobody, logger().logger, 0)).rejects.toThrow('ECONNREFUSED');
  await nobody.end();
});
