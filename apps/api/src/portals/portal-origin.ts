import type { Portal } from '@olchat/domain';

/** Where the portal's pages come from: learnt at installation, never from a request (SE-1). */
export const portalOrigin = ({ clientEndpoint }: Pick<Portal, 'clientEndpoint'>): string => new URL(clientEndpoint).origin;
