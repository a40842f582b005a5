/** What a document may cost (SE-20), the same over HTTP and sockets. */
import {
  GraphQLError,
  Kind,
  specifiedRules,
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  visit,
} from 'graphql';

export const MAX_TOKENS = 1000;
const MAX_DEPTH = 8;
const MAX_ALIASES = 10;
const MAX_DIRECTIVES = 20;
const MAX_ROOT_FIELDS = 5;
const MAX_VARIABLE_DEPTH = 16;

const tooMuch = (what: string, limit: number, nodes: ASTNode): GraphQLError =>
  new GraphQLError(`The document has too many ${what}: at most ${limit}`, { nodes, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });

/** Counts what is written; a fragment counts once. */
const countRule: ValidationRule = context => {
  let aliases = 0;
  let directives = 0;
  return {
    Field: node => {
      if (node.alias !== undefined && ++aliases === MAX_ALIASES + 1) context.reportError(tooMuch('aliases', MAX_ALIASES, node));
    },
    Directive: node => {
      if (++directives === MAX_DIRECTIVES + 1) context.reportError(tooMuch('directives', MAX_DIRECTIVES, node));
    },
    StringValue: node => {
      if (!isStorable(node.value))
        context.reportError(new GraphQLError('A text may not hold a null character or half a character', { nodes: node }));
    },
  };
};

/** Measures what is meant: fragments are followed, each measured once, so that circles and nests of them cost nothing. */
const shapeRule: ValidationRule = context => {
  const depths = new Map<string, number>();
  return {
    OperationDefinition: operation => {
      const fields = rootFields(context, operation.selectionSet, new Set());
      if (fields > MAX_ROOT_FIELDS) context.reportError(tooMuch('root fields', MAX_ROOT_FIELDS, operation));
      if (depthOf(context, operation.selectionSet, depths) > MAX_DEPTH) context.reportError(tooMuch('levels', MAX_DEPTH, operation));
    },
  };
};

function rootFields(context: ValidationContext, { selections }: SelectionSetNode, seen: Set<string>): number {
  return selections.reduce((sum, selection) => {
    if (selection.kind === Kind.FIELD) return sum + 1;
    if (selection.kind === Kind.INLINE_FRAGMENT) return sum + rootFields(context, selection.selectionSet, seen);
    const fragment = unseen(context, selection.name.value, seen);
    return sum + (fragment === null ? 0 : rootFields(context, fragment.selectionSet, seen));
  }, 0);
}

function unseen(context: ValidationContext, name: string, seen: Set<string>): FragmentDefinitionNode | null {
  if (seen.has(name)) return null;
  seen.add(name);
  return context.getFragment(name) ?? null;
}

function depthOf(context: ValidationContext, { selections }: SelectionSetNode, depths: Map<string, number>): number {
  const below = selections.map(selection => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return depthOf(context, selection.selectionSet, depths);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return fragmentDepth(context, selection.name.value, depths);
    // The depth of introspection is graphql's own rule; who may introspect is decided elsewhere.
    if (selection.selectionSet === undefined || selection.name.value.startsWith('__')) return 1;
    return 1 + depthOf(context, selection.selectionSet, depths);
  });
  return Math.max(0, ...below);
}

function fragmentDepth(context: ValidationContext, name: string, depths: Map<string, number>): number {
  const known = depths.get(name);
  if (known !== undefined) return known;
  depths.set(name, 0); // A circle ends here; that circles are wrong is another rule's matter.
  const fragment = context.getFragment(name);
  const depth = fragment == null ? 0 : depthOf(context, fragment.selectionSet, depths);
  depths.set(name, depth);
  return depth;
}

export const LIMIT_RULES: readonly ValidationRule[] = [countRule, shapeRule];
export const ALL_RULES: readonly ValidationRule[] = [...specifiedRules, ...LIMIT_RULES];

/** A sentence for variables that no operation of ours can need, or null. */
export function variablesProblem(variables: unknown, depth = 0): string | null {
  if (depth > MAX_VARIABLE_DEPTH) return `Variables are nested deeper than ${MAX_VARIABLE_DEPTH} levels`;
  if (typeof variables === 'string') return isStorable(variables) ? null : 'A text may not hold a null character or half a character';
  if (typeof variables !== 'object' || variables === null) return null;
  for (const value of Object.values(variables)) {
    const problem = variablesProblem(value, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}

/** PostgreSQL stores no null character, and half a surrogate pair is not text. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

export function asksIntrospection(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field: node => {
      asks ||= node.name.value === '__schema' || node.name.value === '__type';
    },
  });
  return asks;
}
