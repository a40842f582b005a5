/** The Telegram connector keeps the contract of connectors: the real library against the simulated Telegram. */
import type { FileKind } from '@olchat/domain';
import { connectorContract, type ConnectorHarness } from '@olchat/domain/testing';
import type { PhoneFile } from '../../apps/sandbox/src/kernel/phones.ts';
import { CLIENT, COMPANY, TelegramWorld } from './telegram-world.ts';

const AS: Record<FileKind, PhoneFile['as']> = { DOCUMENT: 'document', IMAGE: 'image', VIDEO: 'video', AUDIO: 'audio', VOICE: 'voice' };
const KINDS: Record<string, FileKind> = { document: 'DOCUMENT', photo: 'IMAGE', video: 'VIDEO', audio: 'AUDIO', voice: 'VOICE' };

interface Taken {
  text: string;
  media: { as: string; name: string; sha256: string } | null;
}

connectorContract('Telegram', async (): Promise<ConnectorHarness> => {
  const world = await TelegramWorld.start();
  return {
    connector: world.connector(),
    own: `+${COMPANY.phone}`,
    client: CLIENT,
    nobody: '700000000',
    answerLogin: async step => {
      if (step.kind === 'QR') await world.act(String(COMPANY.userId), { do: 'scan', qr: step.qr });
    },
    accepted: () => Promise.resolve(world.accepted()),
    files: () =>
      Promise.resolve(
        world.ledger('message').flatMap(({ ours, body }) => {
          const { text, media } = body as Taken;
          if (media === null) return [];
          const { as, name, sha256 } = media;
          return [{ externalMessageId: ours ?? '', kind: KINDS[as] ?? 'DOCUMENT', name, sha256, caption: text || null }];
        }),
      ),
    changed: () =>
      Promise.resolve(
        world
          .received()
          .map(({ externalId, text, deleted }) => ({ externalMessageId: world.ours(externalId), text: deleted ? null : text })),
      ),
    deliver: () => world.act(CLIENT, { do: 'deliver' }),
    read: () => world.act(CLIENT, { do: 'read' }),
    reply: async (text, answers) => {
      await world.act(CLIENT, { do: 'reply', text, to: answers === undefined ? undefined : world.numberOf(answers) });
      return `m${world.written().at(-1)?.externalId ?? ''}`;
    },
    forward: (text, forwardedFrom) => world.act(CLIENT, { do: 'reply', text, forwardedFrom }),
    react: (text, emoji) => world.act(CLIENT, { do: 'react', id: world.numberOf(text), emoji }),
    past: async messages => {
      const told = messages.map(({ fromClient, text, at }) => ({
        direction: fromClient ? ('out' as const) : ('in' as const),
        text,
        at: at.toISOString(),
      }));
      await world.act(CLIENT, { do: 'past', with: String(COMPANY.userId), messages: told });
    },
    readsTold: () => Promise.resolve(world.ledger('read').length),
    change: async (id, text) => {
      await world.act(CLIENT, text === null ? { do: 'delete', id: id.slice(1) } : { do: 'edit', id: id.slice(1), text });
    },
    showPicture: async bytes => {
      await world.act(CLIENT, { do: 'picture', content: bytes === null ? null : Buffer.from(bytes).toString('base64') });
    },
    sendFile: async ({ kind, name, mime, bytes, caption }) => {
      const file = { name, mime, as: AS[kind], content: Buffer.from(bytes).toString('base64') };
      await world.act(CLIENT, { do: 'file', file, ...(caption === null ? {} : { text: caption }) });
    },
    trouble: kind => {
      switch (kind) {
        case 'refuse':
          world.trouble({ method: 'messages.sendMessage', do: 'refuse', code: 'USER_PRIVACY_RESTRICTED' });
          break;
        case 'lose-answer':
          world.trouble({ method: 'messages.sendMessage', do: 'lose-answer' });
          break;
        case 'refuse-file':
          world.trouble({ method: 'upload.saveFilePart', do: 'refuse', code: 'FILE_PART_INVALID' });
          break;
        default:
          throw new Error(`Telegram has no ${kind}`);
      }
      return Promise.resolve();
    },
    end: () => world.end(),
  };
});
