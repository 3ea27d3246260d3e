import { z } from 'zod';
import { defineEndpoint, json } from '../endpoint.ts';
import { ROLES, judgedServerBody, STATES, toJudgedServerBody, VERDICTS } from '../judged-server-body.ts';

/** Per answer. */
const MAX_LISTED = 1_000;

export const listServers = defineEndpoint({
  method: 'get',
  path: '/api/servers',
  summary: 'List servers with their versions and what the notice says about them',
  role: 'Campaign.Read',
  query: z.strictObject({
    verdict: z.enum(VERDICTS).optional(),
    state: z.enum(STATES).optional(),
    role: z.enum(ROLES).optional(),
    name: z
      .string()
      .max(63, 'must be at most 63 characters of a computer name')
      .optional()
      .describe('Part of the name, in any case.'),
    limit: z.coerce.number().int().min(1).max(MAX_LISTED, `must be from 1 to ${MAX_LISTED}`).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  answer: json(
    z.object({
      count: z.int().describe('Number of servers that match, on all pages.'),
      servers: z.array(judgedServerBody),
    }),
  ),

  async handle({ caller, query: { limit, offset, ...filter } }, { registry }) {
    const found = await registry.list(caller.tenantId, filter);
    return { count: found.length, servers: found.slice(offset, offset + limit).map(toJudgedServerBody) };
  },
});
