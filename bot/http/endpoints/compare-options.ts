import { z } from 'zod';
import { comparisonBody } from '../../dashboard/campaign-body.ts';
import { compare } from '../../dashboard/compare.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { notFound } from '../problem.ts';

export const compareOptions = defineEndpoint({
  method: 'get',
  path: '/api/comparison',
  summary: 'Compare the notice’s two options, with a recommendation for the needs that are given',
  role: 'Campaign.Read',
  query: z.object({
    notice: z
      .string()
      .optional()
      .describe('Id of a notice. Default: the most urgent one that compares something.'),
    needs: z
      .string()
      .regex(/^(?:\d{1,6}(?:,\d{1,6})*)?$/, 'must be row numbers of the comparison, such as 3,7')
      .default('')
      .describe('Rows of the comparison that are needed, separated by commas.'),
  }),
  answer: json(comparisonBody),

  async handle({ caller: { tenantId }, query }, { campaigns, clock }) {
    const guides = await campaigns.filter(tenantId, query.notice, { now: clock.now(), zone: 'UTC' });
    const guide = guides.find(({ entries }) => entries.has('compare'));
    const comparison = guide && compare(guide, query.needs.split(',').filter(Boolean).map(Number));
    if (!comparison) throw notFound('comparison');
    return comparison;
  },
});
