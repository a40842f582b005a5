/** Every REST method that this portal knows; all others answer ERROR_METHOD_NOT_FOUND. */
import { activityMethods } from './crm/activity-methods.ts';
import { commentMethods } from './crm/comment-methods.ts';
import { clientLinkMethods } from './crm/client-link-methods.ts';
import { directoryMethods } from './crm/directories.ts';
import { itemMethods } from './crm/item-methods.ts';
import { orderMethods } from './crm/order-methods.ts';
import { productRowMethods } from './crm/product-row-methods.ts';
import { timelinePictureMethods } from './crm/timeline-pictures.ts';
import { typeMethods } from './crm/type-methods.ts';
import { userFieldMethods } from './crm/user-field-methods.ts';
import { eventMethods } from './events/event-methods.ts';
import { imMethods } from './im/im-methods.ts';
import { connectorMethods } from './open-lines/connector-methods.ts';
import { crmChatMethods } from './open-lines/crm-chat-methods.ts';
import { incomingMethods } from './open-lines/incoming-methods.ts';
import { lineMethods } from './open-lines/line-methods.ts';
import { sessionMethods } from './open-lines/session-methods.ts';
import { optionMethods } from './option-methods.ts';
import { placementMethods } from './placements/placement-methods.ts';
import type { RestMethod } from './rest/method.ts';
import { userMethods } from './users/user-methods.ts';
import { workgroupMethods } from './users/workgroup-methods.ts';

const subjects: readonly RestMethod[] = [
  ...userMethods,
  ...workgroupMethods,
  ...optionMethods,
  ...eventMethods,
  ...placementMethods,
  ...userFieldMethods,
  ...itemMethods,
  ...clientLinkMethods,
  ...orderMethods,
  ...typeMethods,
  ...directoryMethods,
  ...productRowMethods,
  ...activityMethods,
  ...timelinePictureMethods,
  ...commentMethods,
  ...connectorMethods,
  ...lineMethods,
  ...incomingMethods,
  ...sessionMethods,
  ...crmChatMethods,
  ...imMethods,
];

export const restMethods: readonly RestMethod[] = [
  ...subjects,
  {
    name: 'method.get',
    scope: null,
    run: ({ parameters }) => {
      const name = parameters.argument('NAME').toLowerCase();
      const isExisting = ['batch', 'method.get'].includes(name) || subjects.some(method => method.name.toLowerCase() === name);
      return { result: { isExisting, isAvailable: isExisting } };
    },
  },
];
