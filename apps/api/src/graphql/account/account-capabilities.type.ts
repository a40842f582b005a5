import type { ConnectorCapabilities, FileKind, LoginWay } from '@olchat/domain';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { FileKindEnum } from '../enums.ts';
import { wordList } from '../word-list.ts';

const LoginWayEnum = wordList<LoginWay>('LoginWay', 'A way to log an account in.', {
  QR: 'A phone scans a code.',
  PHONE: 'A number, then a code, then perhaps a password.',
  TOKEN: "A secret of the messenger's own.",
});

@ObjectType('AccountCapabilities', { description: 'What the account can do, so that a client need not ask which messenger it is.' })
export class AccountCapabilitiesType {
  @Field(() => Boolean, { description: '`checkRecipient` can tell whether an address has an account.' })
  readonly checksPresence: boolean;

  @Field(() => Boolean, { description: 'The messenger reports that a message was delivered.' })
  readonly reportsDelivered: boolean;

  @Field(() => Boolean, { description: 'The messenger reports that a message was read.' })
  readonly reportsRead: boolean;

  @Field(() => Int, {
    description:
      "Longest text that the messenger takes, in characters; in WhatsApp the portal's own limit (`Viewer.textLimit`) holds as well.",
  })
  readonly maxTextLength: number;

  @Field(() => Boolean, { description: 'The first message to a stranger may be free text.' })
  readonly freeTextFirst: boolean;

  @Field(() => Float, {
    description: 'Largest file that the messenger takes, in bytes; 0 when it takes none. `POST /files` has its own limit.',
  })
  readonly maxFileBytes: number;

  @Field(() => [FileKindEnum], { description: 'Kinds of files that show a caption.' })
  readonly captionKinds: readonly FileKind[];

  @Field(() => Boolean, { description: 'It sends voice notes.' })
  readonly sendsVoice: boolean;

  @Field(() => Boolean, {
    description:
      '`Card.accountHistory` reads what was written before the account was connected, or past us. False: the messenger does not give it.',
  })
  readonly readsHistory: boolean;

  @Field(() => [LoginWayEnum], { description: 'Ways to log it in; the first is the one that a login begins with.' })
  readonly loginWays: readonly LoginWay[];

  /** Undefined: this installation no longer has the connector; the account can do nothing. */
  constructor(capabilities: ConnectorCapabilities | undefined) {
    this.checksPresence = capabilities?.checksPresence ?? false;
    this.reportsDelivered = capabilities?.reports.delivered ?? false;
    this.reportsRead = capabilities?.reports.read ?? false;
    this.maxTextLength = capabilities?.maxTextLength ?? 0;
    this.freeTextFirst = capabilities?.freeTextFirst ?? false;
    this.maxFileBytes = capabilities?.files?.maxBytes ?? 0;
    this.captionKinds = capabilities?.files?.captions ?? [];
    this.readsHistory = capabilities?.readsHistory ?? false;
    this.loginWays = capabilities?.login ?? [];
    this.sendsVoice = (capabilities?.files?.voiceMimes.length ?? 0) > 0;
  }
}
