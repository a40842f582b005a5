import { once } from 'node:events';
import { createServer } from 'node:net';

/** On both loopback addresses: a browser may take `localhost` for either. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await bound(port, '127.0.0.1')) !== undefined && (await bound(port, '::1')) !== undefined;
}

export async function freePort(): Promise<number> {
  const port = await bound(0, '127.0.0.1');
  if (port === undefined) throw new Error('the system gave no port on 127.0.0.1');
  return port;
}

const TAKEN = ['EADDRINUSE', 'EACCES'];
const NO_SUCH_ADDRESS = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];

/** Nothing when the port is taken. */
async function bound(port: number, address: string): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen(port, address);
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (TAKEN.includes(code)) return undefined;
    if (NO_SUCH_ADDRESS.includes(code)) return port;
    throw error;
  }
  const listening = server.address();
  server.close();
  await once(server, 'close');
  return typeof listening === 'object' ? listening?.port : undefined;
}
