import { connect, createServer, type Socket } from 'node:net';

/** Stands between Cutover and a server, and fails as a test wants. */
export interface TcpProxy {
  port: number;
  /** Breaks every connection, and refuses new ones until `open`. */
  shut(): Promise<void>;
  /** Breaks every connection. */
  cut(): void;
  /** From now on requests reach the server, but the first answer to each breaks the connection instead. */
  loseAnswers(): void;
  /** From now on nothing passes, neither way, and nothing is refused. */
  hang(): void;
  /** Passes on everything again. */
  open(): Promise<void>;
  close(): Promise<void>;
}

type Mode = 'pass' | 'lose-answers' | 'hang';

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let mode: Mode = 'pass';
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    const upstream = keep(connect(target));
    client.on('data', (data) => {
      if (mode !== 'hang') upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (mode === 'pass') client.write(data);
      if (mode === 'lose-answers') client.destroy();
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port } = server.address() as { port: number };
  const cut = () => sockets.forEach((socket) => socket.destroy());
  const shut = async () => {
    const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : null;
    cut();
    await closed;
  };
  return {
    port,
    shut,
    cut,
    loseAnswers() {
      mode = 'lose-answers';
    },
    hang() {
      mode = 'hang';
    },
    async open() {
      mode = 'pass';
      if (!server.listening) await listen(port);
    },
    close: shut,
  };
}
