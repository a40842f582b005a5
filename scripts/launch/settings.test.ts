import { describe, expect, it } from 'vitest';
import { launchSettings } from './settings.ts';

describe('the settings of the launcher', () => {
  it('point the programs to the sandbox when nothing is set', () => {
    const { environment, dataDir, databaseUrl } = launchSettings({}, '/clone');
    expect([dataDir, databaseUrl]).toEqual(['/clone/.data', undefined]);
    expect(environment).toMatchObject({
      PORT: '4000',
      SANDBOX_PORT: '4100',
      PUBLIC_URL: 'http://127.0.0.1:4000',
      BITRIX24_OAUTH_URL: 'http://127.0.0.1:4100/oauth/token/',
      WHATSAPP_WEB_URL: 'ws://127.0.0.1:4100/whatsapp-web',
      PRIVATE_HOSTS: '127.0.0.1:4100,localhost:4100',
    });
  });

  it('follow other ports everywhere', () => {
    const { environment } = launchSettings({ PORT: '5000', SANDBOX_PORT: '5100' }, '/clone');
    expect(environment).toMatchObject({ PUBLIC_URL: 'http://127.0.0.1:5000', BITRIX24_OAUTH_URL: 'http://127.0.0.1:5100/oauth/token/' });
  });

  it('let what the person set win, and add the sandbox to his private hosts', () => {
    const { environment } = launchSettings({ PUBLIC_URL: 'https://chat.example', PRIVATE_HOSTS: 'portal.lan:443' }, '/clone');
    expect(environment).toMatchObject({
      PUBLIC_URL: 'https://chat.example',
      PRIVATE_HOSTS: 'portal.lan:443,127.0.0.1:4100,localhost:4100',
    });
  });

  it('names every wrong one at once', () => {
    expect(() => launchSettings({ PORT: 'http', SANDBOX_PORT: '70000' }, '/clone')).toThrow(
      'PORT is "http"; it must be a port number from 1 to 65535.\nSANDBOX_PORT is "70000"; it must be a port number from 1 to 65535.',
    );
    expect(() => launchSettings({ PORT: '4100' }, '/clone')).toThrow('PORT and SANDBOX_PORT are both 4100');
  });
});
