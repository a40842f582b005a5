import type { CardFields, PortalId } from '@olchat/domain';
import type { RestClient } from '../rest/rest-client.ts';
import type { PortalAddresses } from '../rest/tokens.ts';
import { readGroups } from './field-groups.ts';
import { readValues } from './read-values.ts';

export const bitrix24CardFields = (rest: RestClient, addresses: PortalAddresses): CardFields => {
  const language = async (portalId: PortalId): Promise<'ru' | 'en'> =>
    (await addresses.addresses(portalId))?.language === 'ru' ? 'ru' : 'en';
  return {
    groups: portalId => readGroups(rest, language, portalId),
    values: (portalId, employeeId, wanted) => readValues(rest, language, portalId, employeeId, wanted),
  };
};
