import { expect, it } from 'vitest';
import { contactWords } from '../contact-status/contact-words.ts';
import { conversationWords } from '../conversation/conversation-words.ts';
import { chatTemplatesWords } from '../screens/chat-templates/chat-templates-words.ts';
import { attachmentsWords } from './attachments-words.ts';
import { words } from './index.ts';
import { settingsWords } from './settings-words.ts';
import { templateManagerWords } from './template-manager-words.ts';

function leaves(tree: object, path = ''): [path: string, sentence: string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value as object, `${path}${key}.`),
  );
}

const names = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].sort();
const all = [words, attachmentsWords, settingsWords, templateManagerWords, contactWords, conversationWords, chatTemplatesWords];
const russian = all.flatMap(({ ru }) => leaves(ru));
const english = new Map(all.flatMap(({ en }) => leaves(en)));

it.each(russian)('%s has the same values in both languages', (path, sentence) => {
  expect(names(english.get(path) ?? '')).toEqual(names(sentence));
});

it.each(russian.filter(([, sentence]) => sentence.includes(' | ')))('%s has all plural forms', (path, sentence) => {
  expect(sentence.split(' | ')).toHaveLength(3);
  expect(english.get(path)?.split(' | ')).toHaveLength(2);
});
