/** The application as the portal knows it: who it is and what it may call. */
export interface Application {
  clientId: string;
  clientSecret: string;
  /** `CODE` of `app.info`: the market code, or the client id of a local application. */
  code: string;
  installUrl: string;
  appUrl: string;
}

/** A second application of the same portal: its tokens are real, but not ours (SE-1). */
export const FOREIGN_APPLICATION = { clientId: 'local.0000000000foreign.00000000', code: 'another.application' } as const;

export const GRANTED_SCOPES = [
  'crm',
  'placement',
  'imopenlines',
  'imconnector',
  'im',
  'user_brief',
  'department',
  'sonet_group',
  'sale',
  'userfieldconfig',
  'contact_center',
] as const;
export type Scope = (typeof GRANTED_SCOPES)[number];

/** Local application; the other letters of the documentation (F, D, T, P, S) belong to the market. */
export const APPLICATION_STATUS = 'L';
