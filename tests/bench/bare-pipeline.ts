/** A process of its own: an HTTP door that stores a row and notifies, a listener that tells a socket. The least that a live status can cost. */
import { createServer } from 'node:http';
import { Client, Pool } from 'pg';
import { WebSocketServer } from 'ws';

const databaseUrl = process.env['DATABASE_URL'];
const [door, listener] = [new Pool({ connectionString: databaseUrl, max: 4 }), new Client({ connectionString: databaseUrl })];
await door.query('create table if not exists bare_event (id bigint generated always as identity primary key, body text not null)');
await listener.connect();
await listener.query('listen bare_event');

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part: string) => (body += part));
  request.on('end', () => {
    void store(body).then(() => response.end('{}'));
  });
});
const sockets = new WebSocketServer({ server });
listener.on('notification', ({ payload }) => {
  for (const socket of sockets.clients) socket.send(payload ?? '');
});
server.listen(Number(process.env['PORT']), '127.0.0.1');

async function store(body: string): Promise<void> {
  const client = await door.connect();
  try {
    await client.query('begin');
    await client.query('insert into bare_event (body) values ($1)', [body]);
    await client.query(`select pg_notify('bare_event', $1)`, [body]);
    await client.query('commit');
  } finally {
    client.release();
  }
}
