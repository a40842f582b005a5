import type { WorkingRightsState } from '@olchat/domain';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars.ts';
import { EmployeeType } from './employee.type.ts';
import { wordList } from '../word-list.ts';

const WorkingRightsStateEnum = wordList<WorkingRightsState>(
  'WorkingRightsState',
  'Whether the rights that the application works with hold.',
  {
    OK: 'The employee is an administrator, and Bitrix24 takes his tokens.',
    DISMISSED: 'The employee left the portal.',
    NOT_ADMINISTRATOR: 'The employee is no administrator any more: nothing can be registered on the portal.',
    REFUSED: "Bitrix24 refuses the employee's tokens. Another administrator's stand in where there are any.",
  },
);

@ObjectType('WorkingRights', { description: 'With whose rights the application works in the portal, and whether those still hold.' })
export class WorkingRightsType {
  @Field(() => EmployeeType, { description: 'The employee whose rights they are: who installed the application, or took over last.' })
  readonly employee: EmployeeType;

  @Field(() => WorkingRightsStateEnum, {
    description: 'Whether they still hold; looked at every hour. Unless OK, an administrator should call `takeOverRights`.',
  })
  readonly state: WorkingRightsState;

  @Field(() => DateTime, { nullable: true, description: 'Since when it is so; null until it was looked at.' })
  readonly since: Date | null;

  constructor(employee: EmployeeType, state: WorkingRightsState, since: Date | null) {
    this.employee = employee;
    this.state = state;
    this.since = since;
  }
}
