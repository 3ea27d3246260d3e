import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createApp } from '../app/app.ts';
import { readConfig } from '../app/config.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import { createLog } from '../platform/log.ts';
import type { Recogniser } from '../understanding/recogniser.ts';

/** What a bot understands with. */
export interface Mind {
  portfolio: Portfolio;
  recognise: Recogniser;
  recogniseActs: Recogniser;
}

/** A running bot of its own, with an empty store and a clock that stands still. */
export interface Chat {
  /** Says something in a personal chat, or in a channel, and resolves with the words of all cards that answer it. */
  say(text: string, kind?: 'personal' | 'channel'): Promise<string>;
  close(): Promise<void>;
}

/** What is passed on is confirmed by a post of its own, soon after the turn. */
const LATE_ANSWER_MS = 5_000;
const PAUSE_MS = 50;

const BOT = { id: '28:cutover', name: 'Cutover' };
const PERSON = { id: '29:person', name: 'Kim' };

/** Starts a bot in local mode, and a Bot Framework connector on loopback that takes its answers. */
export async function startChat(mind: Mind, now: Date): Promise<Chat> {
  const connector = await startConnector();
  const folder = await mkdtemp(join(tmpdir(), 'cutover-eval-'));
  const app = createApp({
    ...mind,
    config: { ...readConfig({ DATA_DIR: folder }), port: 0 },
    clock: { now: () => now },
    log: createLog('silent'),
  });
  const port = await app.start();
  const places = { personal: `a:${randomUUID()}`, channel: `19:${randomUUID()}@thread.tacv2` };
  return {
    async say(text, kind = 'personal') {
      const from = connector.posts.length;
      const id = places[kind];
      const activity = messageIn({ id, kind, text, serviceUrl: connector.url });
      const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      });
      if (!response.ok) throw new Error(`Cutover answered ${response.status} to ${JSON.stringify(text)}.`);
      const answersTo = () => connector.posts.slice(from).filter((post) => post.conversation.startsWith(id));
      const until = performance.now() + LATE_ANSWER_MS;
      while (answersTo().length === 0 && performance.now() < until) await pause(PAUSE_MS);
      const answers = answersTo();
      return answers.map(({ activity: answer }) => wordsOfCards(answer)).join('\n\n');
    },
    async close() {
      await app.stop();
      await connector.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function messageIn({
  id,
  kind,
  text,
  serviceUrl,
}: Record<'id' | 'kind' | 'text' | 'serviceUrl', string>): object {
  const isChannel = kind === 'channel';
  return {
    type: 'message',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl,
    from: PERSON,
    recipient: BOT,
    conversation: { id: isChannel ? `${id};messageid=1` : id, conversationType: kind, isGroup: isChannel },
    text: isChannel ? `<at>${BOT.name}</at> ${text}` : text,
    entities: isChannel ? [{ type: 'mention', mentioned: BOT, text: `<at>${BOT.name}</at>` }] : [],
    locale: 'en-GB',
    localTimezone: 'Europe/Berlin',
  };
}

interface Post {
  conversation: string;
  activity: unknown;
}

async function startConnector(): Promise<{ url: string; posts: Post[]; close(): Promise<void> }> {
  const posts: Post[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const conversation = decodeURIComponent(
        /^\/v3\/conversations\/([^/]+)/.exec(request.url ?? '')?.[1] ?? '',
      );
      if (body !== '') posts.push({ conversation, activity: JSON.parse(body) });
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: randomUUID() }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Fields of a card that a person reads. */
const SHOWN = ['text', 'title', 'value', 'label', 'summary'];

/** The words of an activity's cards, one element a line. */
function wordsOfCards(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOfCards).filter(Boolean).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, field]: [string, unknown]) =>
      typeof field === 'string' && SHOWN.includes(name) ? field : wordsOfCards(field),
    )
    .filter(Boolean)
    .join('\n');
}
