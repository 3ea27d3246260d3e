import { z } from 'zod';
import { toSummary } from '../../guidance/plain-text.ts';
import { describeDeadline } from '../../guidance/cut-off-text.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { parseReader, readerQuery } from '../reader-query.ts';

const count = z.int().min(0);

const noticeBody = z.object({
  id: z.string(),
  title: z.string(),
  subject: z.string().describe('What stops.'),
  status: z.enum(['confirmed', 'unconfirmed']),
  deadline: z.string().nullable().describe('`YYYY-MM-DD`; null when none is known for the tenant.'),
  sentence: z.string().describe('What the deadline means on the reader’s day.'),
  servers: z
    .object({ affected: count, unknown: count, reported: count })
    .nullable()
    .describe('Null while no server counts for the notice.'),
});

export const listNotices = defineEndpoint({
  method: 'get',
  path: '/api/notices',
  summary: 'List the notices, the most urgent for the tenant first',
  role: 'Campaign.Read',
  query: readerQuery,
  answer: json(z.object({ notices: z.array(noticeBody) })),

  async handle({ caller: { tenantId }, query }, { campaigns, registry, clock }) {
    const localNow = { now: clock.now(), ...parseReader(query) };
    const progress = await registry.progress(tenantId);
    const guides = await campaigns.list(tenantId, localNow);
    const notices = guides.map((guide) => {
      const { id, title, subject, status } = guide.notice;
      const deadline = guide.deadline?.date ?? null;
      const sentence = toSummary(describeDeadline(guide, localNow));
      return { id, title, subject, status, deadline, sentence, servers: progress.get(id) ?? null };
    });
    return { notices };
  },
});
