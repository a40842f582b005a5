/** The server as a process of its own, for tests that kill it: folder in the arguments, address out and QR codes in over IPC. */
import { startStandalone } from './standalone.ts';

const [, , folder = '', company = '', client = ''] = process.argv;

const { url, server } = await startStandalone({ folder });
server.ensureCompanyPhone(company, 'Компания');
server.ensureClient(client, 'Иван');
process.on('message', (qr: string) => void server.phones.act(`whatsapp:${company}`, { do: 'scan', qr }));
process.send?.(url);
