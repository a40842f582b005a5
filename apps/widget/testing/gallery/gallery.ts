/** What a test drives the gallery by, as `window.gallery`: one document for all states, because loading it takes longer than drawing them. */
export interface Gallery {
  /** Every state: where it is found, the sentence of what it shows, and the rules of axe that it is excused from. */
  list: { screen: string; state: string; shows: string; excused: string[] }[];
  /** Ends when the state is reached and nothing moves any more; rejects with what stood there instead. */
  show: (screen: string, state: string, language: 'ru' | 'en') => Promise<void>;
}
