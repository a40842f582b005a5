/** Words for what a check of the installation names, and sentences for what failed. */
export interface InstallationTexts {
  /** Placements, by their code. */
  places: Readonly<Record<string, string>>;
  /** Whose item it is, of several at one place. */
  items: Readonly<Record<string, string>>;
  /** By the first word of the name. */
  sorts: Readonly<Record<string, (name: string) => string>>;
  /** By the whole name. */
  things: Readonly<Record<string, string>>;
  failures: Readonly<Record<string, string>>;
  /** For a code without a sentence of its own. */
  otherwise: (code: string) => string;
}
