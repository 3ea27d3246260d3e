import { z } from 'zod';
import { authorOf } from '../authenticate.ts';
import { isMemberOfAny } from '../conversation-access.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { notFound, Problem } from '../problem.ts';

export const acknowledgeAlert = defineEndpoint({
  method: 'post',
  path: '/api/alerts/acknowledge',
  summary: 'Acknowledge an alert, as a member of an identity team',
  role: 'Campaign.Act',
  body: z.strictObject({ alert: z.guid('must be an id from GET /api/campaign') }),
  answer: json(z.object({ acknowledgedBy: z.string().nullable() })),

  async handle({ caller, body }, services) {
    const { alerts, identityTeams, clock } = services;
    const { tenantId } = caller;
    const alert = await alerts.find(tenantId, body.alert);
    if (!alert) throw notFound('alert');
    const teams = await identityTeams.teamsOf(tenantId);
    const conversationIds = teams.map(({ conversationId }) => conversationId);
    if (!(await isMemberOfAny(caller, conversationIds, services))) {
      throw new Problem(
        403,
        'Only members of a conversation that gets alerts can acknowledge them. To get alerts in a channel, post @Cutover alerts here.',
      );
    }
    await alerts.acknowledge(tenantId, alert.id, { by: authorOf(caller), now: clock.now() });
    const { acknowledgedBy } = (await alerts.find(tenantId, alert.id)) ?? alert;
    return { acknowledgedBy };
  },
});
