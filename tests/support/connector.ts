import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Activity } from 'botbuilder';

/** A request as it reached the connector. */
export interface ConnectorRequest {
  method: string;
  conversationId: string;
  /** Of a reply or an update. */
  activityId: string | null;
  /** The id that was given to what was posted; null until it is accepted, and of an update. */
  givenId: string | null;
  activity: Partial<Activity>;
  /** Milliseconds of the process's monotonic clock. */
  arrivedAt: number;
  /** The status that was answered; null when the connection was cut or left hanging. */
  status: number | null;
  /** When the answer was handed over, on the same clock; null when it never was. */
  answeredAt: number | null;
  /** Teams has taken it: people see it, whether or not the bot heard so. */
  isAccepted: boolean;
}

/** What the connector does with a request instead of answering 201 with a new id. */
export type ScriptedAnswer =
  /** A text is sent as it is, and null is an empty body. */
  | { status: number; headers?: Record<string, string>; body?: object | string | null }
  /** Teams has the activity, the bot never hears so. */
  | 'reset after accepting'
  /** The connection breaks before Teams has the activity. */
  | 'reset before accepting'
  | 'no answer'
  /** Accepts it when the time is over, or when the promise is kept. */
  | Delay;

type Delay = { delayMs: number } | { after: Promise<unknown> };

export interface Connector {
  /** A service URL as an inbound activity carries it. */
  url: string;
  /** Every request, in the order of arrival. */
  requests: ConnectorRequest[];
  /** Object ids of those who are in a conversation, by its id: what a question for a member is answered by. */
  members: Map<string, readonly string[]>;
  /** Names by the ids of teams, and by those of their channels: null for the first one, which Teams doesn't name. */
  teams: Map<string, { name: string; channels: Record<string, string | null> }>;
  /** Ids of persons who are guests. Whoever writes to the bot (`29:…`) is a member of the conversation in any case. */
  guests: Set<string>;
  /** Requests in one conversation, refused ones included. */
  requestsIn(conversationId: string): ConnectorRequest[];
  /** The last reply to a message, in a channel whatever the thread: cards that nobody asked for may arrive beside it. */
  lastReplyIn(conversationId: string): ConnectorRequest | undefined;
  /** What people in a conversation see. */
  acceptedIn(conversationId: string): Partial<Activity>[];
  /** For the next requests in a conversation, one answer each; afterwards it accepts again. */
  answerNext(conversationId: string, ...answers: ScriptedAnswer[]): void;
  /** The next request in a conversation is accepted when the returned function is called. */
  holdNext(conversationId: string): () => void;
  /** For every request that nothing else is said about; null: it is accepted, within the limits. */
  decide(how: (request: ConnectorRequest) => ScriptedAnswer | null): void;
  /** From now on refuses what exceeds Teams' limits for a bot in one thread, and for an app in one tenant. */
  keepLimits(): void;
  /** How many requests were accepted, and refused with which status. */
  count(): { accepted: number; refused: Record<number, number> };
  close(): Promise<void>;
}

