import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const PREFIX = 'virtual:emoji/';
/** Components of other signs (skin tones, hair): nothing to choose by themselves. */
const COMPONENT_GROUP = 2;

interface CompactEmoji {
  unicode: string;
  label: string;
  tags?: string[];
  group?: number;
  order?: number;
}

/** `virtual:emoji/ru` and `virtual:emoji/en`: emojibase cut down to what the panel shows and searches, in a third of the size. */
export function emojiData(): Plugin {
  const require = createRequire(import.meta.url);
  return {
    name: 'olchat:emoji-data',
    resolveId: id => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const locale = id.slice(PREFIX.length + 1);
      const all = require(`emojibase-data/${locale}/compact.json`) as CompactEmoji[];
      const { groups } = require(`emojibase-data/${locale}/messages.json`) as { groups: { order: number; message: string }[] };
      const data = groups
        .filter(({ order }) => order !== COMPONENT_GROUP)
        .map(({ order, message }) => ({
          name: message,
          emoji: all
            .filter(({ group }) => group === order)
            .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
            .map(({ unicode, label, tags = [] }) => [unicode, [label, ...tags].join(' ').toLowerCase()]),
        }));
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(data))});`;
    },
  };
}
