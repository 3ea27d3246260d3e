import { z } from 'zod';
import { evaluate } from '../../alerts/alert-kind.ts';
import { ALERT_KINDS } from '../../alerts/kinds/all-kinds.ts';
import { stateCutOff } from '../../dashboard/report.ts';
import { defineEndpoint, json } from '../endpoint.ts';
import { parsePastInstant } from '../instants.ts';

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
    const { alertId, alertRule, severity, monitorCondition, firedDateTime, ...rest } = body.data.essentials;
    const signals = evaluate(ALERT_KINDS.monitorAlert, {
      tenantId: caller.tenantId,
      alertId,
      alertRule,
      severity,
      isResolved: monitorCondition === 'Resolved',
      firedAt: parsePastInstant(firedDateTime, { field: 'data.essentials.firedDateTime', now }),
      description: rest.description ?? '',
      resource: rest.alertTargetIDs?.[0]?.split('/').at(-1) ?? null,
      link: rest.investigationLink ?? null,
      cutOff: stateCutOff(guide),
    });
    await alerts.apply(signals, now);
    return { status: 'taken' as const };
  },
});
