import '../../src/styles/main.css';
import '../../src/screens/smart-process-field/closed-door.css';
import type { Messenger } from '@olchat/client';
import type { Locale } from '../../src/locales/index.ts';
import { followColourScheme } from '../../src/page/colour-scheme.ts';
import type { Gallery } from './gallery.ts';
import { screens } from './screens.ts';
import { showList } from './show-list.ts';
import { showState } from './show-state.ts';

const gallery: Gallery = {
  list: Object.entries(screens).flatMap(([screen, { states }]) =>
    Object.entries(states).map(([state, { shows, excuses = {} }]) => ({ screen, state, shows, excused: Object.keys(excuses) })),
  ),
  show: (name, key, language) => showNamed(name, key, language),
};

async function showNamed(name: string, key: string, language: Locale, messenger?: Messenger): Promise<void> {
  const screen = screens[name];
  const state = screen?.states[key];
  if (!screen || !state) throw new Error(`There is no state ${key} of ${name}`);
  document.body.dataset['shown'] = '';
  await showState(screen, state, language, messenger ? { messenger } : {});
  document.body.dataset['shown'] = `${name}/${key}`;
}

const query = new URLSearchParams(location.search);
const theme = query.get('theme');
if (theme === 'dark' || theme === 'light') {
  document.documentElement.classList.add(theme);
  document.documentElement.style.colorScheme = theme;
} else followColourScheme(window, document.documentElement);

Object.assign(window, { gallery });
const name = query.get('screen');
const language = query.get('language') === 'en' ? 'en' : 'ru';
if (name !== null) await showNamed(name, query.get('state') ?? '', language, (query.get('messenger') as Messenger | null) ?? undefined);
else if (!query.has('driven')) showList(document.getElementById('app') ?? document.body, gallery.list);
