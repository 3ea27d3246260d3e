import { z } from 'zod';
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
    await services.subscriptions.unsubscribe(await findOwnSubscription(caller, body.subscription, services));
    return { status: 'stopped' as const };
  },
});
