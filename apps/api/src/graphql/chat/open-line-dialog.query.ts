import { dialogCard, type DialogCard } from '@olchat/domain';
import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { CardRefType } from '../card/card-ref.type.ts';
import type { RequestContext } from '../context.ts';
import { orThrow } from '../errors.ts';

@ObjectType('OpenLineDialog', {
  description: "A chat of the portal's open lines as the caller himself may see it, and the card that it belongs to (M-12).",
})
export class OpenLineDialog {
  @Field(() => ID, { description: "Bitrix24's id of the dialogue: `chat1767`." })
  readonly id: string;

  @Field(() => CardRefType, {
    nullable: true,
    description:
      'The deal or lead that Bitrix24 attached it to, else the card that it was made from, else its contact or company; null when it has none that the caller may read.',
  })
  readonly card: CardRefType | null;

  @Field(() => String, { nullable: true, description: 'Title of the card; null without one.' })
  readonly cardTitle: string | null;

  @Field(() => Boolean, { description: 'It has a card, and the caller may not read it.' })
  readonly cardIsHidden: boolean;

  @Field(() => CardRefType, {
    nullable: true,
    description: 'The contact, company or lead that it is held with, for `FillTemplateInput.person`; null when nobody is known.',
  })
  readonly person: CardRefType | null;

  constructor({ dialogId, card, title, isHidden, person }: DialogCard) {
    this.id = dialogId;
    this.card = card === null ? null : new CardRefType(card);
    this.cardTitle = title;
    this.cardIsHidden = isHidden;
    this.person = person === null ? null : new CardRefType(person);
  }
}

@Resolver()
export class OpenLineDialogQuery {
  @Query(() => OpenLineDialog, {
    nullable: true,
    description:
      'A chat of an open line, ours or another connector’s, by the id that Bitrix24 gives to the page above its message box; null when there is none or the caller may not see it. When Bitrix24 cannot be asked, an error with the code of the refusal.',
  })
  async openLineDialog(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('id', () => ID, { description: 'Such as `chat1767`.' }) id: string,
  ): Promise<OpenLineDialog | null> {
    const found = orThrow(await dialogCard(services, caller, id), locale);
    return found === null ? null : new OpenLineDialog(found);
  }
}
