import { z } from 'zod';
import { writeMilestonesCalendar } from '../../dashboard/milestones-calendar.ts';
import { defineEndpoint, text } from '../endpoint.ts';
import { notFound, Problem } from '../problem.ts';
import { noticeFilter } from '../reader-query.ts';

export const exportMilestones = defineEndpoint({
  method: 'get',
  path: '/api/milestones.ics',
  summary: 'Get the milestones as an iCalendar file, with a token or at the calendar address',
  role: 'Campaign.Read',
  query: noticeFilter.extend({
    key: z.string().optional().describe('Part of the calendar address; takes the place of a token.'),
  }),
  answer: text('text/calendar; charset=utf-8'),

  /** With a key the token does not count: Outlook sends an empty one to announce that it knows modern authentication. */
  async authenticateByQuery(query, { calendarAddresses }) {
    const key = query.get('key');
    if (key === null) return null;
    const tenantId = await calendarAddresses.readKey(key);
    if (tenantId !== null) return { tenantId, name: 'a calendar', personId: null, appId: null, isApp: true };
    // Not 401, which makes Outlook ask for a password.
    throw new Problem(
      403,
      'This calendar address was revoked, or is not complete. Get a new one from the dashboard.',
    );
  },

  async handle({ caller: { tenantId }, query }, { campaigns, tenantDeadlines, clock }) {
    const now = clock.now();
    const guides = await campaigns.filter(tenantId, query.notice, { now, zone: 'UTC' });
    if (guides.length === 0) throw notFound('notice');
    return writeMilestonesCalendar(guides, now, await tenantDeadlines.takenBack(tenantId));
  },
});
