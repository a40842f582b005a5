/** How the messenger puts an application's text into its message box (Bitrix24 docs, `im:setImTextareaContent`). */
export interface Insertion {
  /** At the end, on a line of its own; else at the cursor, in place of what is selected. */
  withNewLine: boolean;
  /** The text alone stays. */
  replace: boolean;
}

type Box = Pick<HTMLTextAreaElement, 'value' | 'selectionStart' | 'selectionEnd' | 'setSelectionRange'>;

export const insertText = (box: Box, text: string, { withNewLine, replace }: Insertion): void => {
  const { value, selectionStart, selectionEnd } = box;
  if (replace || value === '') return put(box, text, '');
  if (withNewLine) return put(box, `${value}\n${text}`, '');
  const [before, after] = [value.slice(0, selectionStart), value.slice(selectionEnd)];
  const left = before === '' || /\s$/.test(before) ? '' : ' ';
  const right = after === '' || /^\s/.test(after) ? '' : ' ';
  put(box, `${before}${left}${text}`, `${right}${after}`);
};

const put = (box: Box, before: string, after: string): void => {
  box.value = before + after;
  box.setSelectionRange(before.length, before.length);
};
