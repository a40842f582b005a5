/** Connectors by kind. The API process knows them only by what they can do; the worker has the connectors themselves. */
import type { ConnectorCapabilities, ConnectorKind, Messenger } from './connector.ts';
import type { MessageId } from '../ids.ts';

export interface ConnectorProfile {
  kind: ConnectorKind;
  messenger: Messenger;
  capabilities: ConnectorCapabilities;
  externalMessageId(messageId: MessageId): string;
}

export interface ConnectorProfiles {
  /** Undefined: this installation has no such connector. */
  profile(kind: ConnectorKind): ConnectorProfile | undefined;
}
