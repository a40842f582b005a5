import type { CardFields, PortalId } from '@olchat/domain';
import type { RestClient } from '../rest/rest-client.ts';
import type { PortalAddresses } from '../rest/tokens.ts';
import { readNameable } from './nameable-fields.ts';
import { readValues } from './read-values.ts';

export const bitrix24CardFields = (rest: RestClient, addresses: PortalAddresses): CardFields => {
  const language = async (portalId: PortalId): Promise<'ru' | 'en'> =>
    (await addresses.addresses(portalId))?.language === 'ru' ? 'ru' : 'en';
  return {
    nameable: portalId => readNameable(rest, language, portalId),
    values: (portalId, employeeId, wanted) => readValues(rest, language, portalId, employeeId, wanted),
  };
};
