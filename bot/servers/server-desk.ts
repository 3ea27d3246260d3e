import type { AlertStore } from '../alerts/ports.ts';
import { readVersionFacts, type Verdict } from '../campaign/version-verdict.ts';
import type { Clock } from '../clock.ts';
import type { Guide } from '../guidance/guide.ts';
import { progressOf, signalOf, verdictOf, type Progress } from './judge-server.ts';
import type { ServerStore } from './ports.ts';
import type { Server, ServerReport } from './server.ts';

const KNOWN_MS = 10_000;

export interface JudgedServer {
  server: Server;
  verdict: Verdict | null;
}

/** Takes reports of servers, judges them, and lets the alerts hear of it. */
export interface ServerDesk {
  /** Keeps all reports or none. Resolves with the servers as they stand then. */
  take(tenantId: string, reports: readonly ServerReport[]): Promise<JudgedServer[]>;
  list(tenantId: string): Promise<JudgedServer[]>;
  /** Null before anything was reported. */
  progress(tenantId: string): Promise<Progress | null>;
  /** Of each tenant in which servers were reported; at most ten seconds old. */
  progressOfAll(): Promise<ReadonlyMap<string, Progress>>;
  /** Judges every server anew: days pass, and a process may have died between a report and its alert. */
  review(): Promise<void>;
}

export function createServerDesk({
  guide,
  servers,
  alerts,
  clock,
}: {
  guide: Guide;
  servers: ServerStore;
  alerts: Pick<AlertStore, 'take'>;
  clock: Clock;
}): ServerDesk {
  const facts = readVersionFacts(guide.notice);
  const judge = (server: Server): JudgedServer => ({
    server,
    verdict: verdictOf(server, facts, clock.now()),
  });
  const signal = (all: readonly Server[]) => {
    const now = clock.now();
    return alerts.take(
      all.map((server) => signalOf(server, guide, facts, now)),
      now,
    );
  };

  const readAll = async () => {
    const all = new Map<string, Progress>();
    for (const tenantId of await servers.tenants()) {
      const progress = progressOf(await servers.list(tenantId), facts, clock.now());
      if (progress) all.set(tenantId, progress);
    }
    return all;
  };
  /** The planner asks twice a second; another instance may have taken a report meanwhile. */
  let known: { progress: Promise<ReadonlyMap<string, Progress>>; until: number } | null = null;

  return {
    async take(tenantId, reports) {
      const changed = await servers.keep(tenantId, reports);
      known = null;
      await signal(changed);
      return changed.map(judge);
    },
    list: async (tenantId) => (await servers.list(tenantId)).map(judge),
    progress: async (tenantId) => progressOf(await servers.list(tenantId), facts, clock.now()),
    progressOfAll() {
      if (!known || performance.now() > known.until) {
        known = { progress: readAll(), until: performance.now() + KNOWN_MS };
      }
      return known.progress;
    },
    async review() {
      for (const tenantId of await servers.tenants()) await signal(await servers.list(tenantId));
    },
  };
}
