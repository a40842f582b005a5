/** The contract of connectors, kept by the real library. */
import { connectorContract, type ConnectorHarness } from '@olchat/domain/testing';
import { CLIENT, COMPANY, NOBODY, WhatsAppWorld } from './whatsapp-web-world.ts';

async function harness(): Promise<ConnectorHarness> {
  const world = await WhatsAppWorld.start();
  return {
    connector: world.connector(),
    own: `+${COMPANY}`,
    client: `+${CLIENT}`,
    nobody: `+${NOBODY}`,
    answerLogin: async step => {
      if (step.kind === 'QR') await world.act(COMPANY, { do: 'scan', qr: step.qr });
    },
    accepted: () => Promise.resolve(world.accepted()),
    deliver: () => world.act(CLIENT, { do: 'deliver' }),
    read: () => world.act(CLIENT, { do: 'read' }),
    reply: text => world.act(CLIENT, { do: 'reply', text }),
    trouble: kind => {
      const rules = {
        refuse: { method: 'message', do: 'refuse', code: '479' },
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

connectorContract('whatsapp-web', harness);
