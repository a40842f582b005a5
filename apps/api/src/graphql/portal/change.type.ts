import type { Change, ChangedThing } from '@olchat/domain';
import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ChangedThingEnum } from '../enums.ts';
import { PageInfo } from '../message/message-connection.type.ts';
import { DateTime } from '../scalars.ts';
import { EmployeeType } from './employee.type.ts';

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
