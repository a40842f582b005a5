import { embedInSmartProcess } from '@olchat/domain';
import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { NotAllowed, resultUnion } from '../refusals.ts';
import { SmartProcessGraphType, SmartProcessInput, smartProcessTypeId } from './smart-process.type.ts';

@ObjectType('SmartProcessEmbedded', { description: 'OLChat stands in the timeline menu of the cards of this smart process.' })
export class SmartProcessEmbedded {
  @Field(() => SmartProcessGraphType, { description: 'The smart process.' })
  readonly smartProcess: SmartProcessGraphType;

  constructor(smartProcess: SmartProcessGraphType) {
    this.smartProcess = smartProcess;
  }
}

const EmbedInSmartProcessResult = resultUnion('EmbedInSmartProcessResult', SmartProcessEmbedded, [NotAllowed]);

@Resolver()
export class EmbedInSmartProcessResolver {
  @Mutation(() => EmbedInSmartProcessResult.type, {
    description:
      'Puts OLChat into the timeline menu of all cards of a smart process; shown there after the card is loaded again. A repeat changes nothing and answers the same. Administrators only. NOT_FOUND: no such smart process.',
  })
  async embedInSmartProcess(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => SmartProcessInput, { description: 'Which one.' }) input: SmartProcessInput,
  ) {
    const answer = await embedInSmartProcess(services, caller, smartProcessTypeId(input));
    return EmbedInSmartProcessResult.of(answer, locale, found => new SmartProcessEmbedded(new SmartProcessGraphType(found)));
  }
}
