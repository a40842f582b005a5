import { createOlchatConnection, type OlchatConnection, type OlchatConnectionOptions } from './olchat-connection.ts';
import { createOperations, type Operations } from './operations.ts';

export type OlchatClientOptions = OlchatConnectionOptions;

export interface OlchatClient extends Operations, OlchatConnection {}

export function createOlchatClient(options: OlchatClientOptions): OlchatClient {
  const connection = createOlchatConnection(options);
  return { ...createOperations(connection.request), ...connection };
}
