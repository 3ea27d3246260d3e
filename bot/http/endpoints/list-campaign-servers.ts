import { z } from 'zod';
import { SERVER_STATUSES, serverPage } from '../../dashboard/campaign-body.ts';
import { PAGE_SIZE } from '../../dashboard/dashboard.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { notFound } from '../problem.ts';
import { noticeQuery } from '../reader-query.ts';

const MAX_SEARCH = 100;

export const listCampaignServers = defineEndpoint({
  method: 'get',
  path: '/api/campaign/servers',
  summary: 'List servers by name, a page at a time, as the dashboard shows them',
  role: 'Campaign.Read',
  query: noticeQuery.extend({
    status: z.enum(SERVER_STATUSES).optional(),
    search: z
      .string()
      .max(MAX_SEARCH, `must be at most ${MAX_SEARCH} characters`)
      .default('')
      .describe('Part of the name, or the beginning of the version.'),
    after: z.string().optional().describe('`next` of the page before: servers by name from there on.'),
  }),
  answer: json(serverPage),

  async handle({ caller: { tenantId }, query }, { campaigns, dashboard, clock }) {
    const { notice, status = null, search, after = null } = query;
    const guide = await campaigns.find(tenantId, notice, { now: clock.now(), zone: 'UTC' });
    if (!guide) throw notFound('notice');
    return dashboard.servers(tenantId, guide, { status, search, after, limit: PAGE_SIZE });
  },
});
