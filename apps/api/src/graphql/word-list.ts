import { registerEnumType } from 'type-graphql';

/** An enum of the schema from a closed list of words. A word of the domain that is not described does not compile. */
export function wordList<Word extends string>(name: string, description: string, words: Record<Word, string>): Record<Word, Word> {
  const values = Object.fromEntries(Object.keys(words).map(word => [word, word])) as Record<Word, Word>;
  const valuesConfig = Object.fromEntries(Object.entries(words).map(([word, text]) => [word, { description: text as string }]));
  registerEnumType(values, { name, description, valuesConfig: valuesConfig as Partial<Record<Word, { description: string }>> });
  return values;
}
