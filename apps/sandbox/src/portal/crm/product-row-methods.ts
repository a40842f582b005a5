/** Goods of a deal or lead (Bitrix24 docs, crm.item.productrow.list). Both owner conditions are required. */
import type { Collection } from '../../kernel/store.ts';
import type { Portal } from '../portal-data.ts';
import { page } from '../rest/paging.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { readText } from '../rest/parameters.ts';
import { accessDenied, notFound, RestError } from '../rest/rest-error.ts';
import { DEAL, isSmartProcess, LEAD } from './card-types.ts';
import { cardOfItem, findItem, mayReadCard } from './items.ts';

export interface ProductRow {
  id: number;
  ownerTypeId: number;
  ownerId: number;
  productName: string;
  price: number;
  quantity: number;
  measureName: string;
}

export const productRows = (portal: Portal): Collection<ProductRow> => portal.records('product-row');

export const productRowMethods: readonly RestMethod[] = [{ name: 'crm.item.productrow.list', scope: 'crm', run: list }];

const ownerTypeId = (code: string): number | undefined => {
  if (code === 'L') return LEAD;
  if (code === 'D') return DEAL;
  const typeId = /^T[0-9a-f]+$/i.test(code) ? Number.parseInt(code.slice(1), 16) : 0;
  return isSmartProcess(typeId) ? typeId : undefined;
};

function list({ parameters, portal, employee }: Call): Answer {
  const filter = parameters.object('filter') ?? {};
  const code = readText(filter['=ownerType']);
  const id = Number(readText(filter['=ownerId']));
  if (code === undefined || !Number.isInteger(id)) throw new RestError(400, 'INVALID_ARG_VALUE', 'Filter by owner is required');
  const typeId = ownerTypeId(code);
  if (typeId === undefined) throw new RestError(400, 'OWNER_TYPE_NOT_SUPPORTED', 'Owner type is not supported');
  const item = findItem(portal, { entityTypeId: typeId, id });
  if (item === undefined) throw notFound();
  if (!mayReadCard(employee, cardOfItem(item))) throw accessDenied();
  const rows = productRows(portal)
    .values()
    .filter(row => row.ownerTypeId === typeId && row.ownerId === id)
    .map(({ ownerTypeId: _, ...row }) => ({ ...row, ownerType: code, priceBrutto: row.price, measureCode: 796 }));
  return page(rows, parameters.integer('start'), found => ({ productRows: found }));
}
