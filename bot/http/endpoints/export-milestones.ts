import { writeMilestonesCalendar } from '../../dashboard/milestones-calendar.ts';
import { defineEndpoint, text } from '../endpoint.ts';

export const exportMilestones = defineEndpoint({
  method: 'get',
  path: '/api/milestones.ics',
  summary: 'Get the notice’s milestones as an iCalendar file',
  role: 'Campaign.Read',
  answer: text('text/calendar; charset=utf-8'),

  handle: (_request, { guide, clock }) => writeMilestonesCalendar(guide, clock.now()),
});
