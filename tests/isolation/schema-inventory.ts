/** What the running API offers, read from its own schema: the fields that need an expectation, and the arguments that name something. */
import { buildSchema, getNamedType, isInputObjectType, isObjectType, type GraphQLArgument, type GraphQLInputField } from 'graphql';

/** Strings that name something too. */
const NAMING_STRINGS = ['after', 'idempotencyKey'];
const NAMING_TYPES = ['ID', 'Cursor'];

/** `Type.field` → paths of its naming arguments, nested inputs included. */
export function fieldsOf(sdl: string): Map<string, string[]> {
  const schema = buildSchema(sdl);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = new Map<string, string[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!roots.includes(type) && field.args.length === 0) continue;
      fields.set(
        `${type.name}.${field.name}`,
        field.args.flatMap(argument => namesIn(argument)),
      );
    }
  }
  return fields;
}

function namesIn(input: GraphQLArgument | GraphQLInputField, path: string[] = []): string[] {
  const here = [...path, input.name];
  const type = getNamedType(input.type);
  if (isInputObjectType(type)) return Object.values(type.getFields()).flatMap(field => namesIn(field, here));
  const isNaming = NAMING_TYPES.includes(type.name) || (type.name === 'String' && NAMING_STRINGS.includes(input.name));
  return isNaming ? [here.join('.')] : [];
}
