/** «Создать поле»: its type, among those that applications registered, and its name; it appears on every card of this kind (S-20). */
import type { FieldTypeChoice } from '../../portal/desk.ts';
import { deskClient } from './desk-client.ts';
import type { Desk } from './desk.ts';
import { element } from './element.ts';
import type { CardReference } from './page-state.ts';
import { orToast } from './toast.ts';

export const createFieldButton = (desk: Desk, reference: CardReference, types: readonly FieldTypeChoice[]): HTMLElement => {
  const { texts, state } = desk;
  const obstacle = !state.employee.isAdministrator ? texts.administratorsOnly : types.length === 0 ? texts.noFieldTypes : undefined;
  return element(
    'button',
    {
      type: 'button',
      class: 'button',
      disabled: obstacle !== undefined,
      title: obstacle,
      onclick: () => orToast(ask(desk, reference, types)),
    },
    texts.createField,
  );
};

const ask = async ({ texts, reloadCard }: Desk, reference: CardReference, types: readonly FieldTypeChoice[]): Promise<void> => {
  const type = element(
    'select',
    { name: 'userTypeId', required: true },
    ...types.map(({ userTypeId, title }) => element('option', { value: userTypeId }, title)),
  );
  const title = element('input', { name: 'title', required: true, maxlength: 100 });
  const form = element(
    'form',
    { method: 'dialog', class: 'chooser-form' },
    element('h2', {}, texts.createField),
    element('label', {}, texts.fieldType, type),
    element('label', {}, texts.fieldName, title),
    element(
      'div',
      { class: 'chooser-buttons' },
      element('button', { value: 'save', class: 'button button-primary' }, texts.saveField),
      element('button', { value: '', formnovalidate: true, class: 'button' }, texts.cancel),
    ),
  );
  const dialog = element('dialog', { class: 'chooser', 'aria-label': texts.createField }, form);
  document.body.append(dialog);
  dialog.showModal();
  await new Promise(resolve => dialog.addEventListener('close', resolve));
  dialog.remove();
  if (dialog.returnValue !== 'save') return;
  await deskClient.createField(reference, { userTypeId: type.value, title: title.value });
  reloadCard();
};
