import { z } from 'zod';
import { defineEndpoint, json } from '../endpoint.ts';

export const revokeCalendar = defineEndpoint({
  method: 'post',
  path: '/api/calendar-address/revoke',
  summary: 'Revoke the calendar address, so that its subscriptions end',
  role: 'Campaign.Act',
  answer: json(z.object({ status: z.literal('revoked') })),

  async handle({ caller }, { calendarAddresses }) {
    await calendarAddresses.revoke(caller.tenantId);
    return { status: 'revoked' as const };
  },
});
