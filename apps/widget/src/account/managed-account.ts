import type { ManagedAccountFieldsFragment } from '@olchat/client';

/** An account as the application's page knows it: with its settings, where the employee may see them. */
export type ManagedAccount = ManagedAccountFieldsFragment;
export type AccountSettings = NonNullable<ManagedAccount['settings']>;
