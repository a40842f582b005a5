import type { Locale, SettingsWords } from './index.ts';
import { limitsEn } from './limits-en.ts';
import { limitsRu } from './limits-ru.ts';
import { loginEn } from './login-en.ts';
import { loginRu } from './login-ru.ts';
import { settingsEn } from './settings-en.ts';
import { settingsRu } from './settings-ru.ts';

/** What only the application's page says: the card does not wait for it. */
export const settingsWords: Record<Locale, SettingsWords> = {
  ru: { ...settingsRu, ...loginRu, ...limitsRu },
  en: { ...settingsEn, ...loginEn, ...limitsEn },
};
