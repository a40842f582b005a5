import { fillTemplate, type CardType, type FilledText, type GapReason, type RecipientId, type TemplateId } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { CardInput, cardRef } from '../card/card-ref.type.ts';
import type { RequestContext } from '../context.ts';
import { badInput } from '../errors.ts';
import { ownId } from '../ids.ts';
import { ContentRejected, NotAllowed, resultUnion } from '../refusals.ts';
import { wordList } from '../word-list.ts';

const GapReasonEnum = wordList<GapReason>('GapReason', 'Why a variable has no value.', {
  EMPTY: 'The field is empty in this card.',
  UNKNOWN: 'There is no such field: it was misspelt or deleted.',
  NOT_LINKED: 'The card has no record of that kind.',
  HIDDEN: 'The caller may not read that record.',
});

@InputType({ description: 'What to fill, and with which card. Either `templateId` or `text`.' })
export class FillTemplateInput {
  @Field(() => ID, { nullable: true, description: 'A saved template.' })
  readonly templateId?: string | null;

  @Field(() => String, { nullable: true, description: 'A text as it stands in the form, at most 4096 characters (W-11).' })
  readonly text?: string | null;

  @Field(() => CardInput, {
    nullable: true,
    description: 'The card whose values are taken. The caller must be able to read it. Without one only `person` answers (M-14).',
  })
  readonly card?: CardInput | null;

  @Field(() => CardInput, {
    nullable: true,
    description:
      'The CONTACT, COMPANY or LEAD that is written to, where that is known: answers for its own kind, whoever else stands behind the card (M-6, M-12).',
  })
  readonly person?: CardInput | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Recipient whose contact or company answers when the card has several and no `person` is named; the primary one without it (M-6).',
  })
  readonly recipientId?: string | null;
}

@ObjectType('TemplateGap', {
  description: 'A variable that has no value here: it stays in its braces, and sending asks for confirmation (W-13).',
})
export class TemplateGap {
  @Field(() => String, { description: 'The variable as it stands in the text, with its braces.' })
  readonly variable: string;

  @Field(() => GapReasonEnum, { description: 'Why.' })
  readonly reason: GapReason;

  constructor(variable: string, reason: GapReason) {
    this.variable = variable;
    this.reason = reason;
  }
}

@ObjectType('FilledRange', { description: 'Where a value was put into the text, so that it can be marked until the next edit (W-13).' })
export class FilledRange {
  @Field(() => Int, { description: 'First character, in UTF-16 units, from 0.' })
  readonly start: number;

  @Field(() => Int, { description: 'Length in UTF-16 units.' })
  readonly length: number;

  constructor(start: number, length: number) {
    this.start = start;
    this.length = length;
  }
}

@ObjectType('TemplateFilled', {
  description: 'The text with its values. It is ordinary text: what is sent is what `sendMessage` gets (W-12).',
})
export class TemplateFilled {
  @Field(() => String, { description: 'The text.' })
  readonly text: string;

  @Field(() => [TemplateGap], { description: 'Variables without a value, each once.' })
  readonly gaps: TemplateGap[];

  @Field(() => [FilledRange], { description: 'Where the values stand, in the order of the text.' })
  readonly filled: FilledRange[];

  constructor({ text, gaps, filled }: FilledText) {
    this.text = text;
    this.gaps = gaps.map(({ variable, reason }) => new TemplateGap(variable, reason));
    this.filled = filled.map(({ start, length }) => new FilledRange(start, length));
  }
}

const FillTemplateResult = resultUnion('FillTemplateResult', TemplateFilled, [NotAllowed, ContentRejected]);

const PEOPLE: ReadonlySet<CardType> = new Set(['CONTACT', 'COMPANY', 'LEAD']);

@Resolver()
export class FillTemplateResolver {
  @Mutation(() => FillTemplateResult.type, {
    description:
      "Puts the values of a card into a template or text, as the card shows them, with the caller's own rights (M-5, M-6). Sends and stores nothing but the use of the template.",
  })
  async fillTemplate(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => FillTemplateInput, { description: 'What to fill.' }) input: FillTemplateInput,
  ) {
    if ((input.templateId == null) === (input.text == null)) throw badInput('Give either `templateId` or `text`');
    const { templateId, text, card, person, recipientId } = input;
    if (person != null && !PEOPLE.has(person.type)) throw badInput('`person` is a CONTACT, a COMPANY or a LEAD');
    const answer = await fillTemplate(services, caller, {
      templateId: templateId == null ? null : ownId<TemplateId>(templateId),
      text: text ?? null,
      card: card == null ? null : cardRef(card),
      person: person == null ? null : cardRef(person),
      recipientId: recipientId == null ? null : ownId<RecipientId>(recipientId),
    });
    return FillTemplateResult.of(answer, locale, filled => new TemplateFilled(filled));
  }
}
