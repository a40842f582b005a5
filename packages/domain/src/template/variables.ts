/**
 * Variables of a template (M-4): `{{CONTACT:NAME}}`, `{{CONTACT:ASSIGNED_BY_ID|NAME}}` (a field of the linked record), `{{UF_CRM_SIZE}}`
 * (a field of the card itself). Pure.
 */
export const VARIABLE_ENTITIES = ['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'ORDER', 'SMART_PROCESS'] as const;
export type VariableEntity = (typeof VARIABLE_ENTITIES)[number];

export interface Variable {
  /** Null: the card that the template is used in. */
  entity: VariableEntity | null;
  /** Bitrix24's upper-case code: NAME, UF_CRM_1720697698689. */
  field: string;
  /** Field of the record that `field` points to: the name of the responsible employee. */
  linkedField: string | null;
}

/** `variable` is null for braces that no spelling of M-4 fits: nothing can fill them. */
export type Segment = { kind: 'text'; text: string } | { kind: 'variable'; source: string; variable: Variable | null };

/** Double braces are variables; single ones are not ours (M-15). */
const BRACES = /\{\{([^{}]*)\}\}/gu;
const SPELLING = /^(?:([A-Z_]+):)?([A-Z][A-Z0-9_]*)(?:\|([A-Z][A-Z0-9_]*))?$/u;

/** Every pair of double braces: where it begins, and as written. */
export const variablesIn = (text: string): { index: number; source: string; inside: string }[] =>
  [...text.matchAll(BRACES)].map(match => ({ index: match.index, source: match[0], inside: match[1] ?? '' }));

export function parseTemplate(text: string): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const { index, source, inside } of variablesIn(text)) {
    if (index > end) segments.push({ kind: 'text', text: text.slice(end, index) });
    segments.push({ kind: 'variable', source, variable: parseVariable(inside) });
    end = index + source.length;
  }
  if (end < text.length) segments.push({ kind: 'text', text: text.slice(end) });
  return segments;
}

/** What stands between the braces; case and surrounding spaces do not matter. */
export function parseVariable(inside: string): Variable | null {
  const match = SPELLING.exec(inside.trim().toUpperCase());
  if (match === null) return null;
  const [, entity, field = '', linkedField] = match;
  if (entity !== undefined && !isEntity(entity)) return null;
  return { entity: entity ?? null, field, linkedField: linkedField ?? null };
}

const isEntity = (text: string): text is VariableEntity => VARIABLE_ENTITIES.some(entity => entity === text);

/** The one spelling of a variable, without braces: also its key in a map of values. */
export const variableKey = ({ entity, field, linkedField }: Variable): string =>
  `${entity === null ? '' : `${entity}:`}${field}${linkedField === null ? '' : `|${linkedField}`}`;

export const formatVariable = (variable: Variable): string => `{{${variableKey(variable)}}}`;

/** Each once, in the order of the text. */
export const variablesOf = (segments: readonly Segment[]): Variable[] => [
  ...new Map(
    segments.flatMap(segment =>
      segment.kind === 'variable' && segment.variable !== null ? [[variableKey(segment.variable), segment.variable] as const] : [],
    ),
  ).values(),
];
