import type { MessageTemplate } from '@olchat/domain';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('MessageTemplate', {
  description: "The template that a message's text came from, as it was called when the message was accepted.",
})
export class MessageTemplateType {
  @Field(() => ID, { description: 'Id of the template; it may have been deleted since.' })
  readonly id: string;

  @Field(() => String, { description: 'Its name then.' })
  readonly title: string;

  constructor({ id, title }: MessageTemplate) {
    this.id = id;
    this.title = title;
  }
}
