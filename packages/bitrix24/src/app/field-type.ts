/** Our type of a card's field: an employee adds a field of it to a smart process, and our page is drawn inside (S-20; Bitrix24 docs, userfieldtype.*). */
import { z } from 'zod';
import type { Plan } from './plan.ts';

/** Small letters and digits only; it cannot be changed later. */
export const FIELD_TYPE = 'olchat';
export const FIELD_PLACEMENT = 'USERFIELD_TYPE';

interface WantedFieldType {
  handler: string;
  title: string;
  description: string;
}

const WORDS = {
  ru: { title: 'WhatsApp — статусы и чаты', description: 'Встройка в карточку смарт-процесса' },
  en: { title: 'WhatsApp: statuses and chats', description: 'Adds the application to cards of a smart process' },
};
/** CSS pixels of the frame until our page says its own. */
const HEIGHT = 56;

export const wantedFieldType = (addresses: { publicUrl: string; title: string }, language: 'ru' | 'en'): WantedFieldType => ({
  handler: `${addresses.publicUrl}/bitrix24/placement/${FIELD_PLACEMENT}`,
  title: `${addresses.title} ${WORDS[language].title}`,
  description: WORDS[language].description,
});

export const registeredFieldTypes = z.array(z.object({ USER_TYPE_ID: z.string(), HANDLER: z.string(), TITLE: z.string().nullish() }));

/** `there` is null when the portal did not say: then nothing is done. */
export const planFieldType = (plan: Plan, there: z.output<typeof registeredFieldTypes> | null, wanted: WantedFieldType): void => {
  if (there === null) return;
  const what = `field type ${FIELD_TYPE}`;
  const found = there.find(type => type.USER_TYPE_ID === FIELD_TYPE);
  if (found?.HANDLER === wanted.handler && found.TITLE === wanted.title) {
    plan.kept.push(what);
    return;
  }
  // Fields of the type hang on its code: it is changed in place, never made anew.
  plan.step('added', what, {
    method: found === undefined ? 'userfieldtype.add' : 'userfieldtype.update',
    params: {
      USER_TYPE_ID: FIELD_TYPE,
      HANDLER: wanted.handler,
      TITLE: wanted.title,
      DESCRIPTION: wanted.description,
      OPTIONS: { height: HEIGHT },
    },
  });
};
