import type { AlertStore } from '../alerts/ports.ts';
import type { Clock } from '../clock.ts';
import { KIND_WORDS } from '../guidance/answer-versions.ts';
import type { JudgedServer, ServerDesk } from '../servers/server-desk.ts';
import { standingOf } from '../servers/server.ts';
import type { Authenticate } from './authenticate.ts';
import { endpointsWith, type Endpoint } from './endpoint.ts';
import { readMonitorAlert, readServerReports } from './read-body.ts';
import { writeServersCsv } from './servers-csv.ts';

/** `/api/*` but for messages. In local mode `authenticate` lets in everybody on the machine. */
export function createEndpoints({
  authenticate,
  desk,
  alerts,
  clock,
}: {
  authenticate: Authenticate;
  desk: ServerDesk;
  alerts: AlertStore;
  clock: Clock;
}): Endpoint[] {
  const endpoint = endpointsWith(authenticate);

  return [
    endpoint('post', '/api/servers', 'Servers.Report', async (caller, { body }) => {
      const reports = readServerReports(body, caller, clock.now());
      return { status: 200, body: { servers: (await desk.take(caller.tenantId, reports)).map(toBody) } };
    }),
    endpoint('get', '/api/servers.csv', 'Campaign.Read', async ({ tenantId }) => ({
      status: 200,
      body: writeServersCsv(await desk.list(tenantId)),
      contentType: 'text/csv; charset=utf-8',
    })),
    endpoint('post', '/api/alerts', 'Alerts.Send', async (caller, { body }) => {
      await alerts.take([readMonitorAlert(body, caller)], clock.now());
      return { status: 202, body: { status: 'taken' } };
    }),
  ];
}

function toBody({ server, verdict }: JudgedServer): object {
  const { version, role, state } = standingOf(server);
  return {
    name: server.name,
    version,
    role,
    state,
    verdict: verdict?.kind ?? null,
    meaning: verdict ? KIND_WORDS[verdict.kind] : null,
  };
}
