import { z } from 'zod';
import type { Signal } from '../alerts/signals.ts';
import { NAME, VERSION, type ServerReport } from '../servers/server.ts';
import type { Caller } from './authenticate.ts';
import { Problem } from './problem.ts';

/** In one request; who has more sends several. */
const MOST_SERVERS = 500;
/** In one answer; who wants more pages on, or takes the CSV. */
const MOST_LISTED = 1_000;
const FUTURE_TOLERANCE_MS = 5 * 60_000;

const name = z.string().regex(NAME, 'must be a computer name of up to 63 letters, digits, dots and hyphens');
const version = z.string().regex(VERSION, 'must be a version like 2.1.20.0');

const report = z
  .strictObject({
    name,
    version: version.optional(),
    role: z.enum(['active', 'staging']).optional(),
    state: z.enum(['in-use', 'migrated', 'decommissioned']).optional(),
    observedAt: z.iso
      .datetime({ offset: true, message: 'must be an instant with a zone, like 2023-09-22T12:00:00Z' })
      .optional(),
  })
  .refine(
    ({ version, role, state }) => version ?? role ?? state,
    'must say a version, a role or a state: there is nothing to keep',
  );

const serverFilter = z.strictObject({
  verdict: z.enum(['retired', 'out-of-support', 'below-minimum', 'supported', 'unknown']).optional(),
  state: z.enum(['in-use', 'migrated', 'decommissioned']).optional(),
  role: z.enum(['active', 'staging']).optional(),
  name: z.string().max(63, 'must be a part of a computer name').optional(),
  limit: z.coerce.number().int().min(1).max(MOST_LISTED, `must be from 1 to ${MOST_LISTED}`).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});

const serverReports = z.strictObject({
  servers: z
    .array(report)
    .min(1, 'must have a server')
    .max(MOST_SERVERS, `must have at most ${MOST_SERVERS} servers: send several requests`),
});

/**
 * The body of `POST /api/servers`.
 * @throws Problem 422 that names the field.
 */
export function readServerReports(body: unknown, caller: Caller, now: Date): ServerReport[] {
  const { servers } = parse(serverReports, body);
  return servers.map(({ observedAt, name, version, role, state }, i) => {
    const at = observedAt === undefined ? now : new Date(observedAt);
    if (at.getTime() > now.getTime() + FUTURE_TOLERANCE_MS) {
      throw refusal(`servers[${i}].observedAt`, `${observedAt ?? ''} is in the future`);
    }
    return {
      name,
      ...(version === undefined ? {} : { version }),
      ...(role === undefined ? {} : { role }),
      ...(state === undefined ? (version === undefined ? {} : { state: 'in-use' as const }) : { state }),
      reporter: caller.name,
      observedAt: at,
    };
  });
}

/**
 * What `GET /api/servers` is asked.
 * @throws Problem 400 that names the parameter.
 */
export function readServerFilter(query: URLSearchParams): z.output<typeof serverFilter> {
  const parsed = serverFilter.safeParse(Object.fromEntries(query));
  if (parsed.success) return parsed.data;
  const { field, message } = firstIssueIn(parsed.error);
  throw new Problem(400, 'A parameter is wrong', `${field}: ${message}.`, field);
}

/** Of Azure Monitor's common alert schema what Cutover tells: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-common-schema */
const monitorAlert = z.object({
  schemaId: z.literal('azureMonitorCommonAlertSchema'),
  data: z.object({
    essentials: z.object({
      alertId: z.string().min(1),
      alertRule: z.string().min(1),
      severity: z.enum(['Sev0', 'Sev1', 'Sev2', 'Sev3', 'Sev4']),
      monitorCondition: z.enum(['Fired', 'Resolved']),
      firedDateTime: z.iso.datetime({ offset: true }),
      description: z.string().nullish(),
      investigationLink: z.string().nullish(),
      alertTargetIDs: z.array(z.string()).optional(),
    }),
  }),
});

/**
 * The body of `POST /api/alerts`.
 * @throws Problem 422 that names the field.
 */
export function readMonitorAlert(
  body: unknown,
  { caller, cutOff, now }: { caller: Caller; cutOff: string; now: Date },
): Signal {
  const { essentials } = parse(monitorAlert, body).data;
  const { alertId, alertRule, severity, monitorCondition, firedDateTime, description } = essentials;
  const firedAt = new Date(firedDateTime);
  if (firedAt.getTime() > now.getTime() + FUTURE_TOLERANCE_MS) {
    throw refusal('data.essentials.firedDateTime', `${firedDateTime} is in the future`);
  }
  const target = essentials.alertTargetIDs?.[0]?.split('/').at(-1);
  return {
    tenantId: caller.tenantId,
    key: `monitor ${alertId}`,
    outcome: 'Azure Monitor says that it is resolved.',
    trouble:
      monitorCondition === 'Resolved'
        ? null
        : {
            severity: severity === 'Sev0' || severity === 'Sev1' ? 'critical' : 'warning',
            title: shortened(alertRule, 200),
            since: firedAt,
            facts: [
              { title: 'Severity', value: severity },
              ...(target ? [{ title: 'Resource', value: target }] : []),
            ],
            meaning: `${shortened(description ?? '', 1_000) || 'Azure Monitor gives no description of this alert rule.'} ${cutOff}`,
            next: {
              text: 'Look at the alert in Azure Monitor.',
              url: linkIn(essentials.investigationLink),
            },
            why: `The alert rule “${shortened(alertRule, 200)}” of Azure Monitor sends its alerts to Cutover.`,
          },
  };
}

const ALERTS_URL =
  'https://portal.azure.com/#view/Microsoft_Azure_Monitoring/AzureMonitoringBrowseBlade/~/alertsV2';

/** The alert's own page where Azure Monitor says it; never an address elsewhere. */
function linkIn(link: string | null | undefined): string {
  return link && /^https:\/\/portal\.azure\.(?:com|us|cn)\//.test(link) ? link : ALERTS_URL;
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text.trim() : `${text.slice(0, most).trimEnd()} …`;
}

/**
 * Reads a JSON body by its schema.
 * @throws Problem 400 or 422 that names the field.
 */
export function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem(
      400,
      'The body is no JSON object',
      'Send a JSON object with Content-Type: application/json.',
    );
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const { field, message } = firstIssueIn(parsed.error);
  throw refusal(field, message);
}

function firstIssueIn({ issues: [issue] }: z.ZodError): { field: string; message: string } {
  const keys = issue && 'keys' in issue && Array.isArray(issue.keys) ? [String(issue.keys[0])] : [];
  const message = issue?.message ?? 'is wrong';
  return {
    field: pathOf([...(issue?.path ?? []), ...keys]),
    message: message.charAt(0).toLowerCase() + message.slice(1),
  };
}

export function refusal(field: string, message: string): Problem {
  return new Problem(422, 'A field is wrong', `${field}: ${message}. Nothing was kept.`, field);
}

/** `servers[3].version`. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : `${text}${text ? '.' : ''}${String(part)}`,
    '',
  );
}
