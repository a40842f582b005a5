/** When a message of the caller was read, where both sides show such times to each other. */
import { now, type Cloud, type Handlers } from './cloud.ts';
import { RpcFailure } from './rpc-error.ts';

/** `pm_read_date_expire_period` of the server's configuration. */
const KEPT_S = 7 * 86_400;

export function readDateMethods(cloud: Cloud): Handlers {
  const { mailboxes } = cloud.parts;
  return {
    'messages.getOutboxReadDate': (caller, { peer, msgId }) => {
      const person = cloud.personOf(caller, peer);
      const message = mailboxes.get(caller.account.userId, msgId);
      if (message === undefined || message.deleted || !message.out || message.peer !== person.userId) {
        throw new RpcFailure(400, 'MESSAGE_ID_INVALID');
      }
      if (caller.account.hidesReadTime) throw new RpcFailure(403, 'YOUR_PRIVACY_RESTRICTED');
      if (person.hidesReadTime) throw new RpcFailure(403, 'USER_PRIVACY_RESTRICTED');
      if (now() - message.date > KEPT_S) throw new RpcFailure(400, 'MESSAGE_TOO_OLD');
      if (message.readAt === undefined) throw new RpcFailure(400, 'MESSAGE_NOT_READ_YET');
      return { _: 'outboxReadDate', date: message.readAt };
    },
  };
}
