/** Public links to files that employees put into chats, what `link` of a connector event opens; and the public folder of each portal (G-13). */
import type { FastifyInstance } from 'fastify';
import { chatFileContents } from './im/im-methods.ts';
import type { Portal } from './portal-data.ts';
import { recordKey } from './portal-data.ts';

const LOGIN = '/auth/?backurl=%2Fpub%2F';

export const openFileDoor = (server: FastifyInstance, portals: ReadonlyMap<string, Portal>): void => {
  server.get<{ Params: { memberId: string; id: string; proof: string } }>(
    '/rest-files/:memberId/:id/:proof/:name',
    async (request, reply) => {
      const { memberId, id, proof } = request.params;
      const portal = portals.get(memberId);
      const file = portal === undefined ? undefined : chatFileContents(portal).get(recordKey(Number(id)));
      if (portal?.profile.isPubClosed === true) return reply.redirect(LOGIN, 302);
      if (file === undefined || file.sha256.slice(0, 32) !== proof) return reply.code(404).send('Not found');
      return reply.type(file.mime).send(Buffer.from(file.content, 'base64'));
    },
  );
  server.get<{ Params: { address: string } }>('/portals/:address/pub/', async (request, reply) => {
    const portal = portals.get(request.params.address.replace(/-moved-\d+$/, ''));
    if (portal === undefined) return reply.code(404).send('Not found');
    return portal.profile.isPubClosed === true
      ? reply.redirect(LOGIN, 302)
      : reply.type('text/html; charset=utf-8').send('<!doctype html>');
  });
};
