/** Orders of the shop: administrators only. */
import { recordKey } from '../portal-data.ts';
import { page } from '../rest/paging.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { readInteger, readText } from '../rest/parameters.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { RestError } from '../rest/rest-error.ts';
import { orders } from './items.ts';
import type { Order } from './items.ts';

export const orderMethods: readonly RestMethod[] = [
  { name: 'sale.order.get', scope: 'sale', administratorsOnly: true, run: get },
  { name: 'sale.order.update', scope: 'sale', administratorsOnly: true, run: update },
  { name: 'sale.order.list', scope: 'sale', administratorsOnly: true, run: list },
];

const existing = ({ parameters, portal }: Call): Order => {
  const order = orders(portal).get(recordKey(parameters.requiredInteger('id')));
  if (order === undefined) throw new RestError(400, '200540400001', 'order is not exists');
  return order;
};

function get(call: Call): Answer {
  return { result: { order: viewOrder(existing(call)) } };
}

/** Of the order's own fields those that are kept here; others are passed over in silence, as by the platform. */
function update(call: Call): Answer {
  const order = existing(call);
  const fields = call.parameters.requiredObject('fields');
  const changed: Order = {
    ...order,
    responsibleId: readInteger(fields['responsibleId']) ?? order.responsibleId,
    statusId: readText(fields['statusId']) ?? order.statusId,
  };
  orders(call.portal).put(recordKey(order.id), changed);
  call.portal.changed('card');
  return { result: { order: viewOrder(changed) }, externalId: order.id };
}

function list({ parameters, portal }: Call): Answer {
  const found = orders(portal)
    .values()
    .filter(order => matchesFilter(parameters.object('filter') ?? {}, name => order[name as keyof Order]));
  return page(found, parameters.integer('start'), rows => ({ orders: rows.map(viewOrder) }));
}

const viewOrder = (order: Order) => ({
  ...order,
  userId: 1,
  clients: order.clients.map((client, index) => ({ ...client, id: order.id * 100 + index, orderId: order.id, roleId: 0, sort: 0 })),
  propertyValues: order.propertyValues.map((property, index) => ({ ...property, id: order.id * 100 + index, orderPropsId: 20 + index })),
});
