import type { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Readiness } from './readiness.ts';

/** Metrics for operators. No label names a tenant, a conversation or a person. */
export interface Metrics {
  /** `kind` is what came: message, card-action, installed, ...; `outcome` is done, failed or refused. */
  turn: (kind: string, outcome: string, seconds: number) => void;
  /** `state` is what became of it: sent, planned (again), withdrawn, unknown, failed, skipped. */
  post: (kind: string, state: string) => void;
  /** Counts subscriptions that were suspended. */
  suspended: (reason: string, subscriptions?: number) => void;
  /** Whether Teams or the token service refuses the bot. */
  refused: (isRefused: boolean) => void;
  /** Teams has answered 429. */
  throttled: () => void;
  /** A run of a background task failed. */
  taskFailed: (task: string) => void;
  /** No token was given for a service: `teams` or `graph`. */
  tokenFailed: (service: string) => void;
  /** What `write` reads besides what was counted. */
  watch: (sources: MetricSources) => void;
  /** Renders all metrics in the Prometheus text format. */
  write: () => Promise<{ text: string; contentType: string }>;
}

/** Read whenever somebody looks at the metrics. */
export interface MetricSources {
  readBacklog: () => Promise<Backlog>;
  /** Null where there are none. */
  readConnections: () => { open: number; idle: number; waiting: number } | null;
  isStoreUp: () => boolean;
  readiness: Pick<Readiness, 'read'>;
}

/** What waits for delivery, in all instances. */
export interface Backlog {
  /** By state. */
  posts: Readonly<Record<string, number>>;
  /** By state. */
  jobs: Readonly<Record<string, number>>;
  /** How late the oldest post is that should have been sent. */
  oldestDueSeconds: number;
}

/** `prom-client` is loaded when somebody looks or counts first: not at the start. */
export function createMetrics(): Metrics {
  let loaded: Promise<Instruments> | null = null;
  let sources: MetricSources | null = null;
  const instruments = () => (loaded ??= load());
  const count = (change: (instruments: Instruments) => void) => void instruments().then(change);
  return {
    turn: (kind, outcome, seconds) => count(({ turns }) => turns.observe({ kind, outcome }, seconds)),
    post: (kind, state) => count(({ posts }) => posts.inc({ kind, state })),
    suspended: (reason, subscriptions = 1) =>
      count(({ suspensions }) => suspensions.inc({ reason }, subscriptions)),
    refused: (isRefused) => count(({ refused }) => refused.set(isRefused ? 1 : 0)),
    throttled: () => count(({ throttled }) => throttled.inc()),
    taskFailed: (task) => count(({ taskFailures }) => taskFailures.inc({ task })),
    tokenFailed: (service) => count(({ tokenFailures }) => tokenFailures.inc({ service })),
    watch(watched) {
      sources = watched;
    },
    write: async () => {
      const all = await instruments();
      if (sources) await readSources(all, sources);
      return { text: await all.registry.metrics(), contentType: all.registry.contentType };
    },
  };
}

/** Whoever reads the metrics does not wait for a store that does not answer: the backlog is then left out. */
const BACKLOG_TIMEOUT_MS = 2_000;

async function readSources(all: Instruments, sources: MetricSources): Promise<void> {
  all.ready.set(sources.readiness.read().status === 'ok' ? 1 : 0);
  all.storeUp.set(sources.isStoreUp() ? 1 : 0);
  all.connections.reset();
  for (const [state, number] of Object.entries(sources.readConnections() ?? {})) {
    all.connections.set({ state }, number);
  }
  for (const gauge of [all.openPosts, all.jobs, all.oldestDue]) gauge.reset();
  const backlog = sources.isStoreUp() ? await inTime(sources.readBacklog()) : null;
  if (!backlog) return;
  for (const [state, number] of Object.entries(backlog.posts)) all.openPosts.set({ state }, number);
  for (const [state, number] of Object.entries(backlog.jobs)) all.jobs.set({ state }, number);
  all.oldestDue.set({}, backlog.oldestDueSeconds);
}

function inTime(reading: Promise<Backlog>): Promise<Backlog | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), BACKLOG_TIMEOUT_MS);
    reading.then(resolve, () => resolve(null)).finally(() => clearTimeout(timer));
  });
}

interface Instruments {
  registry: Registry;
  turns: Histogram;
  posts: Counter;
  suspensions: Counter;
  throttled: Counter;
  taskFailures: Counter;
  tokenFailures: Counter;
  refused: Gauge;
  ready: Gauge;
  storeUp: Gauge;
  connections: Gauge;
  openPosts: Gauge;
  jobs: Gauge;
  oldestDue: Gauge;
}

async function load(): Promise<Instruments> {
  const prometheus = await import('prom-client');
  const registry = new prometheus.Registry();
  prometheus.collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new prometheus.Counter({ name, help, labelNames, registers });
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new prometheus.Gauge({ name, help, labelNames, registers });
  return {
    registry,
    turns: new prometheus.Histogram({
      name: 'cutover_turn_seconds',
      help: 'Time to handle an inbound activity, by kind and outcome (done, failed, refused).',
      labelNames: ['kind', 'outcome'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15],
      registers,
    }),
    posts: counter('cutover_posts_total', 'Delivery results of posts, by kind and state.', 'kind', 'state'),
    suspensions: counter(
      'cutover_suspensions_total',
      'Subscriptions that were suspended, by reason.',
      'reason',
    ),
    throttled: counter('cutover_throttled_total', 'Requests that Teams deferred (429).'),
    taskFailures: counter('cutover_task_failures_total', 'Failed runs of background tasks, by task.', 'task'),
    tokenFailures: counter(
      'cutover_token_failures_total',
      'Tokens that could not be had, by service (teams, graph).',
      'service',
    ),
    refused: gauge(
      'cutover_bot_refused',
      '1 while Teams refuses the bot and delivery is paused: its registration or secret is wrong.',
    ),
    ready: gauge('cutover_ready', '1 while /readyz answers 200.'),
    storeUp: gauge('cutover_store_up', '1 while the store accepts writes.'),
    connections: gauge(
      'cutover_database_connections',
      'Connections to PostgreSQL that are open and idle, and callers that wait for one, by state.',
      'state',
    ),
    openPosts: gauge(
      'cutover_open_posts',
      'Posts that are not finished, by state (planned, sending, unknown), in all instances.',
      'state',
    ),
    jobs: gauge(
      'cutover_queue_jobs',
      'Jobs in the delivery queue, by state (created, retry, active), in all instances.',
      'state',
    ),
    oldestDue: gauge(
      'cutover_oldest_due_post_seconds',
      'How late the oldest post is that should have been sent; 0 when none is late.',
    ),
  };
}
