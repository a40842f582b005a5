import type { MessageId } from '@olchat/domain';
import { parseId } from '@olchat/domain';
import { Field, ObjectType } from 'type-graphql';
import { badInput } from '../errors.ts';
import type { PageRequest } from '../reads.ts';
import { Cursor } from '../scalars.ts';
import { MessageType } from './message.type.ts';

const DEFAULT_PAGE = 20;
/** SE-20. */
const MAX_PAGE = 100;

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

export function pageRequest(first: number | null | undefined, after: string | null | undefined): PageRequest {
  const size = first ?? DEFAULT_PAGE;
  if (size < 1 || size > MAX_PAGE) throw badInput(`\`first\` is from 1 to ${MAX_PAGE}`);
  if (after == null) return { first: size, after: null };
  const id = parseId<MessageId>(after);
  if (id === undefined) throw badInput('`after` is a cursor of this list');
  return { first: size, after: id };
}
