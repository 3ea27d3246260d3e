import { z } from 'zod';
import { evaluate } from '../../alerts/alert-kind.ts';
import { ALERT_KINDS } from '../../alerts/kinds/all-kinds.ts';
import { formatStated } from '../../guidance/cut-off-text.ts';
import type { Guide } from '../../guidance/guide.ts';
import { createImpactReader } from '../../servers/judge-server.ts';
import type { ApiServices } from '../api-services.ts';
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

  async handle({ caller: { tenantId }, body }, services) {
    const { alerts, clock } = services;
    const now = clock.now();
    const { alertId, alertRule, severity, monitorCondition, firedDateTime, ...rest } = body.data.essentials;
    const resource = rest.alertTargetIDs?.[0]?.split('/').at(-1) ?? null;
    const affecting = resource === null ? [] : await noticesAffecting(tenantId, resource, services);
    const signals = evaluate(ALERT_KINDS.monitorAlert, {
      tenantId,
      alertId,
      alertRule,
      severity,
      isResolved: monitorCondition === 'Resolved',
      firedAt: parsePastInstant(firedDateTime, { field: 'data.essentials.firedDateTime', now }),
      description: rest.description ?? '',
      resource,
      link: rest.investigationLink ?? null,
      retirements: affecting.flatMap(stateDeadline),
    });
    await alerts.apply(signals, now);
    return { status: 'taken' as const };
  },
});

/** The notices that affect the server of this name; none where no such server is reported. */
async function noticesAffecting(
  tenantId: string,
  resource: string,
  { campaigns, registry, clock }: Pick<ApiServices, 'campaigns' | 'registry' | 'clock'>,
): Promise<readonly Guide[]> {
  const name = resource.toLowerCase();
  const named = await registry.list(tenantId, { name });
  const found = named.find(({ server }) => server.name.toLowerCase() === name);
  if (!found) return [];
  const guides = await campaigns.list(tenantId, { now: clock.now(), zone: 'UTC' });
  return createImpactReader(guides)(found.server).affecting;
}

/** Without the distance from today: the alert is read later. */
function stateDeadline({ deadline, product }: Guide): string[] {
  if (!deadline) return [];
  const name = deadline.own ? 'Your organisation’s deadline for' : 'The cut-off date of';
  return [`${name} ${product} is ${formatStated(deadline.date)}.`];
}
