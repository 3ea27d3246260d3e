import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Accepts every post at once, like a connector that is never busy. */
export async function startConnector(): Promise<{ server: Server; serviceUrl: string }> {
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, serviceUrl: `http://127.0.0.1:${port}` };
}

export interface LoadResult {
  perSecond: number;
  /** Milliseconds of one turn, its reply included. */
  median: number;
  p99: number;
}

/**
 * Sends `count` messages over `connections` connections and waits for each turn to end. Each is from another of
 * `conversations` conversations than the one before it.
 */
export async function sendLoad(load: {
  port: number;
  serviceUrl: string;
  texts: readonly string[];
  count: number;
  connections: number;
  conversations: number;
}): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const times: number[] = [];
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    while (next < load.count) {
      const number = next++;
      const text = load.texts[number % load.texts.length] ?? '';
      const before = performance.now();
      const { serviceUrl } = load;
      const body = messageFrom({ text, serviceUrl, chat: String(number % load.conversations) });
      const status = await post(agent, load.port, body);
      if (status !== 200) throw new Error(`The bot answered ${status}.`);
      times.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, worker));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return { perSecond: load.count / seconds, ...spread(times) };
}

export function spread(times: number[]): { median: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p99: at(0.99) };
}

let sent = 0;

/** Where readers are, and in which language their Teams is. */
const READERS = [
  { localTimezone: 'Europe/Berlin', locale: 'de-DE' },
  { localTimezone: 'America/New_York', locale: 'en-US' },
  { localTimezone: 'Europe/London', locale: 'en-GB' },
  { localTimezone: 'Asia/Kolkata', locale: 'en-IN' },
];

/** A message as Teams sends it. */
export function messageFrom({
  text,
  serviceUrl,
  chat,
}: {
  text: string;
  serviceUrl: string;
  chat: string;
}): string {
  return JSON.stringify({
    type: 'message',
    id: `activity-${sent++}`,
    timestamp: new Date().toISOString(),
    ...READERS[(Number(chat) || 0) % READERS.length],
    serviceUrl,
    channelId: 'msteams',
    from: { id: `user-${chat}`, name: 'Somebody' },
    conversation: { id: `conversation-${chat}`, conversationType: 'personal', tenantId: 'tenant' },
    recipient: { id: 'bot', name: 'Cutover' },
    channelData: { tenant: { id: 'tenant' } },
    text,
  });
}

/** Resolves with the status of the bot's answer. */
export function post(agent: Agent, port: number, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sending = request(
      { agent, port, host: '127.0.0.1', path: '/api/messages', method: 'POST', headers },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}
