import { z } from 'zod';
import { deadlineBody, toDeadlineBody } from '../../dashboard/deadline-body.ts';
import { problemWithDeadline } from '../../deadlines/check-deadline.ts';
import { MOST_REASON } from '../../deadlines/ports.ts';
import { authorOf, type Caller } from '../authenticate.ts';
import type { ApiServices } from '../api-services.ts';
import { isMemberOfAny } from '../conversation-access.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { invalidField, notFound, Problem } from '../problem.ts';

export const setDeadline = defineEndpoint({
  method: 'put',
  path: '/api/notices/:id/deadline',
  summary: 'Set the tenant’s own deadline for a notice, or take it back with null',
  role: 'Campaign.Manage',
  body: z
    .strictObject({
      date: z.iso.date('must be a day of the calendar, written YYYY-MM-DD, or null').nullable(),
      reason: z
        .string()
        .trim()
        .max(MOST_REASON, `must be at most ${MOST_REASON} characters`)
        .nullish()
        .describe('Why, for whoever reads it later.'),
    })
    .nullable()
    .describe('Null, or a null date, takes the tenant’s own deadline back.'),
  answer: json(z.object({ id: z.string(), deadline: deadlineBody.nullable() })),

  async handle({ caller, params, body }, services) {
    const { portfolios, clock } = services;
    const { tenantId } = caller;
    const noticeId = params['id'] ?? '';
    const { date, reason } = body ?? { date: null };
    if (!(await portfolios.of(tenantId)).guides.has(noticeId)) throw notFound('notice');
    await checkRight(caller, services);
    const now = clock.now();
    const problem = date === null ? null : problemWithDeadline(date, { now, zone: 'UTC' });
    if (problem !== null) throw invalidField('date', problem);
    const wish = { date, reason: date === null ? null : reason || null };
    await portfolios.setDeadline({ tenantId, noticeId }, wish, { by: authorOf(caller), now });
    const guide = (await portfolios.currentOf(tenantId)).guides.get(noticeId);
    return { id: noticeId, deadline: guide ? toDeadlineBody(guide) : null };
  },
});

/**
 * An app has the role. A person must be a member of an identity team, while the tenant has one.
 * @throws Problem 403
 */
async function checkRight(caller: Caller, services: ApiServices): Promise<void> {
  if (caller.isApp) return;
  const teams = await services.identityTeams.teamsOf(caller.tenantId);
  const conversationIds = teams.map(({ conversationId }) => conversationId);
  if (teams.length === 0 || (await isMemberOfAny(caller, conversationIds, services))) return;
  throw new Problem(
    403,
    'Only members of a conversation that gets alerts can set a deadline for the organisation.',
  );
}
