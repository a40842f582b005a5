/** The kit's switch, disabled: only the switch itself is pale, because the reason stands beside it. */
export const legibleSwitch = { root: 'opacity-100', base: 'disabled:opacity-40', description: 'text-(--olchat-quiet)' };
