/** Sentences of notices (N-1…N-6), one per kind and language; a missing one does not compile. */
import type { NoticeDetails, NoticeFacts, NoticeKind, NoticeWords } from '@olchat/domain';
import { sentence } from '../refusal-texts/sentence.ts';
import { EN } from './en.ts';
import { moscowTime } from './moscow-time.ts';
import { RU } from './ru.ts';

export interface NoticeWordsOf {
  product: string;
  /** The account's title, or the product's where the notice is about the portal. */
  connector: string;
  address: string;
  /** Why a message failed, with what to do next. */
  reason: string;
  until: string | null;
  waiting: number | null;
  times: number | null;
  employeeName: string;
  why: NonNullable<NoticeDetails['why']>;
  counter: NonNullable<NoticeDetails['counter']>;
  spent: number;
  limit: number;
}

export type NoticeTexts = Record<NoticeKind, (words: NoticeWordsOf) => string> & { chatTitle: (product: string) => string };

const TEXTS = { ru: RU, en: EN };

/** `«connector» [dd.mm.yyyy hh:mm:ss MSK] text` (N-1). */
export const noticeWords = (product: string): NoticeWords => ({
  text: (facts, locale) => {
    const words = wordsOf(product, facts, locale);
    return `«${words.connector}» [${moscowTime(facts.at)}] ${TEXTS[locale][facts.kind](words)}`;
  },
  chatTitle: locale => TEXTS[locale].chatTitle(product),
});

const wordsOf = (product: string, { connector, details }: NoticeFacts, locale: 'ru' | 'en'): NoticeWordsOf => {
  const { address, code, rawCode, until, waiting, times, employeeName, why, counter, spent, limit } = details;
  return {
    product,
    connector: connector ?? product,
    address: address ?? '',
    reason: code === undefined ? '' : sentence({ code, details: rawCode === undefined ? {} : { rawCode } }, locale),
    until: until === undefined ? null : moscowTime(new Date(until)),
    waiting: waiting ?? null,
    times: times ?? null,
    employeeName: employeeName ?? '',
    why: why ?? 'REFUSED',
    counter: counter ?? 'SENT',
    spent: spent ?? 0,
    limit: limit ?? 0,
  };
};
