/** A field of a CRM type as `crm.item.fields` describes it. */
import { z } from 'zod';

const text = z.string().nullish().transform(value => value ?? ''); // prettier-ignore
const flag = z.union([z.boolean(), z.string()]).nullish().transform(value => value === true || value === 'Y' || value === '1'); // prettier-ignore

const listItem = z.object({ ID: z.union([z.string(), z.number()]).transform(String), VALUE: text });

const description = z.object({
  type: z.string(),
  title: text,
  formLabel: text,
  upperName: text,
  isMultiple: flag,
  statusType: text,
  items: z.array(listItem).nullish().catch(null),
});

export const fieldsBody = z.object({ fields: z.record(z.string(), description) });

export interface Field {
  /** As it stands in a variable: NAME, UF_CRM_SIZE. */
  code: string;
  /** Key in the item, with `useOriginalUfNames`. */
  name: string;
  type: string;
  title: string;
  /** Directory of a `crm_status` field: SOURCE, DEAL_STAGE_1. */
  statusType: string;
  /** Values of an `enumeration` by id. */
  items: ReadonlyMap<string, string>;
}

export const fieldsOf = (body: z.output<typeof fieldsBody>): ReadonlyMap<string, Field> =>
  new Map(
    Object.entries(body.fields).map(([name, field]) => {
      const code = (field.upperName === '' ? upperCase(name) : field.upperName).toUpperCase();
      return [
        code,
        {
          code,
          name,
          type: field.type,
          title: field.formLabel === '' ? field.title : field.formLabel,
          statusType: field.statusType,
          items: new Map((field.items ?? []).map(item => [item.ID, item.VALUE])),
        },
      ];
    }),
  );

/** Portals of before 2023 give no `upperName`: `assignedById` → ASSIGNED_BY_ID. */
const upperCase = (name: string): string => name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').toUpperCase();

/** Fields whose value is no text that a person would send: files, parts of other modules, service flags. */
const UNSENDABLE = /^(file|crm_multifield|iblock_|rest_|resourcebooking|vote|snils|char$)/;
const SERVICE = new Set(['HAS_PHONE', 'HAS_EMAIL', 'HAS_IMOL', 'FM', 'XML_ID', 'ORIGIN_ID', 'ORIGINATOR_ID', 'WEBFORM_ID', 'FACE_ID']);

export const isSendable = (field: Field): boolean => !UNSENDABLE.test(field.type) && !SERVICE.has(field.code);
