import { defineEndpoint, stream } from '../endpoint.ts';
import { streamChanges } from '../stream-changes.ts';

export const followChanges = defineEndpoint({
  method: 'get',
  path: '/api/events',
  summary: 'Follow changes to the campaign as server-sent events',
  role: 'Campaign.Read',
  answer: stream('text/event-stream'),

  handle: ({ caller }, { changes }) => streamChanges(changes, caller.tenantId),
});
