import type { AccessEntry, AccessKind } from '@olchat/domain';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { badInput } from '../errors.ts';
import { wordList } from '../word-list.ts';

const AccessKindEnum = wordList<AccessKind>('AccessKind', 'Who is meant by an entry of a list of access.', {
  USER: 'One employee.',
  DEPARTMENT: 'The employees of a department, without those of its sub-departments.',
  WORKGROUP: 'The members of a workgroup or project.',
});

@ObjectType('AccessEntry', { description: 'Somebody whom a list of access names, or may name.' })
export class AccessEntryType {
  @Field(() => AccessKindEnum, { description: 'An employee, a department or a workgroup.' })
  readonly kind: AccessKind;

  @Field(() => ID, { description: "Bitrix24's id of the employee, department or workgroup." })
  readonly id: string;

  @Field(() => String, { description: 'Name for people; on a saved list the name as it was then. Empty when it is not known.' })
  readonly name: string;

  constructor({ kind, id, name }: AccessEntry) {
    this.kind = kind;
    this.id = id;
    this.name = name;
  }
}

@InputType({ description: 'One line of a list of access.' })
export class AccessInput {
  @Field(() => AccessKindEnum, { description: 'An employee, a department without its sub-departments, or a workgroup.' })
  readonly kind!: AccessKind;

  @Field(() => ID, { description: "Bitrix24's id of the employee, department or workgroup, from `accessChoices`." })
  readonly id!: string;
}

const PORTAL_ID = /^[1-9]\d{0,9}$/;

/** Throws BAD_USER_INPUT for what cannot be an id of Bitrix24. */
export function accessEntry({ kind, id }: AccessInput): Pick<AccessEntry, 'kind' | 'id'> {
  if (!PORTAL_ID.test(id)) throw badInput("`id` of an entry is Bitrix24's number of the employee, department or workgroup");
  return { kind, id };
}
