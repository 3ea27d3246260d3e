import type { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What an operator watches. Nothing in it names a tenant, a conversation or a person. */
export interface Metrics {
  /** `kind` is what came: message, pressed, searched, ... */
  turn: (kind: string, seconds: number) => void;
  /** `state` is what became of it: sent, planned (again), withdrawn, unknown, failed, skipped. */
  post: (kind: string, state: string) => void;
  /** Reminders of so many subscriptions wait, and why. */
  suspended: (reason: string, subscriptions?: number) => void;
  /** Whether Teams, or who gives out its tokens, refuses the bot itself. */
  refused: (isRefused: boolean) => void;
  /** In the text format that Prometheus reads. */
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
      help: 'Time to answer an activity of Teams, by what it was.',
      labelNames: ['kind'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15],
      registers,
    }),
    posts: new prometheus.Counter({
      name: 'cutover_posts_total',
      help: 'Posts by kind and by what became of them.',
      labelNames: ['kind', 'state'],
      registers,
    }),
    suspensions: new prometheus.Counter({
      name: 'cutover_suspensions_total',
      help: 'Subscriptions whose reminders wait, by the reason.',
      labelNames: ['reason'],
      registers,
    }),
    refused: new prometheus.Gauge({
      name: 'cutover_bot_refused',
      help: '1 while Teams refuses the bot itself and nothing is sent: its registration or secret is wrong.',
      registers,
    }),
  };
}
