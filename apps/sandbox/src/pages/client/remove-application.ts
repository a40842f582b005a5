/** «Удалить приложение» of the portal, with its question about settings and data. */
import { deskClient } from './desk-client.ts';
import { element } from './element.ts';
import type { Texts } from './texts.ts';
import { orToast } from './toast.ts';

export const removeButton = (texts: Texts): HTMLElement =>
  element('button', { type: 'button', class: 'button', onclick: () => orToast(ask(texts)) }, texts.remove);

const ask = async (texts: Texts): Promise<void> => {
  const clean = element('input', { type: 'checkbox', name: 'clean' });
  const form = element(
    'form',
    { method: 'dialog', class: 'chooser-form' },
    element('h2', {}, texts.remove),
    element('p', {}, texts.removeQuestion),
    element('label', { class: 'check' }, clean, texts.removeData),
    element(
      'div',
      { class: 'chooser-buttons' },
      element('button', { value: 'remove', class: 'button button-primary' }, texts.removeYes),
      element('button', { value: '', class: 'button' }, texts.cancel),
    ),
  );
  const dialog = element('dialog', { class: 'chooser', 'aria-label': texts.remove }, form);
  document.body.append(dialog);
  dialog.showModal();
  await new Promise(resolve => dialog.addEventListener('close', resolve));
  dialog.remove();
  if (dialog.returnValue !== 'remove') return;
  await deskClient.removeApplication(clean.checked);
  location.reload();
};
