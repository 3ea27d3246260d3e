import { z } from 'zod';
import { authorOf } from '../authenticate.ts';
import { findOwnSubscription } from '../conversation-access.ts';
import { defineEndpoint, json } from '../endpoint.ts';

export const stopReminders = defineEndpoint({
  method: 'post',
  path: '/api/reminders/stop',
  summary: 'Stop the reminders of a channel or group chat, as a member of it',
  role: 'Campaign.Act',
  body: z.strictObject({ subscription: z.guid('must be an id from GET /api/campaign') }),
  answer: json(z.object({ status: z.literal('stopped') })),

  async handle({ caller, body }, services) {
    const subscription = await findOwnSubscription(caller, body.subscription, services);
    await services.subscriptions.unsubscribe(subscription, {
      by: authorOf(caller),
      now: services.clock.now(),
    });
    return { status: 'stopped' as const };
  },
});
