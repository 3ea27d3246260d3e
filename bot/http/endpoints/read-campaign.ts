import { campaignBody } from '../../dashboard/campaign-body.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { notFound } from '../problem.ts';
import { noticeQuery, parseReader, readerQuery } from '../reader-query.ts';

export const readCampaign = defineEndpoint({
  method: 'get',
  path: '/api/campaign',
  summary: 'Get the campaign: countdown, milestones, reminders, servers and alerts',
  role: 'Campaign.Read',
  query: readerQuery.extend(noticeQuery.shape),
  answer: json(campaignBody),

  async handle({ caller: { tenantId }, query }, { campaigns, dashboard, clock }) {
    const reader = parseReader(query);
    const guide = await campaigns.find(tenantId, query.notice, { now: clock.now(), ...reader });
    if (!guide) throw notFound('notice');
    return dashboard.campaign(tenantId, guide, reader);
  },
});
