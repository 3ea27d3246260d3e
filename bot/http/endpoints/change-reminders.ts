import { z } from 'zod';
import { parseZone } from '../../campaign/zones.ts';
import { WEEKEND_RULES } from '../../reminders/schedule.ts';
import { findOwnSubscription } from '../conversation-access.ts';
import { defineEndpoint, json } from '../endpoint.ts';

const MAX_OFFSET_DAYS = 3_650;
const MAX_OFFSETS = 50;

const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');

export const changeReminders = defineEndpoint({
  method: 'post',
  path: '/api/reminders',
  summary: 'Change the reminder schedule of a channel or group chat, as a member of it',
  role: 'Campaign.Act',
  body: z.strictObject({
    subscription: z.guid('must be an id from GET /api/campaign'),
    localTime,
    zone: z
      .string()
      .refine((zone) => parseZone(zone) !== null, 'must be an IANA time zone such as Europe/Berlin'),
    offsets: z
      .array(
        z
          .number()
          .int()
          .min(0)
          .max(MAX_OFFSET_DAYS, `must be at most ${MAX_OFFSET_DAYS} days before the cut-off`),
      )
      .min(1, 'must have at least one day')
      .max(MAX_OFFSETS, `must have at most ${MAX_OFFSETS} days`)
      .describe('Days before the cut-off.'),
    weekend: z
      .enum(WEEKEND_RULES)
      .describe('Reminders due on a weekend: post on the day, on the Friday before, or on the Monday after.'),
    quietHours: z
      .strictObject({ from: localTime, until: localTime })
      .refine(({ from, until }) => from !== until, 'must be two different times of day')
      .nullable(),
  }),
  answer: json(z.object({ status: z.literal('saved') })),

  async handle({ caller, body: { subscription: id, ...schedule } }, services) {
    const { subscriptions, guide, clock } = services;
    const zone = parseZone(schedule.zone) ?? schedule.zone;
    const offsets = [...new Set(schedule.offsets)];
    const subscription = await findOwnSubscription(caller, id, services);
    const { cutOff } = guide.notice;
    await subscriptions.change(subscription, { ...schedule, zone, offsets }, { now: clock.now(), cutOff });
    return { status: 'saved' as const };
  },
});
