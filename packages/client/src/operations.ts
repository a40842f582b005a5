import type { ResultOf, TypedDocumentNode, VariablesOf } from '@graphql-typed-document-node/core';
import type { DocumentNode } from 'graphql';
import {
  AccessChoicesDocument,
  AccountsDocument,
  AddNoticeReaderDocument,
  CanWriteDocument,
  CancelMessageDocument,
  CardDocument,
  ChangesDocument,
  CheckInstallationDocument,
  CheckRecipientDocument,
  ConnectAccountDocument,
  ContinueLoginDocument,
  CreateChatDocument,
  CreatePartnerKeyDocument,
  CreateTemplateCategoryDocument,
  CreateTemplateDocument,
  DeleteTemplateCategoryDocument,
  DeleteTemplateDocument,
  DisconnectAccountDocument,
  EmbedInSmartProcessDocument,
  FeedCursorDocument,
  FillTemplateDocument,
  InstallationDocument,
  LinesDocument,
  MessageDocument,
  MessagesDocument,
  NoticesDocument,
  RemoveFromSmartProcessDocument,
  RemoveNoticeReaderDocument,
  RenameTemplateCategoryDocument,
  RestrictAccountDocument,
  RevokePartnerKeyDocument,
  SendAgainDocument,
  SendMessageDocument,
  SettingsDocument,
  SmartProcessesDocument,
  TakeOverRightsDocument,
  TemplateCategoriesDocument,
  TemplateVariablesDocument,
  OpenLineDialogDocument,
  TemplatesDocument,
  UpdateAccountDocument,
  UpdateSettingsDocument,
  UpdateTemplateDocument,
  TakeOverChatDocument,
  ViewerDocument,
} from './generated/operations.ts';
import type { Request } from './request.ts';

/** Every query and mutation by the name of its one root field. */
const documents = {
  viewer: ViewerDocument,
  accounts: AccountsDocument,
  lines: LinesDocument,
  card: CardDocument,
  message: MessageDocument,
  messages: MessagesDocument,
  canWrite: CanWriteDocument,
  feedCursor: FeedCursorDocument,
  checkRecipient: CheckRecipientDocument,
  createChat: CreateChatDocument,
  takeOverChat: TakeOverChatDocument,
  sendMessage: SendMessageDocument,
  sendAgain: SendAgainDocument,
  cancelMessage: CancelMessageDocument,
  connectAccount: ConnectAccountDocument,
  continueLogin: ContinueLoginDocument,
  disconnectAccount: DisconnectAccountDocument,
  createPartnerKey: CreatePartnerKeyDocument,
  revokePartnerKey: RevokePartnerKeyDocument,
  smartProcesses: SmartProcessesDocument,
  embedInSmartProcess: EmbedInSmartProcessDocument,
  removeFromSmartProcess: RemoveFromSmartProcessDocument,
  templates: TemplatesDocument,
  templateCategories: TemplateCategoriesDocument,
  templateVariables: TemplateVariablesDocument,
  openLineDialog: OpenLineDialogDocument,
  fillTemplate: FillTemplateDocument,
  createTemplate: CreateTemplateDocument,
  updateTemplate: UpdateTemplateDocument,
  deleteTemplate: DeleteTemplateDocument,
  createTemplateCategory: CreateTemplateCategoryDocument,
  renameTemplateCategory: RenameTemplateCategoryDocument,
  deleteTemplateCategory: DeleteTemplateCategoryDocument,
  updateAccount: UpdateAccountDocument,
  restrictAccount: RestrictAccountDocument,
  accessChoices: AccessChoicesDocument,
  settings: SettingsDocument,
  updateSettings: UpdateSettingsDocument,
  changes: ChangesDocument,
  installation: InstallationDocument,
  checkInstallation: CheckInstallationDocument,
  takeOverRights: TakeOverRightsDocument,
  notices: NoticesDocument,
  addNoticeReader: AddNoticeReaderDocument,
  removeNoticeReader: RemoveNoticeReaderDocument,
};

type Documents = typeof documents;
type Field<Name extends keyof Documents> = ResultOf<Documents[Name]>[Name & keyof ResultOf<Documents[Name]>];
/** Where every variable may be left out, the argument may be too. */
type Arguments<Variables> = Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables];

/** `client.sendMessage({ input })` answers what stands in `data.sendMessage`. */
export type Operations = { [Name in keyof Documents]: (...args: Arguments<VariablesOf<Documents[Name]>>) => Promise<Field<Name>> };

export function createOperations(request: Request): Operations {
  const operation =
    (name: string, document: DocumentNode) =>
    async (variables: Record<string, unknown> = {}) =>
      (await request(document as TypedDocumentNode<Record<string, unknown>, Record<string, unknown>>, variables))[name];
  return Object.fromEntries(
    Object.entries(documents).map(([name, document]) => [name, operation(name, document)]),
  ) as unknown as Operations;
}
