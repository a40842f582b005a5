/** A person's own Telegram account, over MTProto: the factory. */
import type { Connector } from '@olchat/domain';
import { settingsOf, type TelegramOptions } from './options.ts';
import { telegramProfile } from './profile.ts';
import { TelegramSession } from './session.ts';

export function telegramConnector(options: TelegramOptions): Connector {
  const settings = settingsOf(options);
  return {
    ...telegramProfile,
    open: (account, store, events) => new TelegramSession(account, store, events, settings),
  };
}
