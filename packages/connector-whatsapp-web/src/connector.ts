/** WhatsApp by a linked device: the factory. */
import { tmpdir } from 'node:os';
import type { Connector } from '@olchat/domain';
import { removeLeftBehind } from './left-behind.ts';
import { settingsOf, type WhatsAppWebOptions } from './options.ts';
import { whatsAppWebProfile } from './profile.ts';
import { WhatsAppWebSession } from './session.ts';

export function whatsAppWebConnector(options: WhatsAppWebOptions = {}): Connector {
  const settings = settingsOf(options);
  void removeLeftBehind(tmpdir(), settings.logger);
  return {
    ...whatsAppWebProfile,
    open: (account, store, events) => new WhatsAppWebSession(account, store, events, settings),
  };
}
