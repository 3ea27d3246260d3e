import { REPORT_HEADERS, renderReport } from '../../dashboard/report.ts';
import { defineEndpoint, text } from '../endpoint.ts';
import { parseReader, readerQuery } from '../reader-query.ts';

export const printReport = defineEndpoint({
  method: 'get',
  path: '/api/report.html',
  summary: 'Get the record of servers, reminders, alerts and changes as a page to print',
  role: 'Campaign.Read',
  query: readerQuery,
  answer: text('text/html; charset=utf-8', REPORT_HEADERS),

  async handle({ caller: { tenantId }, query }, { guide, registry, readRecord, clock }) {
    const servers = await registry.list(tenantId);
    const localNow = { now: clock.now(), ...parseReader(query) };
    return renderReport({ guide, servers, ...(await readRecord(tenantId)), localNow });
  },
});
