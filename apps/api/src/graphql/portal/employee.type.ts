import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Employee', { description: 'An employee of the portal.' })
export class EmployeeType {
  @Field(() => ID, { description: "Bitrix24's id of the employee." })
  readonly id: string;

  @Field(() => String, { description: 'Name; empty when it is not known.' })
  readonly name: string;

  constructor(id: string, name: string) {
    this.id = id;
    this.name = name;
  }
}
