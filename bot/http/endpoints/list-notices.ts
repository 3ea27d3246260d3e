import { noticeList } from '../../dashboard/campaign-body.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { readerQuery } from '../reader-query.ts';

export const listNotices = defineEndpoint({
  method: 'get',
  path: '/api/notices',
  summary: 'List the notices, the most urgent for the tenant first',
  role: 'Campaign.Read',
  query: readerQuery,
  answer: json(noticeList),

  async handle({ caller: { tenantId }, query }, { campaigns, dashboard, registry, clock }) {
    const { zone, locale } = query;
    const progress = await registry.progress(tenantId);
    const guides = await campaigns.list(tenantId, { now: clock.now(), zone, locale });
    return { notices: await dashboard.notices(tenantId, { guides, progress, zone, locale }) };
  },
});
