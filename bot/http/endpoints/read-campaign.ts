import { campaignBody } from '../../dashboard/campaign-body.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { parseReader, readerQuery } from '../reader-query.ts';

export const readCampaign = defineEndpoint({
  method: 'get',
  path: '/api/campaign',
  summary: 'Get the campaign: countdown, milestones, reminders, servers and alerts',
  role: 'Campaign.Read',
  query: readerQuery,
  answer: json(campaignBody),

  handle: ({ caller, query }, { dashboard }) => dashboard.campaign(caller.tenantId, parseReader(query)),
});
