/** A process of its own that opens SOCKETS subscriptions at URL, says `open` when each has its first event, and holds them until it is killed. */
import { WebSocket } from 'ws';

const URL = process.env['URL'] ?? '';
const SOCKETS = Number(process.env['SOCKETS']);
const TOKEN = process.env['TOKEN'];
/** So that a listener's queue of new connections does not overflow. */
const AT_ONCE = 50;

const SUBSCRIPTION = 'subscription { messageStatus { __typename ... on FeedPosition { cursor } } }';

function open(): Promise<void> {
  const socket = new WebSocket(URL, 'graphql-transport-ws', { perMessageDeflate: false });
  const say = (message: object): void => socket.send(JSON.stringify(message));
  return new Promise((resolve, reject) => {
    socket.on('open', () => say(TOKEN === undefined ? {} : { type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } }));
    socket.on('message', data => {
      const { type } = JSON.parse((data as Buffer).toString('utf8')) as { type: string };
      if (type === 'connection_ack') say({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } });
      if (type === 'ping') say({ type: 'pong' });
      if (type === 'next') resolve();
    });
    socket.on('error', reject);
    socket.on('close', code => reject(new Error(`closed with ${code}`)));
  });
}

let left = SOCKETS;
const opener = async (): Promise<void> => {
  while (left > 0) {
    left -= 1;
    await open();
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, opener));
process.stdout.write('open\n');
