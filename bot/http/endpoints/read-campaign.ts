import { campaignBody } from '../../dashboard/campaign-body.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { notFound } from '../problem.ts';
import { noticeQuery, readerQuery } from '../reader-query.ts';

export const readCampaign = defineEndpoint({
  method: 'get',
  path: '/api/campaign',
  summary: 'Get the campaign: countdown, milestones, reminders, servers and alerts',
  role: 'Campaign.Read',
  query: readerQuery.extend(noticeQuery.shape),
  answer: json(campaignBody),

  async handle({ caller: { tenantId }, query }, { campaigns, dashboard, registry, clock }) {
    const { zone, locale } = query;
    const guides = await campaigns.list(tenantId, { now: clock.now(), zone, locale });
    const guide =
      query.notice === undefined ? guides[0] : guides.find(({ notice }) => notice.id === query.notice);
    if (!guide) throw notFound('notice');
    const [campaign, notices] = await Promise.all([
      dashboard.campaign(tenantId, guide, { zone, locale }),
      dashboard.notices(tenantId, { guides, progress: await registry.progress(tenantId), zone, locale }),
    ]);
    return { ...campaign, notices };
  },
});
