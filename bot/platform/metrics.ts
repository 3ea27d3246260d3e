import type { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Metrics for operators. No label names a tenant, a conversation or a person. */
export interface Metrics {
  /** `kind` is what came: message, pressed, searched, ... */
  turn: (kind: string, seconds: number) => void;
  /** `state` is what became of it: sent, planned (again), withdrawn, unknown, failed, skipped. */
  post: (kind: string, state: string) => void;
  /** Counts subscriptions that were suspended. */
  suspended: (reason: string, subscriptions?: number) => void;
  /** Whether Teams or the token service refuses the bot. */
  refused: (isRefused: boolean) => void;
  /** Renders all metrics in the Prometheus text format. */
  write: () => Promise<{ text: string; contentType: string }>;
}

/** `prom-client` is loaded when somebody looks or counts first: not at the start. */
export function createMetrics(): Metrics {
  let loaded: Promise<Instruments> | null = null;
  const instruments = () => (loaded ??= load());
  return {
    turn: (kind, seconds) => {
      void instruments().then(({ turns }) => turns.observe({ kind }, seconds));
    },
    post: (kind, state) => {
      void instruments().then(({ posts }) => posts.inc({ kind, state }));
    },
    suspended: (reason, subscriptions = 1) => {
      void instruments().then(({ suspensions }) => suspensions.inc({ reason }, subscriptions));
    },
    refused: (isRefused) => {
      void instruments().then(({ refused }) => refused.set(isRefused ? 1 : 0));
    },
    write: async () => {
      const { registry } = await instruments();
      return { text: await registry.metrics(), contentType: registry.contentType };
    },
  };
}

interface Instruments {
  registry: Registry;
  turns: Histogram;
  posts: Counter;
  suspensions: Counter;
  refused: Gauge;
}

async function load(): Promise<Instruments> {
  const prometheus = await import('prom-client');
  const registry = new prometheus.Registry();
  prometheus.collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    turns: new prometheus.Histogram({
      name: 'cutover_turn_seconds',
      help: 'Time to handle an inbound activity, by kind.',
      labelNames: ['kind'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15],
      registers,
    }),
    posts: new prometheus.Counter({
      name: 'cutover_posts_total',
      help: 'Delivery results of posts, by kind and state.',
      labelNames: ['kind', 'state'],
      registers,
    }),
    suspensions: new prometheus.Counter({
      name: 'cutover_suspensions_total',
      help: 'Subscriptions that were suspended, by reason.',
      labelNames: ['reason'],
      registers,
    }),
    refused: new prometheus.Gauge({
      name: 'cutover_bot_refused',
      help: '1 while Teams refuses the bot and delivery is paused: its registration or secret is wrong.',
      registers,
    }),
  };
}
