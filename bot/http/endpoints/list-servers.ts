import { z } from 'zod';
import { defineEndpoint, json } from '../endpoint.ts';
import { ROLES, judgedServerBody, STATES, toJudgedServerBody, VERDICTS } from '../judged-server-body.ts';

/** Per answer. */
const MAX_LISTED = 1_000;

/** More than a tenant has. */
const MAX_OFFSET = 1_000_000;

function wholeNumber(min: number, max: number) {
  const range = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, range)
    .transform(Number)
    .pipe(z.number().min(min, range).max(max, range));
}

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
    limit: wholeNumber(1, MAX_LISTED).default(100),
    offset: wholeNumber(0, MAX_OFFSET).default(0),
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
