/** The schema, from the resolvers of every slice. */
import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchema, type PubSub } from 'type-graphql';
import { AccessChoicesQuery } from './access/access-choices.query.ts';
import { AccountHealthResolver } from './account/account-health.type.ts';
import { AccountSettingsResolver } from './account/account-settings.type.ts';
import { AccountStateSubscription } from './account/account-state.subscription.ts';
import { AccountsQuery } from './account/accounts.query.ts';
import { ConnectAccountResolver } from './account/connect-account.resolver.ts';
import { ContinueLoginResolver } from './account/continue-login.resolver.ts';
import { DisconnectAccountResolver } from './account/disconnect-account.resolver.ts';
import { LinesQuery } from './account/lines.query.ts';
import { LoginSubscription } from './account/login.subscription.ts';
import { RestartAccountResolver } from './account/restart-account.resolver.ts';
import { RestrictAccountResolver } from './account/restrict-account.resolver.ts';
import { UpdateAccountResolver } from './account/update-account.resolver.ts';
import { CardQuery } from './card/card.query.ts';
import { OpenLineDialogQuery } from './chat/open-line-dialog.query.ts';
import { AccountHistoryResolver } from './conversation/account-history.resolver.ts';
import { ConversationResolver } from './conversation/conversation.resolver.ts';
import { CreateChatResolver } from './chat/create-chat.resolver.ts';
import { TakeOverChatResolver } from './chat/take-over-chat.resolver.ts';
import { RecipientChatResolver } from './chat/recipient-chat.resolver.ts';
import { RecipientConversationResolver } from './recipient/recipient-conversation.resolver.ts';
import { RecipientObstacleResolver } from './recipient/recipient-obstacle.resolver.ts';
import { DraftQuery } from './draft/draft.query.ts';
import { SaveDraftResolver } from './draft/save-draft.resolver.ts';
import { CanWriteQuery } from './message/can-write.query.ts';
import { CancelMessageResolver } from './message/cancel-message.resolver.ts';
import { CardMessagesResolver } from './message/card-messages.resolver.ts';
import { MessageStatusSubscription } from './message/message-status.subscription.ts';
import { MessagesQuery } from './message/messages.query.ts';
import { SendAgainResolver } from './message/send-again.resolver.ts';
import { SendMessageResolver } from './message/send-message.resolver.ts';
import { ChangesQuery } from './portal/changes.query.ts';
import { CheckInstallationResolver } from './portal/check-installation.resolver.ts';
import { AddNoticeReaderResolver } from './notice/add-notice-reader.resolver.ts';
import { NoticesQuery } from './notice/notices.query.ts';
import { RemoveNoticeReaderResolver } from './notice/remove-notice-reader.resolver.ts';
import { CreatePartnerKeyResolver } from './portal/create-partner-key.resolver.ts';
import { FeedCursorQuery } from './portal/feed-cursor.query.ts';
import { InstallationQuery } from './portal/installation.query.ts';
import { PortalRightsResolver } from './portal/portal.type.ts';
import { RevokePartnerKeyResolver } from './portal/revoke-partner-key.resolver.ts';
import { SettingsQuery } from './portal/settings.query.ts';
import { TakeOverRightsResolver } from './portal/take-over-rights.resolver.ts';
import { UpdatePreferencesResolver } from './portal/update-preferences.resolver.ts';
import { UpdateSettingsResolver } from './portal/update-settings.resolver.ts';
import { ViewerQuery } from './portal/viewer.query.ts';
import { FillTemplateResolver } from './template/fill-template.resolver.ts';
import { SaveTemplateResolver } from './template/save-template.resolver.ts';
import { TemplateCategoryResolver } from './template/template-category.resolver.ts';
import { TemplatesQuery } from './template/templates.query.ts';
import { CheckRecipientResolver } from './recipient/check-recipient.resolver.ts';
import { ClientNumbersResolver } from './recipient/client-numbers.resolver.ts';
import { NumberingResolver } from './recipient/numbering.type.ts';
import { EmbedInSmartProcessResolver } from './smart-process/embed-in-smart-process.resolver.ts';
import { RemoveFromSmartProcessResolver } from './smart-process/remove-from-smart-process.resolver.ts';
import { SmartProcessesQuery } from './smart-process/smart-processes.query.ts';

/** Every subscription brings its own stream from the feed (RE-32); the library asks for one all the same. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error('changes are told by the feed');
  },
  subscribe: () => {
    throw new Error('a subscription has no stream of its own');
  },
};

const ROOTS = {
  Query: 'Everything that can be read. Each field acts with the rights of the calling employee; without a token the error UNAUTHENTICATED.',
  Mutation: 'Everything that can be done. A known "no" is a member of the result, never an error.',
  Subscription: 'Everything that can be followed, over a WebSocket with the subprotocol `graphql-transport-ws`.',
};

export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      AccessChoicesQuery,
      AccountHealthResolver,
      AccountSettingsResolver,
      AccountsQuery,
      AccountStateSubscription,
      AddNoticeReaderResolver,
      CancelMessageResolver,
      CanWriteQuery,
      CardMessagesResolver,
      CardQuery,
      OpenLineDialogQuery,
      ChangesQuery,
      CheckInstallationResolver,
      CheckRecipientResolver,
      ClientNumbersResolver,
      ConnectAccountResolver,
      ContinueLoginResolver,
      AccountHistoryResolver,
      ConversationResolver,
      CreateChatResolver,
      TakeOverChatResolver,
      CreatePartnerKeyResolver,
      DisconnectAccountResolver,
      DraftQuery,
      EmbedInSmartProcessResolver,
      FeedCursorQuery,
      InstallationQuery,
      FillTemplateResolver,
      LinesQuery,
      LoginSubscription,
      MessagesQuery,
      MessageStatusSubscription,
      PortalRightsResolver,
      NoticesQuery,
      NumberingResolver,
      RecipientChatResolver,
      RecipientConversationResolver,
      RecipientObstacleResolver,
      RemoveFromSmartProcessResolver,
      RemoveNoticeReaderResolver,
      RestartAccountResolver,
      RestrictAccountResolver,
      RevokePartnerKeyResolver,
      SaveDraftResolver,
      SaveTemplateResolver,
      SendAgainResolver,
      SendMessageResolver,
      SettingsQuery,
      SmartProcessesQuery,
      TakeOverRightsResolver,
      UpdateAccountResolver,
      UpdatePreferencesResolver,
      UpdateSettingsResolver,
      TemplateCategoryResolver,
      TemplatesQuery,
      ViewerQuery,
    ],
    pubSub: noPubSub,
    // Inputs carry no rules of their own: limits are the domain's, shapes are GraphQL's.
    validate: false,
  });
  for (const [name, description] of Object.entries(ROOTS)) {
    const root = schema.getType(name);
    if (root != null) root.description = description;
  }
  return schema;
}

export const sdl = (schema: GraphQLSchema): string => printSchema(lexicographicSortSchema(schema));
