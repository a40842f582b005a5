/** Who is who: people found by name and number, contacts, and the account itself. */
import type { tl } from '@mtcute/node';
import type { Caller, Cloud, Handlers } from './cloud.ts';
import { userOf, type PersonRecord } from './people.ts';
import { RpcFailure } from './rpc-error.ts';
import { peerUser } from './tl-objects.ts';

export function accountMethods(cloud: Cloud): Handlers {
  const { people, ledger } = cloud.parts;
  const resolved = ({ account }: Caller, person: PersonRecord): tl.contacts.RawResolvedPeer => ({
    _: 'contacts.resolvedPeer',
    peer: peerUser(person.userId),
    chats: [],
    users: [userOf(person, account)],
  });
  const note = (method: string, to: string, found: PersonRecord | undefined): void => {
    ledger.append({ service: 'telegram', method, to, body: { found: found === undefined ? null : String(found.userId) } });
  };
  return {
    'users.getUsers': (caller, { id }) =>
      id.map((one): tl.TypeUser => {
        const person = cloud.personOf(caller, one);
        return userOf(person, caller.account);
      }),
    'contacts.resolvePhone': (caller, { phone }) => {
      const person = people.byPhone(phone);
      const found = person?.hidesNumber === true ? undefined : person;
      note('contacts.resolvePhone', phone, found);
      if (found === undefined) throw new RpcFailure(400, 'PHONE_NOT_OCCUPIED');
      return resolved(caller, found);
    },
    'contacts.resolveUsername': (caller, { username }) => {
      const found = people.byUsername(username);
      note('contacts.resolveUsername', username, found);
      if (found === undefined) throw new RpcFailure(400, 'USERNAME_NOT_OCCUPIED');
      return resolved(caller, found);
    },
    'contacts.getContacts': ({ account }) => {
      const contacts = account.contacts.flatMap(id => people.get(id) ?? []);
      return {
        _: 'contacts.contacts',
        contacts: contacts.map(({ userId }) => ({ _: 'contact', userId, mutual: false })),
        savedCount: contacts.length,
        users: contacts.map(person => userOf(person, account)),
      };
    },
    'account.updateStatus': () => true,
  };
}
