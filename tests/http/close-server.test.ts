import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { followRequests } from '../../bot/http/close-server.ts';

describe('a web server that closes', () => {
  let server: Server;
  let close: (mostMs: number) => Promise<void>;
  let unanswered: ServerResponse[];
  let sockets: Socket[];

  beforeEach(async () => {
    unanswered = [];
    sockets = [];
    server = createServer((request, response) => {
      request.resume();
      unanswered.push(response);
      server.emit('received');
    });
    close = followRequests(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
    server.closeAllConnections();
  });

  /** Resolves with what the other side sent when the connection has ended. */
  async function send(text: string): Promise<Promise<string>> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString('utf8')));
    socket.on('error', () => undefined);
    socket.write(text);
    const ended = once(socket, 'close').then(() => received);
    return Promise.resolve(ended);
  }

  it('answers a request that has arrived, and closes a half-sent one', async () => {
    const received = once(server, 'received');
    const arrived = send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const halfHead = send('GET / HTTP/1.1\r\nHost: loc');
    await received;
    const begun = once(server, 'received');
    const halfBody = send('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{');
    await begun;
    const closed = close(60_000);
    setTimeout(() => unanswered[0]?.end('done'), 700);
    await closed;
    assert.match(await arrived, /done/);
    assert.deepEqual(await Promise.all([halfHead, halfBody]), ['', '']);
  });

  it('closes what is not answered in time', async () => {
    const received = once(server, 'received');
    const arrived = send('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await received;
    await close(50);
    assert.equal(await arrived, '');
  });
});
