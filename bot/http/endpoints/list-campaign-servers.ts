import { z } from 'zod';
import { SERVER_STATUSES, serverPage } from '../../dashboard/campaign-body.ts';
import { PAGE_SIZE } from '../../dashboard/dashboard.ts';
import { defineEndpoint, json } from '../endpoint.ts';

const MAX_SEARCH = 100;

export const listCampaignServers = defineEndpoint({
  method: 'get',
  path: '/api/campaign/servers',
  summary: 'List servers by name, a page at a time, as the dashboard shows them',
  role: 'Campaign.Read',
  query: z.object({
    status: z.enum(SERVER_STATUSES).optional(),
    search: z
      .string()
      .max(MAX_SEARCH, `must be at most ${MAX_SEARCH} characters`)
      .default('')
      .describe('Part of the name, or the beginning of the version.'),
    after: z.string().optional().describe('`next` of the page before.'),
  }),
  answer: json(serverPage),

  handle: ({ caller, query: { status, search, after } }, { dashboard }) =>
    dashboard.servers(caller.tenantId, {
      status: status ?? null,
      search,
      after: after ?? null,
      limit: PAGE_SIZE,
    }),
});
