/** Public links to files that employees put into chats: what `link` of a connector event opens. */
import type { FastifyInstance } from 'fastify';
import { chatFileContents } from './im/im-methods.ts';
import type { Portal } from './portal-data.ts';
import { recordKey } from './portal-data.ts';

export const openFileDoor = (server: FastifyInstance, portals: ReadonlyMap<string, Portal>): void => {
  server.get<{ Params: { memberId: string; id: string; proof: string } }>(
    '/rest-files/:memberId/:id/:proof/:name',
    async (request, reply) => {
      const { memberId, id, proof } = request.params;
      const portal = portals.get(memberId);
      const file = portal === undefined ? undefined : chatFileContents(portal).get(recordKey(Number(id)));
      if (file === undefined || file.sha256.slice(0, 32) !== proof) return reply.code(404).send('Not found');
      return reply.type(file.mime).send(Buffer.from(file.content, 'base64'));
    },
  );
};
