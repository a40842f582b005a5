/** A small dialog to choose people or cards from a list. */
import { element } from './element.ts';
import type { Texts } from './texts.ts';

export interface Choice {
  id: string;
  title: string;
}

/** Undefined when it was closed without choosing. */
export const choose = async <Item extends Choice>(
  title: string,
  items: readonly Item[],
  multiple: boolean,
  texts: Texts,
): Promise<Item[] | undefined> => {
  const form = element('form', { method: 'dialog', class: 'chooser-form' }, element('h2', {}, title));
  const list = element('div', { class: 'chooser-list' });
  for (const { id, title: name } of items) {
    const input = element('input', { type: multiple ? 'checkbox' : 'radio', name: 'chosen', value: id, required: !multiple });
    list.append(element('label', {}, input, name));
  }
  form.append(
    list,
    element(
      'div',
      { class: 'chooser-buttons' },
      element('button', { value: 'chosen', class: 'button button-primary' }, texts.choose),
      element('button', { value: '', formnovalidate: true, class: 'button' }, texts.cancel),
    ),
  );
  const dialog = element('dialog', { class: 'chooser', 'aria-label': title }, form);
  document.body.append(dialog);
  dialog.showModal();
  await new Promise(resolve => dialog.addEventListener('close', resolve));
  dialog.remove();
  if (dialog.returnValue !== 'chosen') return undefined;
  const chosen = new FormData(form).getAll('chosen');
  return items.filter(item => chosen.includes(item.id));
};
