import { z } from 'zod';
import { serverHistory } from '../../dashboard/campaign-body.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { notFound } from '../problem.ts';

export const readServerHistory = defineEndpoint({
  method: 'get',
  path: '/api/campaign/history',
  summary: 'Get all reports of one server, newest first',
  role: 'Campaign.Read',
  query: z.object({ server: z.guid('must be an id from GET /api/campaign/servers') }),
  answer: json(serverHistory),

  async handle({ caller, query }, { dashboard }) {
    const history = await dashboard.history(caller.tenantId, query.server);
    if (!history) throw notFound('server');
    return history;
  },
});
