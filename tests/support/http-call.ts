import { request } from 'node:http';

export interface Answer {
  status: number;
  type: string;
  text: string;
  json: Record<string, unknown>;
}

/**
 * A request as it goes over the wire: `fetch` would set headers of its own. Without `readsStreams` a stream of
 * events is closed as soon as it begins.
 */
export function call(
  port: number,
  method: string,
  path: string,
  {
    headers = {},
    body,
    readsStreams = true,
  }: { headers?: Record<string, string>; body?: string | Buffer; readsStreams?: boolean } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', method, path, headers }, (incoming) => {
      let text = '';
      if (!readsStreams && incoming.headers['content-type'] === 'text/event-stream') {
        resolve({ status: incoming.statusCode ?? 0, type: 'text/event-stream', text, json: {} });
        incoming.destroy();
        return;
      }
      incoming.on('data', (chunk) => (text += String(chunk)));
      incoming.on('end', () => {
        const type = incoming.headers['content-type'] ?? '';
        const json = type.includes('json') ? (JSON.parse(text) as Record<string, unknown>) : {};
        resolve({ status: incoming.statusCode ?? 0, type, text, json });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export const JSON_TYPE = { 'content-type': 'application/json' };
