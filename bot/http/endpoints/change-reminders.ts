import { z } from 'zod';
import { deadlinesIn } from '../../guidance/portfolio.ts';
import { scheduleFields } from '../../reminders/schedule-fields.ts';
import { authorOf } from '../authenticate.ts';
import { findOwnSubscription } from '../conversation-access.ts';
import { defineEndpoint, json } from '../endpoint.ts';

export const changeReminders = defineEndpoint({
  method: 'post',
  path: '/api/reminders',
  summary: 'Change the reminder schedule of a channel or group chat, as a member of it',
  role: 'Campaign.Act',
  body: scheduleFields.extend({ subscription: z.guid('must be an id from GET /api/campaign') }),
  answer: json(z.object({ status: z.literal('saved') })),

  async handle({ caller, body: { subscription: id, ...schedule } }, services) {
    const { subscriptions, portfolios, clock } = services;
    const subscription = await findOwnSubscription(caller, id, services);
    const cutOffs = deadlinesIn(await portfolios.of(caller.tenantId));
    await subscriptions.change(subscription, schedule, { by: authorOf(caller), now: clock.now(), cutOffs });
    return { status: 'saved' as const };
  },
});
