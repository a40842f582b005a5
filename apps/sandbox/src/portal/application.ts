/** The application as the portal knows it: who it is and what it may call. */
export interface Application {
  clientId: string;
  clientSecret: string;
  /** `CODE` of `app.info`: the market code, or the client id of a local application. */
  code: string;
  /** A local application belongs to one portal; one of the market hears of its life at `callbackUrl`, and goes by its market code. */
  kind: 'local' | 'market';
  installUrl: string;
  /** Where a market application hears ONAPPINSTALL and ONAPPUPDATE, bound or not. */
  callbackUrl: string;
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

/** Local, or free of charge in the market; the other letters of the documentation are D, T, P and S. */
export const applicationStatus = ({ kind }: Pick<Application, 'kind'>): 'L' | 'F' => (kind === 'local' ? 'L' : 'F');