/** From Teams' documentation of rate limits: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const THREAD_LIMITS = [
  { requests: 7, seconds: 1 },
  { requests: 8, seconds: 2 },
  { requests: 60, seconds: 30 },
  { requests: 1_800, seconds: 3_600 },
];
const TENANT_LIMITS = [{ requests: 50, seconds: 1 }];

const MEMBER_PATH = /^\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/;
const TEAM_PATH = /^\/v3\/teams\/([^/]+)(\/conversations)?$/;
const PATH = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

/** A Bot Framework connector on loopback, which takes what a bot posts and behaves as a test wants. */
export async function startConnector(): Promise<Connector> {
  const requests: ConnectorRequest[] = [];
  const byConversation = new Map<string, ConnectorRequest[]>();
  const teams: Connector['teams'] = new Map();
  const members = new Map<string, readonly string[]>();
  const guests = new Set<string>();
  const scripts = new Map<string, ScriptedAnswer[]>();
  const arrivals = new Map<string, number[]>();
  let decide: (request: ConnectorRequest) => ScriptedAnswer | null = () => null;
  let keepsLimits = false;

  /** Whom a request counts for: its thread, and its tenant. */
  const countersOf = ({ conversationId, activity }: ConnectorRequest) => [
    { key: `thread ${conversationId}`, limits: THREAD_LIMITS },
    { key: `tenant ${activity.conversation?.tenantId ?? ''}`, limits: TENANT_LIMITS },
  ];

  /** Seconds until a request more fits into every window; 0 when it fits now. */
  function secondsTooEarly(request: ConnectorRequest): number {
    const waits = countersOf(request).flatMap(({ key, limits }) => {
      const earlier = arrivals.get(key) ?? [];
      return limits.map((limit) => {
        const oldest = earlier.at(-limit.requests);
        return oldest === undefined ? 0 : limit.seconds - (request.arrivedAt - oldest) / 1_000;
      });
    });
    return Math.max(0, ...waits);
  }

  const answerNext = (id: string, ...answers: ScriptedAnswer[]) => {
    scripts.set(id, [...(scripts.get(id) ?? []), ...answers]);
  };
  const requestsIn = (id: string) => [...(byConversation.get(id) ?? [])];

  function accept(request: ConnectorRequest): void {
    request.isAccepted = true;
    for (const { key } of countersOf(request)) {
      const earlier = arrivals.get(key) ?? [];
      earlier.push(request.arrivedAt);
      arrivals.set(key, earlier);
    }
  }

  function answer(request: ConnectorRequest, incoming: IncomingMessage, response: ServerResponse): void {
    const scripted = scripts.get(request.conversationId)?.shift() ?? decide(request);
    if (scripted === 'no answer') return;
    if (scripted === 'reset before accepting' || scripted === 'reset after accepting') {
      if (scripted === 'reset after accepting') accept(request);
      incoming.socket.destroy();
      return;
    }
    if (scripted && ('delayMs' in scripted || 'after' in scripted)) {
      const delay = 'after' in scripted ? scripted.after : pause(scripted.delayMs);
      void delay.then(() => reply(request, null, response));
      return;
    }
    reply(request, scripted, response);
  }

  function reply(
    request: ConnectorRequest,
    scripted: Exclude<ScriptedAnswer, string | Delay> | null,
    response: ServerResponse,
  ): void {
    const wait = keepsLimits && !scripted ? secondsTooEarly(request) : 0;
    const early = { status: 429, headers: { 'retry-after': String(Math.ceil(wait)) }, body: {} };
    const chosen = scripted ?? (wait > 0 ? early : { status: 201 });
    if (chosen.status < 300) accept(request);
    request.status = chosen.status;
    response.writeHead(chosen.status, { 'content-type': 'application/json', ...chosen.headers });
    if (chosen.status < 300 && request.method === 'POST') request.givenId = randomUUID();
    const { body = request.givenId ? { id: request.givenId } : {} } = chosen;
    response.end(typeof body === 'string' ? body : body && JSON.stringify(body));
  }

  /** A team's details, or the list of its channels. */
  function answerTeam(id: string, wantsChannels: boolean, response: ServerResponse): void {
    const team = teams.get(id);
    response.writeHead(team ? 200 : 404, { 'content-type': 'application/json' });
    const conversations = Object.entries(team?.channels ?? {}).map(([channel, name]) => ({
      id: channel,
      name,
    }));
    response.end(JSON.stringify(wantsChannels ? { conversations } : { id, name: team?.name }));
  }

  function answerMember(conversationId: string, id: string, response: ServerResponse): void {
    const scripted = scripts.get(conversationId)?.shift();
    if (typeof scripted === 'object' && 'status' in scripted) {
      response.writeHead(scripted.status, scripted.headers ?? {});
      response.end();
      return;
    }
    const isThere = (members.get(conversationId)?.includes(id) ?? false) || id.startsWith('29:');
    response.writeHead(isThere ? 200 : 404, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        isThere
          ? { id: `29:${id}`, aadObjectId: id, name: 'Ada', userRole: guests.has(id) ? 'guest' : 'user' }
          : {},
      ),
    );
  }

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { pathname } = new URL(incoming.url ?? '/', 'http://connector');
      const [, place, member] = MEMBER_PATH.exec(pathname) ?? [];
      if (place !== undefined && member !== undefined) {
        answerMember(decodeURIComponent(place), decodeURIComponent(member), response);
        return;
      }
      const [, team, channels] = TEAM_PATH.exec(pathname) ?? [];
      if (team !== undefined) {
        answerTeam(decodeURIComponent(team), channels !== undefined, response);
        return;
      }
      const [, conversationId, activityId] = PATH.exec(pathname) ?? [];
      if (conversationId === undefined || !['POST', 'PUT'].includes(incoming.method ?? '')) {
        response.writeHead(404).end();
        return;
      }
      const request: ConnectorRequest = {
        method: incoming.method ?? '',
        conversationId: decodeURIComponent(conversationId),
        activityId: activityId === undefined ? null : decodeURIComponent(activityId),
        givenId: null,
        activity: JSON.parse(Buffer.concat(chunks).toString('utf8')) as Partial<Activity>,
        arrivedAt: performance.now(),
        status: null,
        answeredAt: null,
        isAccepted: false,
      };
      response.on('finish', () => {
        request.answeredAt = performance.now();
      });
      requests.push(request);
      const earlier = byConversation.get(request.conversationId);
      if (earlier) earlier.push(request);
      else byConversation.set(request.conversationId, [request]);
      answer(request, incoming, response);
    });
  });
  // A connection that the server closes just when the bot uses it again would make a post ambiguous.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    members,
    teams,
    guests,
    requestsIn,
    lastReplyIn: (id) =>
      requests.findLast(
        ({ conversationId, method, activityId }) =>
          conversationId.split(';', 1)[0] === id && method === 'POST' && activityId !== null,
      ),
    acceptedIn: (id) =>
      requestsIn(id)
        .filter(({ isAccepted }) => isAccepted)
        .map(({ activity }) => activity),
    answerNext,
    holdNext: (id) => {
      let letGo = () => {};
      answerNext(id, { after: new Promise<void>((resolve) => (letGo = resolve)) });
      return () => letGo();
    },
    decide: (how) => {
      decide = how;
    },
    keepLimits: () => {
      keepsLimits = true;
    },
    count() {
      const refused: Record<number, number> = {};
      for (const { status } of requests) {
        if (status !== null && status >= 300) refused[status] = (refused[status] ?? 0) + 1;
      }
      return { accepted: requests.filter(({ isAccepted }) => isAccepted).length, refused };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
