import type { Change, ChangedThing } from '@olchat/domain';
import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { PageInfo } from '../message/message-connection.type.ts';
import { DateTime } from '../scalars.ts';
import { EmployeeType } from './employee.type.ts';
import { wordList } from '../word-list.ts';

const ChangedThingEnum = wordList<ChangedThing>('ChangedThing', 'What an entry of the record of changes is about.', {
  ACCOUNT_CONNECTED: 'An account was connected to its open line.',
  ACCOUNT_DISCONNECTED: 'An account was disconnected.',
  ACCOUNT_SETTINGS: 'Settings of an account.',
  ACCOUNT_ACCESS: 'Who may use an account.',
  APPLICATION_SETTINGS: 'Settings of the application.',
  PARTNER_KEY_CREATED: 'A key for a partner was made.',
  PARTNER_KEY_REVOKED: 'A key for a partner was revoked.',
  RIGHTS_TAKEN_OVER: 'Under whose rights the application works.',
  SMART_PROCESS_EMBEDDED: 'OLChat was embedded in the cards of a smart process.',
  SMART_PROCESS_REMOVED: 'OLChat was taken out of the cards of a smart process.',
  NOTICE_READERS: 'Who reads the chat of notices.',
  EMPLOYEE_DISMISSED: 'The portal dismissed this employee: his sessions ended and his keys were revoked. `employee` is himself.',
  ADMINISTRATOR_ENTERED: 'An administrator opened the page of the application.',
  APPLICATION_INSTALLED:
    'The application was installed, or installed again by another administrator, whose rights it works with since then.',
  CHAT_TAKEN_OVER: "An employee took a chat over from its operator; `subject` is the account's name.",
});

@ObjectType('Change', { description: 'An entry of the record of changes. Entries are never changed or removed.' })
export class ChangeType {
  @Field(() => ID, { description: 'Id of the entry.' })
  readonly id: string;

  @Field(() => DateTime, { description: 'When it was changed.' })
  readonly at: Date;

  @Field(() => EmployeeType, { description: 'Who changed it; the name as it was then.' })
  readonly employee: EmployeeType;

  @Field(() => ChangedThingEnum, { description: 'What was changed.' })
  readonly what: ChangedThing;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the account, key or other thing that was changed; null for the application itself.',
  })
  readonly subjectId: string | null;

  @Field(() => String, { nullable: true, description: 'Its name as it was then.' })
  readonly subject: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it was: a JSON object of the fields that changed, named as in this API; null where there was nothing before.',
  })
  readonly before: string | null;

  @Field(() => String, { nullable: true, description: 'What it is since then, in the same form; null where nothing is left.' })
  readonly after: string | null;

  constructor(change: Change) {
    this.id = change.id;
    this.at = change.at;
    this.employee = new EmployeeType(change.employeeId, change.employeeName);
    this.what = change.what;
    this.subjectId = change.subjectId;
    this.subject = change.subject;
    this.before = change.before;
    this.after = change.after;
  }
}

@ObjectType('ChangeConnection', { description: 'A page of the record of changes, newest first.' })
export class ChangeConnection {
  @Field(() => [ChangeType], { description: 'The entries.' })
  readonly nodes: ChangeType[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;

  constructor(changes: readonly Change[], first: number) {
    this.nodes = changes.slice(0, first).map(change => new ChangeType(change));
    this.pageInfo = new PageInfo(changes.length > first, this.nodes.at(-1)?.id ?? null);
  }

  @Field(() => Boolean, {
    description:
      'The whole record, not only this page, is as it was written: each entry is chained to the one before it by a hash. False: somebody changed or removed entries in the database. Reads the whole record, so ask for it seldom.',
  })
  async isIntact(@Ctx() { caller, services }: RequestContext): Promise<boolean> {
    return (await services.storage.transaction(caller.portalId, tx => tx.changes.firstBreak())) === null;
  }
}
