import type { AlertKind } from '../alert-kind.ts';

/** An alert that Azure Monitor sends, with the fields that its card shows. */
export interface MonitorAlert {
  tenantId: string;
  alertId: string;
  alertRule: string;
  severity: 'Sev0' | 'Sev1' | 'Sev2' | 'Sev3' | 'Sev4';
  isResolved: boolean;
  firedAt: Date;
  description: string;
  /** Null when Azure Monitor names none. */
  resource: string | null;
  /** The alert's own page; null when Azure Monitor names none. */
  link: string | null;
  /** What each notice means that affects the resource, in plain sentences; empty where none is known to. */
  retirements: readonly string[];
}

const MAX_TITLE = 200;
const MAX_DESCRIPTION = 1_000;

const ALERTS_URL =
  'https://portal.azure.com/#view/Microsoft_Azure_Monitoring/AzureMonitoringBrowseBlade/~/alertsV2';

/** An alert rule of Azure Monitor fired. */
export const azureMonitor: AlertKind<MonitorAlert> = {
  key: ({ alertId }) => `monitor ${alertId}`,

  severity({ isResolved, severity }) {
    if (isResolved) return null;
    return severity === 'Sev0' || severity === 'Sev1' ? 'critical' : 'warning';
  },

  describe({ alertRule, severity, firedAt, description, resource, link, retirements }) {
    const rule = shorten(alertRule, MAX_TITLE);
    const meaning =
      shorten(description, MAX_DESCRIPTION) || 'The alert rule has no description in Azure Monitor.';
    return {
      title: rule,
      since: firedAt,
      facts: [
        { title: 'Severity', value: severity },
        ...(resource ? [{ title: 'Resource', value: resource }] : []),
      ],
      meaning: [meaning, ...retirements].join(' '),
      next: { text: 'Open the alert in Azure Monitor.', url: portalLink(link) },
      why: `The Azure Monitor alert rule “${rule}” sends its alerts to Cutover.`,
    };
  },

  outcome: () => 'Azure Monitor reports the alert as resolved.',
};

/** The alert's own page if it is in the Azure portal, otherwise the list of alerts: the sender picks no other site. */
function portalLink(link: string | null): string {
  return link && /^https:\/\/portal\.azure\.(?:com|us|cn)\//.test(link) ? link : ALERTS_URL;
}

function shorten(text: string, maxLength: number): string {
  return text.length <= maxLength ? text.trim() : `${text.slice(0, maxLength).trimEnd()} …`;
}
