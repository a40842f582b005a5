import type { Locale, SettingsWords } from './index.ts';
import { loginEn } from './login-en.ts';
import { loginRu } from './login-ru.ts';
import { settingsEn } from './settings-en.ts';
import { settingsRu } from './settings-ru.ts';

/** What only the application's page says: the card does not wait for it. */
export const settingsWords: Record<Locale, SettingsWords> = { ru: { ...settingsRu, ...loginRu }, en: { ...settingsEn, ...loginEn } };
