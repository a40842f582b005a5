export * from './generated/operations.ts';
export { createOlchatClient, type OlchatClient, type OlchatClientOptions } from './olchat-client.ts';
export { NO_ANSWER, OlchatError, type ServerError, UNAUTHENTICATED } from './olchat-error.ts';
export { createOlchatConnection, type OlchatConnection, type OlchatConnectionOptions } from './olchat-connection.ts';
export type { Operations } from './operations.ts';
export type { RequestOptions } from './request.ts';
export type { ConnectionState, EventOf, Subscription, SubscriptionHandlers } from './resuming-subscription.ts';
export type { Upload, UploadedFile, UploadOptions, UploadRefused } from './upload.ts';
