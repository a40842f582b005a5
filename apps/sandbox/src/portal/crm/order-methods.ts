/** Orders of the shop: administrators only. */
import { recordKey } from '../portal-data.ts';
import { page } from '../rest/paging.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { RestError } from '../rest/rest-error.ts';
import { orders } from './items.ts';
import type { Order } from './items.ts';

export const orderMethods: readonly RestMethod[] = [
  { name: 'sale.order.get', scope: 'sale', administratorsOnly: true, run: get },
  { name: 'sale.order.list', scope: 'sale', administratorsOnly: true, run: list },
];

function get({ parameters, portal }: Call): Answer {
  const order = orders(portal).get(recordKey(parameters.requiredInteger('id')));
  if (order === undefined) throw new RestError(400, '200540400001', 'order is not exists');
  return { result: { order: viewOrder(order) } };
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
