import { REPORT_HEADERS, renderReport } from '../../dashboard/report.ts';
import { defineEndpoint, text } from '../endpoint.ts';
import { notFound } from '../problem.ts';
import { noticeFilter, readerQuery } from '../reader-query.ts';

export const printReport = defineEndpoint({
  method: 'get',
  path: '/api/report.html',
  summary: 'Get the record of servers, reminders, alerts and changes as a page to print',
  role: 'Campaign.Read',
  query: readerQuery.extend(noticeFilter.shape),
  answer: text('text/html; charset=utf-8', REPORT_HEADERS),

  async handle({ caller: { tenantId }, query }, { campaigns, registry, readRecord, clock }) {
    const localNow = { now: clock.now(), zone: query.zone, locale: query.locale };
    const guides = await campaigns.filter(tenantId, query.notice, localNow);
    if (guides.length === 0) throw notFound('notice');
    const [servers, progress, record] = await Promise.all([
      registry.list(tenantId),
      registry.progress(tenantId),
      readRecord(tenantId, query.notice ?? null),
    ]);
    return renderReport({ guides, progress, servers, ...record, localNow });
  },
});
