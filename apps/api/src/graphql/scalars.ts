import { GraphQLDateTimeISO } from 'graphql-scalars';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

export const DateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'A moment, ISO 8601 in UTC, such as `2026-03-04T05:06:07.000Z`.',
});

/** Longer is none of ours. */
const MAX_CURSOR_LENGTH = 100;

export const Cursor = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description: 'A place in the feed of changes. Opaque: keep it as it came and give it back as `after`.',
  serialize: value => String(value),
  parseValue: value => readCursor(value),
  parseLiteral: node => readCursor(node.kind === Kind.STRING ? node.value : null),
});

function readCursor(value: unknown): string {
  if (typeof value !== 'string' || value === '' || value.length > MAX_CURSOR_LENGTH) {
    throw new GraphQLError('A cursor is a text that the server gave', { extensions: { code: 'BAD_USER_INPUT' } });
  }
  return value;
}
