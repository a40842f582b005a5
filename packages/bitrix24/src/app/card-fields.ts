/** The fields of our type in ordinary cards, made while «Статусы и чаты» is switched on (A-8, S-26; Bitrix24 docs, userfieldconfig.*). */
import { z } from 'zod';
import { FIELD_TYPE } from './field-type.ts';
import type { Plan } from './plan.ts';

/** One name in every kind of card: by it our own fields are told from those that an administrator made by hand. */
const FIELD_NAME = 'UF_CRM_OLCHAT';

/** Orders have no custom fields; a smart process gets its field by hand (S-20). */
const ENTITIES = ['CRM_LEAD', 'CRM_DEAL', 'CRM_CONTACT', 'CRM_COMPANY'] as const;

export const READ_CARD_FIELDS = {
  application: { method: 'app.info' },
  cardFields: { method: 'userfieldconfig.list', params: { moduleId: 'crm', filter: { fieldName: FIELD_NAME } } },
} as const;

/** The code of a field's type carries the application's own number on this portal. */
export const applicationInfo = z.object({ ID: z.union([z.string(), z.number()]).transform(String) });
const field = z.object({ id: z.union([z.string(), z.number()]).transform(String), entityId: z.string(), userTypeId: z.string().nullish() });
export const listedCardFields = z.object({ fields: z.array(field) });

export interface CardFieldsFound {
  applicationId: string;
  fields: z.output<typeof listedCardFields>['fields'];
}

/** `found` is null when the portal did not say, or lacks the right for it: then nothing is done. A field holds no data of its own. */
export const planCardFields = (plan: Plan, found: CardFieldsFound | null, wanted: { isOn: boolean; title: string }): void => {
  if (found === null) return;
  for (const entityId of ENTITIES) {
    const what = `card-field ${entityId}`;
    const there = found.fields.find(known => known.entityId === entityId);
    if (wanted.isOn && there !== undefined) plan.kept.push(what);
    else if (wanted.isOn) plan.step('added', what, addField(entityId, found.applicationId, wanted.title));
    else if (there !== undefined)
      plan.step('removed', what, { method: 'userfieldconfig.delete', params: { moduleId: 'crm', id: there.id } });
  }
};

const addField = (entityId: string, applicationId: string, title: string) => ({
  method: 'userfieldconfig.add',
  params: {
    moduleId: 'crm',
    field: {
      entityId,
      fieldName: FIELD_NAME,
      userTypeId: `rest_${applicationId}_${FIELD_TYPE}`,
      multiple: 'N',
      mandatory: 'N',
      editFormLabel: { ru: `${title} — статусы и чаты`, en: `${title}: statuses and chats` },
    },
  },
});
