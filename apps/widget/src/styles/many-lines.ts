/** The kit's button, made to hold a sentence: at 360 px it has more lines than one. */
export const manyLines = {
  base: 'h-auto leading-5 max-w-full',
  baseLine: 'h-auto py-1.5',
  label: 'h-auto',
  labelInner: 'whitespace-normal text-start',
};
