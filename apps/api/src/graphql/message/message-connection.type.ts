import { Field, ObjectType } from 'type-graphql';
import { Cursor } from '../scalars.ts';
import { MessageType } from './message.type.ts';

@ObjectType('MessageEdge', { description: 'A message and its place in the list.' })
export class MessageEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this message.' })
  readonly cursor: string;

  @Field(() => MessageType, { description: 'The message.' })
  readonly node: MessageType;

  constructor(node: MessageType) {
    this.cursor = node.id;
    this.node = node;
  }
}

@ObjectType('PageInfo', { description: 'Where a page ends.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'There are older messages.' })
  readonly hasNextPage: boolean;

  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page; null on an empty page.' })
  readonly endCursor: string | null;

  constructor(hasNextPage: boolean, endCursor: string | null) {
    this.hasNextPage = hasNextPage;
    this.endCursor = endCursor;
  }
}

@ObjectType('MessageConnection', {
  description: 'A page of messages, newest first. It may be shorter than asked, because messages that the caller may not see are left out.',
})
export class MessageConnection {
  @Field(() => [MessageEdge], { description: 'The messages with their places.' })
  readonly edges: MessageEdge[];

  @Field(() => [MessageType], { description: 'The messages alone.' })
  readonly nodes: MessageType[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;

  @Field(() => Cursor, {
    description: 'The place in the feed that this page is true for: subscribe with `after: asOf` and nothing is missed.',
  })
  readonly asOf: string;

  constructor(nodes: MessageType[], pageInfo: PageInfo, asOf: string) {
    this.edges = nodes.map(node => new MessageEdge(node));
    this.nodes = nodes;
    this.pageInfo = pageInfo;
    this.asOf = asOf;
  }
}
