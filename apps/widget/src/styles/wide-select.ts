/**
 * The kit's select, made for this form: as wide as its cell and outlined as the fields beside it, the list as wide as the select, and a disabled
 * choice still legible, because the reason stands in it.
 */
export const wideSelect = {
  root: 'w-full',
  base: 'w-full ring-(--olchat-field) disabled:opacity-65',
  viewport: 'w-(--reka-select-trigger-width) min-w-60',
  item: 'h-auto min-h-[44px] py-1 data-disabled:opacity-65',
  itemLabel: 'whitespace-normal wrap-anywhere',
};
