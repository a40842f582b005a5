import { textLength } from '../message/text-length.ts';
import type { AccessEntry } from '../access/use-access-choices.ts';
import type { Template } from './use-template-pages.ts';

/** The server's limits (docs/templates.md). */
export const MAX_TITLE_LENGTH = 100;
export const MAX_TEXT_LENGTH = 4096;

/** What stands in the editor. */
export interface TemplateDraft {
  title: string;
  text: string;
  /** Empty: none. */
  categoryId: string;
  access: AccessEntry[];
}

export const draftOf = (template: Template | undefined): TemplateDraft => ({
  title: template?.title ?? '',
  text: template?.text ?? '',
  categoryId: template?.category?.id ?? '',
  access: (template?.access ?? []).map(({ kind, id, name }) => ({ kind, id, name })),
});

/** A copy has a name of its own, cut where the server would refuse it. */
export const copyTitle = (title: string, copied: string): string =>
  textLength(copied) <= MAX_TITLE_LENGTH ? copied : [...title].slice(0, MAX_TITLE_LENGTH).join('');

export type DraftProblem = 'title' | 'text' | 'titleTooLong' | 'textTooLong';

/** What keeps the draft from being saved, the first thing first. */
export function draftProblem({ title, text }: TemplateDraft): DraftProblem | undefined {
  if (title.trim() === '') return 'title';
  if (textLength(title.trim()) > MAX_TITLE_LENGTH) return 'titleTooLong';
  if (text.trim() === '') return 'text';
  return textLength(text) > MAX_TEXT_LENGTH ? 'textTooLong' : undefined;
}
