import { removeFromSmartProcess } from '@olchat/domain';
import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { NotAllowed, resultUnion } from '../refusals.ts';
import { SmartProcessGraphType, SmartProcessInput, smartProcessTypeId } from './smart-process.type.ts';

@ObjectType('SmartProcessReleased', { description: 'OLChat stands in the cards of this smart process no more.' })
export class SmartProcessReleased {
  @Field(() => SmartProcessGraphType, { description: 'The smart process.' })
  readonly smartProcess: SmartProcessGraphType;

  constructor(smartProcess: SmartProcessGraphType) {
    this.smartProcess = smartProcess;
  }
}

const RemoveFromSmartProcessResult = resultUnion('RemoveFromSmartProcessResult', SmartProcessReleased, [NotAllowed]);

@Resolver()
export class RemoveFromSmartProcessResolver {
  @Mutation(() => RemoveFromSmartProcessResult.type, {
    description:
      'Takes OLChat out of the timeline menu of the cards of a smart process. Messages and chats stay. A repeat changes nothing and answers the same. Administrators only. NOT_FOUND: no such smart process.',
  })
  async removeFromSmartProcess(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => SmartProcessInput, { description: 'Which one.' }) input: SmartProcessInput,
  ) {
    const answer = await removeFromSmartProcess(services, caller, smartProcessTypeId(input));
    return RemoveFromSmartProcessResult.of(answer, locale, found => new SmartProcessReleased(new SmartProcessGraphType(found)));
  }
}
