import { z } from 'zod';
import type { Signal } from '../../alerts/signals.ts';
import { tellCutOffPlainly } from '../../dashboard/report.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { parsePastInstant } from '../instants.ts';

const MAX_TITLE = 200;
const MAX_DESCRIPTION = 1_000;

const essentials = z.object({
  alertId: z.string().min(1),
  alertRule: z.string().min(1),
  severity: z.enum(['Sev0', 'Sev1', 'Sev2', 'Sev3', 'Sev4']),
  monitorCondition: z.enum(['Fired', 'Resolved']),
  firedDateTime: z.iso.datetime({ offset: true }),
  description: z.string().nullish(),
  investigationLink: z.string().nullish(),
  alertTargetIDs: z.array(z.string()).nullish(),
});

/** https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema */
export const receiveAzureAlert = defineEndpoint({
  method: 'post',
  path: '/api/alerts',
  summary: 'Pass an Azure Monitor alert (common alert schema) to the identity teams',
  role: 'Alerts.Send',
  body: z
    .object({
      schemaId: z.literal('azureMonitorCommonAlertSchema'),
      data: z.object({ essentials }),
    })
    .describe('Fields of the common alert schema that are not listed are accepted and ignored.'),
  answer: json(z.object({ status: z.literal('taken') }), 202),

  async handle({ caller, body }, { alerts, guide, clock }) {
    const now = clock.now();
    const { firedDateTime } = body.data.essentials;
    const firedAt = parsePastInstant(firedDateTime, { field: 'data.essentials.firedDateTime', now });
    const cutOff = tellCutOffPlainly(guide);
    const signal = toSignal(body.data.essentials, { tenantId: caller.tenantId, firedAt, cutOff });
    await alerts.take([signal], now);
    return { status: 'taken' as const };
  },
});

function toSignal(
  alert: z.output<typeof essentials>,
  { tenantId, firedAt, cutOff }: { tenantId: string; firedAt: Date; cutOff: string },
): Signal {
  const { alertId, severity, monitorCondition, description, alertTargetIDs } = alert;
  const identity = {
    tenantId,
    key: `monitor ${alertId}`,
    outcome: 'Azure Monitor reports the alert as resolved.',
  };
  if (monitorCondition === 'Resolved') return { ...identity, trouble: null };
  const rule = shorten(alert.alertRule, MAX_TITLE);
  const meaning =
    shorten(description ?? '', MAX_DESCRIPTION) || 'The alert rule has no description in Azure Monitor.';
  const resource = alertTargetIDs?.[0]?.split('/').at(-1);
  return {
    ...identity,
    trouble: {
      severity: severity === 'Sev0' || severity === 'Sev1' ? 'critical' : 'warning',
      title: rule,
      since: firedAt,
      facts: [
        { title: 'Severity', value: severity },
        ...(resource ? [{ title: 'Resource', value: resource }] : []),
      ],
      meaning: `${meaning} ${cutOff}`.trimEnd(),
      next: { text: 'Look at the alert in Azure Monitor.', url: portalLink(alert.investigationLink) },
      why: `The Azure Monitor alert rule “${rule}” sends its alerts to Cutover.`,
    },
  };
}

const ALERTS_URL =
  'https://portal.azure.com/#view/Microsoft_Azure_Monitoring/AzureMonitoringBrowseBlade/~/alertsV2';

/** The alert's own page if it is in the Azure portal, otherwise the list of alerts: the sender picks no other site. */
function portalLink(link: string | null | undefined): string {
  return link && /^https:\/\/portal\.azure\.(?:com|us|cn)\//.test(link) ? link : ALERTS_URL;
}

function shorten(text: string, maxLength: number): string {
  return text.length <= maxLength ? text.trim() : `${text.slice(0, maxLength).trimEnd()} …`;
}
