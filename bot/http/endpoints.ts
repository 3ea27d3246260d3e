import type { AlertStore } from '../alerts/ports.ts';
import type { Clock } from '../platform/clock.ts';
import { KIND_WORDS } from '../guidance/answer-versions.ts';
import type { Guide } from '../guidance/guide.ts';
import type { JudgedServer, ServerRegistry } from '../servers/server-registry.ts';
import { standingOf, tellReport } from '../servers/server.ts';
import type { Authenticate } from './authenticate.ts';
import { endpointsWith, type Endpoint } from './endpoint.ts';
import { readMonitorAlert, readServerFilter, readServerReports } from './read-body.ts';
import { REPORT_HEADERS, tellCutOffPlainly, writeReport } from '../dashboard/report.ts';
import { writeServersCsv } from './servers-csv.ts';
import type { Evidence } from '../dashboard/ports.ts';

/** `/api/*` but for messages. In local mode `authenticate` lets in everybody on the machine. */
export function createEndpoints({
  guide,
  authenticate,
  registry,
  alerts,
  readEvidence,
  clock,
}: {
  guide: Guide;
  authenticate: Authenticate;
  registry: ServerRegistry;
  alerts: AlertStore;
  readEvidence: (tenantId: string) => Promise<Evidence>;
  clock: Clock;
}): Endpoint[] {
  const endpoint = endpointsWith(authenticate);

  return [
    endpoint('post', '/api/servers', 'Servers.Report', async (caller, { body }) => {
      const reports = readServerReports(body, caller, clock.now());
      return { status: 200, body: { servers: (await registry.take(caller.tenantId, reports)).map(toBody) } };
    }),
    endpoint('get', '/api/servers', 'Campaign.Read', async ({ tenantId }, { query }) => {
      const { limit, offset, ...filter } = readServerFilter(query);
      const found = await registry.list(tenantId, filter);
      const page = found.slice(offset, offset + limit).map(toBody);
      return { status: 200, body: { count: found.length, servers: page } };
    }),
    endpoint('get', '/api/servers.csv', 'Campaign.Read', async ({ tenantId }) => ({
      status: 200,
      body: writeServersCsv(await registry.list(tenantId)),
      contentType: 'text/csv; charset=utf-8',
    })),
    endpoint('get', '/api/report.html', 'Campaign.Read', async ({ tenantId }) => {
      const [servers, evidence] = [await registry.list(tenantId), await readEvidence(tenantId)];
      return {
        status: 200,
        body: writeReport({ guide, servers, ...evidence, now: clock.now() }),
        contentType: 'text/html; charset=utf-8',
        headers: REPORT_HEADERS,
      };
    }),
    endpoint('post', '/api/alerts', 'Alerts.Send', async (caller, { body }) => {
      await alerts.take(
        [readMonitorAlert(body, { caller, cutOff: tellCutOffPlainly(guide), now: clock.now() })],
        clock.now(),
      );
      return { status: 202, body: { status: 'taken' } };
    }),
  ];
}

function toBody({ server, verdict }: JudgedServer): object {
  const { version, role, state, contradiction } = standingOf(server);
  const [newest] = server.reports;
  return {
    name: server.name,
    version,
    role,
    state,
    verdict: verdict?.kind ?? null,
    meaning: verdict ? KIND_WORDS[verdict.kind] : null,
    reporter: newest?.reporter ?? null,
    observedAt: newest?.observedAt ?? null,
    contradiction: contradiction
      ? {
          reporter: contradiction.reporter,
          reported: tellReport(contradiction),
          observedAt: contradiction.observedAt,
        }
      : null,
  };
}
