import type { FieldChoice, FieldGroup } from '@olchat/domain';
import { formatVariable, type VariableEntity } from '@olchat/domain';
import { Field, ID, ObjectType } from 'type-graphql';
import { wordList } from '../word-list.ts';

const VariableEntityEnum = wordList<VariableEntity>('VariableEntity', 'Kind of record whose fields a template may name.', {
  LEAD: 'A lead.',
  DEAL: 'A deal.',
  CONTACT: "A contact: the one whose number was chosen, else the card's primary one.",
  COMPANY: "A company: the one whose number was chosen, else the card's primary one.",
  ORDER: 'An order of the shop.',
  SMART_PROCESS: 'An item of a smart process.',
});

@ObjectType('TemplateVariable', { description: 'A field that a template may name.' })
export class TemplateVariable {
  @Field(() => String, { description: 'As it is put into a text: `{{CONTACT:NAME}}`.' })
  readonly variable: string;

  @Field(() => String, { description: "Title of the field, in the portal's language." })
  readonly title: string;

  constructor(variable: string, title: string) {
    this.variable = variable;
    this.title = title;
  }
}

@ObjectType('VariableGroup', { description: 'Fields of one kind of record.' })
export class VariableGroup {
  @Field(() => VariableEntityEnum, { description: 'The kind of record.' })
  readonly entity: VariableEntity;

  @Field(() => String, { description: "Its name in the portal's language; a smart process has its own." })
  readonly title: string;

  @Field(() => ID, { nullable: true, description: "Bitrix24's id of the smart process; null for every other kind." })
  readonly smartProcessTypeId: string | null;

  @Field(() => [TemplateVariable], {
    description:
      'Its fields; a field that points to an employee is followed by the fields of the employee (`{{DEAL:ASSIGNED_BY_ID|NAME}}`).',
  })
  readonly variables: TemplateVariable[];

  constructor({ entity, title, smartProcessTypeId, fields }: FieldGroup, employeeFields: readonly FieldChoice[]) {
    this.entity = entity;
    this.title = title;
    this.smartProcessTypeId = smartProcessTypeId;
    this.variables = fields.flatMap(field => [
      new TemplateVariable(formatVariable({ entity, field: field.field, linkedField: null }), field.title),
      ...(field.linksTo === 'EMPLOYEE' ? employeeFields : []).map(
        linked =>
          new TemplateVariable(
            formatVariable({ entity, field: field.field, linkedField: linked.field }),
            `${field.title}: ${linked.title}`,
          ),
      ),
    ]);
  }
}
