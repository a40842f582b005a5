import { afterEach, describe, expect, it, vi } from 'vitest';
import { card } from '../../../testing/builders.ts';
import { surroundings } from '../../../testing/mount.ts';
import type { Page } from '../../page/page.ts';
import { isClosed, showClosedDoor } from './closed-door.ts';

type Field = NonNullable<Page['field']>;
const pageWith = (field: Partial<Field>, rest: Partial<Page> = {}): Page =>
  surroundings({
    page: {
      screen: 'field',
      card,
      field: { mode: 'view', smartProcessTypeId: null, embedded: false, isOn: true, isForced: false, ...field },
      ...rest,
    },
  }).page;

afterEach(() => document.body.replaceChildren());

describe('the field before anybody pressed (S-2)', () => {
  it('is closed in view mode where the widget works, and nowhere else', () => {
    expect(isClosed(pageWith({}))).toBe(true);
    expect(isClosed(pageWith({ isForced: true }))).toBe(false);
    expect(isClosed(pageWith({ mode: 'edit' }))).toBe(false);
    expect(isClosed(pageWith({ isOn: false }))).toBe(false);
    expect(isClosed(pageWith({}, { card: null }))).toBe(false);
    expect(isClosed(pageWith({}, { problem: { code: 'FORBIDDEN', message: 'Нет доступа' } }))).toBe(false);
  });

  it('loads nothing until it is pressed, and then once', async () => {
    const open = vi.fn(() => new Promise<void>(() => undefined));
    showClosedDoor(document.body, 'Написать в WhatsApp', open);
    const button = document.querySelector('button');
    expect([button?.textContent, button?.ariaExpanded]).toEqual(['Написать в WhatsApp', 'false']);
    expect(open).not.toHaveBeenCalled();
    button?.click();
    button?.click();
    expect(open).toHaveBeenCalledOnce();
    expect(button?.ariaBusy).toBe('true');
  });

  it('can be pressed again when the widget could not be loaded', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const open = vi.fn(() => Promise.reject(new Error('cut')));
    showClosedDoor(document.body, 'Написать в WhatsApp', open);
    const button = document.querySelector('button');
    button?.click();
    await vi.waitFor(() => expect(button?.disabled).toBe(false));
    button?.click();
    expect(open).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });
});
