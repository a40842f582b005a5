import type { Crm } from '@olchat/domain';
import type { RestClient } from '../rest/rest-client.ts';
import { type ChangeProbe, changeRefusal } from './change-right.ts';
import { readEmployees } from './employees.ts';
import { readCard } from './read-card.ts';

export const bitrix24Crm = (rest: RestClient, changeProbe: ChangeProbe): Crm => ({
  readCard: (portalId, as, card) => readCard(rest, portalId, as, card),
  changeRefusal: (portalId, employeeId, card) => changeRefusal(rest, portalId, employeeId, card, changeProbe),
  employees: (portalId, ids) => readEmployees(rest, portalId, ids),
});
