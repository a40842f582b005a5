/** A CRM record as `crm.item.get` and `crm.item.list` answer it: one shape for all types, most fields absent in most. */
import { z } from 'zod';

/** Absent, `0`, `null` and `"0"` all mean "no record". */
const recordId = z.union([z.string(), z.number()]).transform(id => (Number(id) > 0 ? String(id) : null));
const optionalId = recordId.nullish().transform(id => id ?? null);
const idList = z
  .union([z.array(recordId), z.record(z.string(), recordId)])
  .nullish()
  .transform(ids => Object.values(ids ?? {}).filter(id => id !== null));
const text = z.string().nullish().transform(value => value?.trim() ?? ''); // prettier-ignore

const multiField = z.object({
  typeId: z.string(),
  valueType: text,
  value: z.union([z.string(), z.number()]).transform(String),
});

export const itemBody = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: text,
  name: text,
  lastName: text,
  contactId: optionalId,
  contactIds: idList,
  companyId: optionalId,
  companyIds: idList,
  parentId1: optionalId,
  parentId2: optionalId,
  parentId3: optionalId,
  parentId4: optionalId,
  fm: z.union([z.array(multiField), z.record(z.string(), multiField)]).nullish().transform(fields => Object.values(fields ?? {})), // prettier-ignore
});

export type Item = z.output<typeof itemBody>;

export const gotItem = z.object({ item: itemBody });
export const listedItems = z.object({ items: z.array(itemBody) });

/** The primary one first, each once. */
export const contactsOf = (item: Item): string[] => unique([item.contactId, ...item.contactIds]);
export const companiesOf = (item: Item): string[] => unique([item.companyId, ...item.companyIds]);

export const personName = (item: Item): string => [item.name, item.lastName].filter(part => part !== '').join(' ');

const unique = (ids: (string | null)[]): string[] => [...new Set(ids.filter(id => id !== null))];
