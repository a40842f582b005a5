/**
 * Where the product calls a portal. Real portals have a host each and know no token of another portal; ours share a host, so the path
 * says which one is meant. Pages in the frame call `/rest/`, where the token alone decides.
 */
export const restAddress = (baseUrl: string, memberId: string): string => `${baseUrl}/portals/${memberId}/rest/`;
