/** An international number: + or 00, a country, at most 15 digits (E.164). */
const INTERNATIONAL = /^\+[1-9]\d{6,14}$/;

/** The number as the list keeps it, however it was written; nothing when it is none. A national number is none: its country is not known. */
export function readIgnoredNumber(text: string): string | undefined {
  const bare = text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  return INTERNATIONAL.test(bare) ? bare : undefined;
}

export interface ReadNumbers {
  numbers: string[];
  /** What was none of them, as it was written. */
  malformed: string[];
}

/** Several at once, as a list is pasted: between commas, semicolons or lines. */
export function readIgnoredNumbers(text: string): ReadNumbers {
  const written = text
    .split(/[,;\n]/)
    .map(one => one.trim())
    .filter(Boolean);
  return {
    numbers: [...new Set(written.flatMap(one => readIgnoredNumber(one) ?? []))],
    malformed: written.filter(one => readIgnoredNumber(one) === undefined),
  };
}
