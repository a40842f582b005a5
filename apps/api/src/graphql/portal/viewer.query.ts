import { senderLine, type Publication, type SendBy } from '@olchat/domain';
import { Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { PublicationEnum, SendByEnum } from '../enums.ts';
import { EmployeeType } from './employee.type.ts';
import { FileRulesType } from './file-rules.type.ts';
import { PortalType } from './portal.type.ts';

@ObjectType('Viewer', { description: 'Who is calling: always an employee of one portal.' })
export class ViewerType {
  @Field(() => PortalType, { description: 'The portal of the caller.' })
  readonly portal!: PortalType;

  @Field(() => EmployeeType, { description: 'The employee in whose name the caller acts.' })
  readonly employee!: EmployeeType;

  @Field(() => Boolean, { description: 'The employee administers the portal.' })
  readonly isAdministrator!: boolean;

  @Field(() => String, { description: 'Language of sentences: `ru` or `en`.' })
  readonly locale!: string;

  @Field(() => ID, { nullable: true, description: 'The account that this employee used last.' })
  readonly lastAccountId!: string | null;

  @Field(() => PublicationEnum, { nullable: true, description: 'The way of publishing that this employee chose last.' })
  readonly lastPublication!: Publication | null;

  @Field(() => Boolean, { description: 'Whether this employee wanted a record in the timeline last.' })
  readonly lastCreateActivity!: boolean;

  @Field(() => SendByEnum, { description: 'Which key sends in the form of this employee.' })
  readonly sendBy!: SendBy;

  @Field(() => Boolean, { description: 'Whether the list of templates in a chat shows their texts too; true until he chose.' })
  readonly showTemplateText!: boolean;

  @Field(() => Boolean, {
    description: 'Whether the window of templates in a chat closes once a template stands in the chat; false until he chose.',
  })
  readonly closeAfterTemplate!: boolean;
  @Field(() => Boolean, { description: 'Whether the clients of this employee see his name above what he writes.' })
  readonly showName!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The line that clients see then, as `Иванов Иван:`; null when the name is not known.',
  })
  readonly senderLine!: string | null;

  @Field(() => [String], { description: 'Emoji that this employee chose lately, the last first, at most 24.' })
  readonly recentEmoji!: readonly string[];

  @Field(() => Int, {
    description:
      'Longest text of a WhatsApp message in this portal, in characters; in Telegram `AccountCapabilities.maxTextLength` alone holds.',
  })
  readonly textLimit!: number;

  @Field(() => FileRulesType, { description: 'What may be uploaded to be sent.' })
  readonly fileRules!: FileRulesType;

  static of(fields: ViewerType): ViewerType {
    return Object.assign(new ViewerType(), fields);
  }
}

@Resolver()
export class ViewerQuery {
  @Query(() => ViewerType, { description: 'Who is calling, and what he used last.' })
  async viewer(@Ctx() { caller, services }: RequestContext): Promise<ViewerType> {
    const { portal, employee } = await services.storage.transaction(caller.portalId, async tx => ({
      portal: await tx.portal(),
      employee: await tx.employees.find(caller.employeeId),
    }));
    return ViewerType.of({
      portal: new PortalType(portal),
      employee: new EmployeeType(caller.employeeId, caller.employeeName),
      isAdministrator: caller.isAdministrator,
      locale: caller.locale,
      lastAccountId: employee?.lastAccountId ?? null,
      lastPublication: employee?.lastPublication ?? null,
      lastCreateActivity: employee?.lastCreateActivity ?? true,
      sendBy: employee?.sendBy ?? 'CTRL_ENTER',
      showTemplateText: employee?.showTemplateText ?? true,
      closeAfterTemplate: employee?.closeAfterTemplate ?? false,
      showName: employee?.showName ?? false,
      senderLine: senderLine(caller.employeeName),
      recentEmoji: employee?.recentEmoji ?? [],
      textLimit: portal.textLimit,
      fileRules: new FileRulesType(),
    });
  }
}
