import { describe, expect, it } from 'vitest';
import { nextTick, ref } from 'vue';
import { useDraft } from './use-draft.ts';

const saved = () => ref({ title: 'Продажи', intervalMs: 500, numbers: ['+79000000091'] });

describe('a draft', () => {
  it('is dirty only where it differs, and tells only that', () => {
    const values = saved();
    const { draft, isDirty, changed } = useDraft(() => values.value);
    expect([isDirty.value, changed()]).toEqual([false, {}]);
    draft.value.numbers.push('+79000000092');
    expect([isDirty.value, changed()]).toEqual([true, { numbers: ['+79000000091', '+79000000092'] }]);
    draft.value.numbers.pop();
    expect(isDirty.value).toBe(false);
  });

  it('keeps what a person changed and follows what he left alone, when the saved values move', async () => {
    const values = saved();
    const { draft, changed } = useDraft(() => values.value);
    draft.value.title = 'Опт';
    values.value = { ...values.value, title: 'Склад', intervalMs: 1_000 };
    await nextTick();
    expect(draft.value).toEqual({ title: 'Опт', intervalMs: 1_000, numbers: ['+79000000091'] });
    expect(changed()).toEqual({ title: 'Опт' });
  });

  it('knows nothing of the client’s marks of types, and sends none back', () => {
    const values = ref({ hours: { __typename: 'WritingHours', redUntil: 7 } as { redUntil: number }, limit: 1 });
    const { draft, isDirty, changed } = useDraft(() => values.value);
    draft.value.hours = { redUntil: 7 };
    expect(isDirty.value).toBe(false);
    draft.value.hours = { redUntil: 8 };
    expect(changed()).toEqual({ hours: { redUntil: 8 } });
  });

  it('goes back to what is saved', () => {
    const values = saved();
    const { draft, isDirty, undo } = useDraft(() => values.value);
    draft.value.title = 'Опт';
    undo();
    expect([draft.value.title, isDirty.value]).toEqual(['Продажи', false]);
    expect(draft.value.numbers).not.toBe(values.value.numbers);
  });
});
