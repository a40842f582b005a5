import type { Failure } from '@olchat/domain';
import { en } from './en.ts';
import type { RefusalTexts } from './refusal-texts.ts';
import { ru } from './ru.ts';

const TEXTS: Record<'ru' | 'en', RefusalTexts> = { ru, en };

/** For a refusal as for the reason of a failed message: both carry a code and what it may name. */
export function sentence(failure: Pick<Failure, 'code' | 'details'>, locale: 'ru' | 'en'): string {
  const text = TEXTS[locale][failure.code];
  return typeof text === 'string' ? text : text(failure.details);
}
