/** Times as the reader's own clock shows them. */
const language = (): string => document.documentElement.lang;

export const time = (at: string): string => new Date(at).toLocaleTimeString(language(), { hour: '2-digit', minute: '2-digit' });
export const dateAndTime = (at: string): string => new Date(at).toLocaleString(language(), { dateStyle: 'long', timeStyle: 'medium' });
export const day = (at: string): string => new Date(at).toLocaleDateString(language(), { day: 'numeric', month: 'long' });
export const isToday = (at: string): boolean => new Date(at).toDateString() === new Date().toDateString();
