import { z } from 'zod';
import { parseZone } from '../../campaign/zones.ts';
import { campaignBody } from '../../dashboard/campaign-body.ts';
import { defineEndpoint, json } from '../endpoint.ts';

export const readCampaign = defineEndpoint({
  method: 'get',
  path: '/api/campaign',
  summary: 'Get the campaign: countdown, milestones, reminders, servers and alerts',
  role: 'Campaign.Read',
  query: z.object({
    zone: z
      .string()
      .optional()
      .describe('IANA time zone of the reader. Default, also for unknown zones: UTC.'),
    locale: z.string().optional().describe('BCP 47 locale of the reader. Default: en-GB.'),
  }),
  answer: json(campaignBody),

  handle: ({ caller, query: { zone = '', locale } }, { dashboard }) =>
    dashboard.campaign(caller.tenantId, { zone: parseZone(zone) ?? 'UTC', locale }),
});
