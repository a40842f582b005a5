import { describe, expect, it } from 'vitest';
import { settingsOf } from './options.ts';

describe('the address of WhatsApp Web', () => {
  it('is the official one by default', () => {
    expect(settingsOf({}).webSocketUrl).toBe('wss://web.whatsapp.com/ws/chat');
  });

  it('may be plain for a private host only', () => {
    expect(settingsOf({ webSocketUrl: 'ws://127.0.0.1:4100/whatsapp-web', privateHosts: ['127.0.0.1:4100'] }).webSocketUrl).toBe(
      'ws://127.0.0.1:4100/whatsapp-web',
    );
  });

  it.each([
    ['ws://web.whatsapp.com/ws/chat', []],
    ['ws://127.0.0.1:4101/whatsapp-web', ['127.0.0.1:4100']],
    ['http://127.0.0.1:4100/', ['127.0.0.1:4100']],
  ])('is refused: %s with private hosts %j', (webSocketUrl, privateHosts) => {
    expect(() => settingsOf({ webSocketUrl, privateHosts })).toThrow('wss://');
  });
});
