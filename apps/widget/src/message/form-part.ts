/** What of the form one press sends: all of it, or what stands on the open tab (T-11). */
export type FormPart = 'ALL' | FormTab;
/** In this order (T-7…T-10). */
export const FORM_TABS = ['TEXT', 'FILES', 'VOICE'] as const;
export type FormTab = (typeof FORM_TABS)[number];

export const carries = (part: FormPart, what: FormTab): boolean => part === 'ALL' || part === what;
