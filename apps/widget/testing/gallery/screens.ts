import type { GalleryScreen } from './gallery-state.ts';
import { accounts, accountSettings } from './states/accounts.ts';
import { card } from './states/card.ts';
import { chatTemplates } from './states/chat-templates.ts';
import { changes, installation } from './states/checks.ts';
import { composer } from './states/composer.ts';
import { contactStatus, smartProcessField } from './states/field.ts';
import { history, install } from './states/history.ts';
import { login } from './states/login.ts';
import { cardMessages } from './states/messages.ts';
import { settings } from './states/settings.ts';
import { telegram } from './states/telegram.ts';
import { templates } from './states/templates.ts';

/** Every screen of the widget. A state that is missing here is one that nobody has looked at. */
export const screens: Record<string, GalleryScreen> = {
  card,
  telegram,
  composer,
  messages: cardMessages,
  contactStatus,
  smartProcessField,
  history,
  install,
  accounts,
  accountSettings,
  login,
  templates,
  chatTemplates,
  settings,
  installation,
  changes,
};
