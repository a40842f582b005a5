/** A process of its own that keeps sockets open and answers the first message of each: the least that a subscriber can cost. */
import { WebSocketServer } from 'ws';

const sockets = new WebSocketServer({ port: Number(process.env['PORT']), host: '127.0.0.1', perMessageDeflate: false });
sockets.on('connection', socket => socket.once('message', () => socket.send('{"type":"next"}')));
