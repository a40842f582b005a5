import type { Locale } from '../locales/index.ts';

export interface EmojiGroup {
  name: string;
  /** A sign and the words it is found by, in lower case. */
  emoji: [sign: string, words: string][];
}

/** Loaded when the panel is opened for the first time: 40 to 50 KB that most messages do without. */
export async function loadEmoji(locale: Locale): Promise<EmojiGroup[]> {
  const { default: groups } = await (locale === 'ru' ? import('virtual:emoji/ru') : import('virtual:emoji/en'));
  return groups;
}

/** Signs all of whose words begin somewhere with what was typed, best known first. */
export function findEmoji(groups: readonly EmojiGroup[], typed: string): string[] {
  const beginnings = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .flatMap(({ emoji }) => emoji)
    .filter(([sign, words]) => sign === typed || beginnings.every(beginning => ` ${words}`.includes(` ${beginning}`)))
    .map(([sign]) => sign);
}
