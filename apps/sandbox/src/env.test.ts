import { describe, expect, it } from 'vitest';
import { EnvError, readEnv } from './env.ts';

describe('settings of the sandbox', () => {
  it('needs none of them: the portal is on 4100, the product on 4000 of this machine', () => {
    expect(readEnv({})).toMatchObject({ port: 4100, host: 'localhost', productUrl: 'http://127.0.0.1:4000', logLevel: 'info' });
  });

  it('finds the product by PORT, and by PUBLIC_URL before it', () => {
    expect(readEnv({ PORT: '4500' }).productUrl).toBe('http://127.0.0.1:4500');
    expect(readEnv({ PORT: '4500', PUBLIC_URL: 'http://127.0.0.1:4600/' }).productUrl).toBe('http://127.0.0.1:4600');
  });

  it('takes an empty setting as absent', () => {
    expect(readEnv({ PUBLIC_URL: '', SANDBOX_HOST: '' })).toMatchObject({ host: 'localhost', productUrl: 'http://127.0.0.1:4000' });
  });

  it("stays on this machine when the product's HOST is opened to a network", () => {
    expect(readEnv({ HOST: '0.0.0.0' }).host).toBe('localhost');
  });

  it('says all problems at once', () => {
    const read = (): unknown => readEnv({ SANDBOX_PORT: 'many', PUBLIC_URL: 'ftp://x' });
    expect(read).toThrow(EnvError);
    expect(read).toThrow(/SANDBOX_PORT[\s\S]*PUBLIC_URL/);
  });
});
