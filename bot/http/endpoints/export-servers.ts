import { defineEndpoint, text } from '../endpoint.ts';
import { writeServersCsv } from '../servers-csv.ts';

export const exportServers = defineEndpoint({
  method: 'get',
  path: '/api/servers.csv',
  summary: 'Export every report of every server as CSV',
  role: 'Campaign.Read',
  answer: text('text/csv; charset=utf-8'),

  handle: async ({ caller }, { registry }) => writeServersCsv(await registry.list(caller.tenantId)),
});
