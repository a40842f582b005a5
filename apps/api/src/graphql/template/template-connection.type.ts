import { Field, ObjectType } from 'type-graphql';
import { PageInfo } from '../message/message-connection.type.ts';
import { TemplateType } from './template.type.ts';

@ObjectType('TemplateEdge', { description: 'A template and its place in the list.' })
export class TemplateEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this template.' })
  readonly cursor: string;

  @Field(() => TemplateType, { description: 'The template.' })
  readonly node: TemplateType;

  constructor(node: TemplateType) {
    this.cursor = node.id;
    this.node = node;
  }
}

@ObjectType('TemplateConnection', { description: 'A page of templates that the caller may use or change, in the order that was asked.' })
export class TemplateConnection {
  @Field(() => [TemplateEdge], { description: 'The templates with their places.' })
  readonly edges: TemplateEdge[];

  @Field(() => [TemplateType], { description: 'The templates alone.' })
  readonly nodes: TemplateType[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  readonly pageInfo: PageInfo;

  constructor(nodes: TemplateType[], hasNextPage: boolean) {
    this.edges = nodes.map(node => new TemplateEdge(node));
    this.nodes = nodes;
    this.pageInfo = new PageInfo(hasNextPage, nodes.at(-1)?.id ?? null);
  }
}
