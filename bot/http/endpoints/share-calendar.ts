import { z } from 'zod';
import { defineEndpoint, json } from '../endpoint.ts';
import { Problem } from '../problem.ts';

export const shareCalendar = defineEndpoint({
  method: 'post',
  path: '/api/calendar-address',
  summary: 'Get the address at which Outlook can subscribe to the milestones without a token',
  role: 'Campaign.Act',
  answer: json(
    z.object({ url: z.url().describe('Whoever has it can read the milestones until it is revoked.') }),
  ),

  async handle({ caller }, { calendarAddresses }) {
    const url = await calendarAddresses.share(caller.tenantId);
    if (url !== null) return { url };
    throw new Problem(
      409,
      'Cutover has no public address to subscribe to. Ask your administrator to set PUBLIC_URL.',
    );
  },
});
