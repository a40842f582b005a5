/** What the numbering plans of the world say about a phone number (S-1, S-4): public knowledge about its range, nothing about its owner. */

export interface NumberFacts {
  /** ISO 3166, two letters. */
  country: string;
  countryName: string;
  /** Where the range is registered. Known for landlines; the plans give most mobile ranges to a whole country. */
  region: string | null;
  /** To whom the range was given; the client may have taken his number to another operator since. */
  operator: string | null;
  /** IANA names of every zone that the client may live in by his number, never none. A mobile number of a wide country has many. */
  timeZones: readonly string[] | null;
}

export interface NumberingPlan {
  /**
   * Null for what is no number of a country: an address that is not E.164 with +, a satellite telephone. The data are read from the disk
   * when they are asked for first; so it is called for what a person looks at, never on the path of a send.
   */
  facts(address: string, locale: 'ru' | 'en'): Promise<NumberFacts | null>;
}
