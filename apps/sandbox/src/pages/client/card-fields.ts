/** The left half of a card: its fields, those that an application draws, and the forms to change and create them. */
import type { CardView, CardWidget } from '../../portal/desk.ts';
import { cardPath } from './card-path.ts';
import { createFieldButton } from './create-field.ts';
import { deskClient } from './desk-client.ts';
import type { CardContent } from './desk-client.ts';
import type { Desk } from './desk.ts';
import { element } from './element.ts';
import type { FramePlace } from './frame-commands.ts';
import type { CardReference } from './page-state.ts';
import { orToast } from './toast.ts';

/** Bounds of what a field's frame may ask to be, CSS pixels. */
const HEIGHTS = { min: 40, max: 2000 };

type Shown = Pick<CardContent, 'card' | 'widgets' | 'fieldTypes'>;

export const fieldsPanel = (desk: Desk, reference: CardReference): { node: HTMLElement; show: (content: CardContent) => void } => {
  const { texts } = desk;
  const node = element('section', { class: 'panel card-fields', 'aria-label': texts.about });
  /** What frames put into the form; lost when the card is not saved. */
  const values = new Map<string, string>();
  let frames: { close(): void }[] = [];
  let isEditing = false;
  let shown = '';

  const draw = (content: Shown): void => {
    for (const frame of frames) frame.close();
    frames = [];
    values.clear();
    const turn = (editing: boolean) => () => {
      isEditing = editing;
      draw(content); // The frames are loaded anew in the other mode, as in the real portal.
    };
    const save = async (): Promise<void> => {
      await deskClient.saveFields(reference, Object.fromEntries(values));
      turn(false)();
    };
    const holders = content.widgets.map(widget => ({ widget, holder: element('dd', { class: 'card-widget' }) }));
    node.replaceChildren(
      ...builtIn(desk, content.card),
      ...(holders.length === 0
        ? []
        : [element('dl', {}, ...holders.flatMap(({ widget, holder }) => [element('dt', {}, widget.label), holder]))]),
      element(
        'div',
        { class: 'card-form-buttons' },
        ...(holders.length === 0 || isEditing
          ? []
          : [element('button', { type: 'button', class: 'button', onclick: turn(true) }, texts.edit)]),
        ...(isEditing
          ? [
              element('button', { type: 'button', class: 'button button-primary', onclick: () => orToast(save()) }, texts.save),
              element('button', { type: 'button', class: 'button', onclick: turn(false) }, texts.cancel),
            ]
          : []),
        reference.type !== 'ORDER' && !isEditing && createFieldButton(desk, reference, content.fieldTypes),
      ),
      ...linked(desk, content.card),
    );
    for (const { widget, holder } of holders) orToast(openWidget(widget, holder));
  };

  const openWidget = async (widget: CardWidget, holder: HTMLElement): Promise<void> => {
    const opened = await deskClient.openField(reference, widget.fieldName, isEditing ? 'edit' : 'view');
    if (!holder.isConnected) return;
    const place: FramePlace = {
      kind: 'field',
      close: async () => undefined,
      resize: ({ height }) => {
        if (typeof height === 'number') frame.node.style.height = `${Math.min(Math.max(height, HEIGHTS.min), HEIGHTS.max)}px`;
        return { width: frame.node.clientWidth, height: frame.node.clientHeight };
      },
      getValue: () => values.get(widget.fieldName) ?? widget.options['VALUE'],
      setValue: value => values.set(widget.fieldName, typeof value === 'string' ? value : JSON.stringify(value)),
    };
    const frame = desk.showFrame(opened, holder, place);
    frames.push(frame);
  };

  return {
    node,
    show: ({ card, widgets, fieldTypes }) => {
      const now = JSON.stringify([card, widgets, fieldTypes]);
      // A form that is being filled in stays as it is.
      if (now === shown || isEditing) return;
      shown = now;
      draw({ card, widgets, fieldTypes });
    },
  };
};

const builtIn = ({ texts }: Desk, card: CardView): HTMLElement[] => [
  element('h2', {}, texts.about),
  element(
    'dl',
    {},
    ...card.fields.flatMap(({ label, value }) => [
      element('dt', {}, label),
      value === '' ? element('dd', { class: 'muted' }, texts.notFilled) : element('dd', {}, value),
    ]),
    element('dt', {}, texts.responsible),
    element('dd', {}, card.responsible?.name ?? texts.notFilled),
  ),
];

const linked = ({ texts }: Desk, card: CardView): HTMLElement[] =>
  card.linked.length === 0
    ? []
    : [
        element('h2', {}, texts.linked),
        element(
          'ul',
          { class: 'linked' },
          ...card.linked.map(one =>
            element(
              'li',
              {},
              element('a', { href: cardPath({ smartProcessTypeId: null, ...one }) }, one.title),
              element('span', { class: 'muted' }, one.relation),
            ),
          ),
        ),
      ];
