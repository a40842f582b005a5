/** The contract of connectors, kept by the real library. */
import type { FileKind } from '@olchat/domain';
import { connectorContract, type ConnectorHarness } from '@olchat/domain/testing';
import type { PhoneFile, PhoneMessage } from '../../apps/sandbox/src/kernel/phones.ts';
import { CLIENT, COMPANY, NOBODY, WhatsAppWorld } from './whatsapp-web-world.ts';

async function harness(): Promise<ConnectorHarness> {
  const world = await WhatsAppWorld.start();
  const idOf = (words: string): string => [...world.received(), ...world.written()].find(({ text }) => text === words)?.externalId ?? '';
  return {
    connector: world.connector(),
    own: `+${COMPANY}`,
    client: `+${CLIENT}`,
    nobody: `+${NOBODY}`,
    answerLogin: async step => {
      if (step.kind === 'QR') await world.act(COMPANY, { do: 'scan', qr: step.qr });
    },
    accepted: () => Promise.resolve(world.accepted()),
    files: () =>
      Promise.resolve(
        world.received().flatMap(({ externalId: externalMessageId, text: caption, files, voice }) => {
          const heard = voice === null ? [] : [{ externalMessageId, kind: 'VOICE' as FileKind, name: null, sha256: voice.sha256, caption }];
          return [
            ...heard,
            ...files.map(file => ({ externalMessageId, kind: kindOf(file), name: file.name, sha256: file.sha256, caption })),
          ];
        }),
      ),
    changed: () => Promise.resolve(world.received().map(({ externalId, text }) => ({ externalMessageId: externalId, text }))),
    deliver: () => world.act(CLIENT, { do: 'deliver' }),
    read: () => world.act(CLIENT, { do: 'read' }),
    reply: async (text, answers) => {
      await world.act(CLIENT, { do: 'reply', text, to: answers === undefined ? undefined : idOf(answers) });
      return world.written().at(-1)?.externalId ?? '';
    },
    forward: (text, forwardedFrom) => world.act(CLIENT, { do: 'reply', text, forwardedFrom }),
    react: (text, emoji) => world.act(CLIENT, { do: 'react', id: idOf(text), emoji }),
    past: async messages => {
      const written = messages.map(({ fromClient, text, at }) => ({
        direction: fromClient ? ('out' as const) : ('in' as const),
        text,
        at: at.toISOString(),
      }));
      await world.act(CLIENT, { do: 'past', messages: written, with: COMPANY });
    },
    readsTold: () => Promise.resolve(world.ledger('read').length),
    change: (id, text) => world.act(CLIENT, text === null ? { do: 'delete', id } : { do: 'edit', id, text }),
    showPicture: bytes => world.act(CLIENT, { do: 'picture', content: bytes === null ? null : Buffer.from(bytes).toString('base64') }),
    sendFile: ({ kind, name, mime, bytes, caption }) => {
      const as = kind.toLowerCase() as PhoneFile['as'];
      const file = { name, mime, as, content: Buffer.from(bytes).toString('base64'), seconds: 3 };
      return world.act(CLIENT, { do: 'file', file, ...(caption === null ? {} : { text: caption }) });
    },
    trouble: kind => {
      const rules = {
        refuse: { method: 'message', do: 'refuse', code: '479' },
        'refuse-file': { method: 'media.upload', do: 'refuse' },
        'lose-answer': { method: 'message', do: 'lose-answer' },
        'silent-check': { method: 'usync.contact', do: 'drop' },
        'double-receipts': { method: 'receipt', do: 'repeat' },
        'late-delivered': { method: 'receipt', do: 'reorder' },
      } as const;
      world.trouble(rules[kind]);
      return Promise.resolve();
    },
    end: () => world.end(),
  };
}

/** The simulated phone names what has no name of its own by what it is. */
const kindOf = ({ name }: PhoneMessage['files'][number]): FileKind =>
  (({ image: 'IMAGE', video: 'VIDEO', audio: 'AUDIO' }) as const)[name] ?? 'DOCUMENT';

connectorContract('whatsapp-web', harness);
