import { z } from 'zod';
import { isNetwork } from '../http/metrics-access.ts';
import { LOG_LEVELS } from '../platform/log.ts';
import { isOrigin, ORIGIN_FORM } from '../platform/public-url.ts';
import { CLOUDS, type CloudName } from '../sources/graph/clouds.ts';
import { toDelays, toList } from './setting-lists.ts';

const guid = z.guid('must be a GUID like 00000000-0000-0000-0000-000000000000');
const PORT_RANGE = 'must be a whole number from 1 to 65535';
const HOURS_RANGE = 'must be a number of hours from 1 to 720';
const NETWORKS_FORM = 'must be addresses or networks, like 10.0.0.0/8, separated by commas';
const RATE_RANGE = 'must be a number above 0, up to 100000';

/** Every setting with its form and default. */
export const settings = z.object({
  PORT: z.coerce.number(PORT_RANGE).int(PORT_RANGE).min(1, PORT_RANGE).max(65535, PORT_RANGE).default(3978),
  BOT_ID: guid.optional(),
  BOT_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI']).optional(),
  BOT_TENANT_ID: guid.optional(),
  BOT_PASSWORD: z.string().optional(),
  ALLOWED_TENANTS: z.string().default('').transform(toList).pipe(z.array(guid)),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  NOTICES_DIR: z.string().optional(),
  NOTICES: z.string().default('').transform(toList),
  PUBLIC_URL: z
    .string()
    .transform((text) => text.trim().replace(/\/+$/, ''))
    .refine(isOrigin, ORIGIN_FORM)
    .optional(),
  TEAMS_APP_ID: guid.optional(),
  GUESTS: z.enum(['none', 'read', 'all']).default('none'),
  KEEP_QUESTIONS: z.enum(['on', 'off']).default('on'),
  API_AUDIENCE: z.string().optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,}$/, 'must have at least 16 characters without spaces')
    .optional(),
  METRICS_ALLOW: z
    .string()
    .transform(toList)
    .pipe(z.array(z.string().refine(isNetwork, NETWORKS_FORM)))
    .optional(),
  CLOUD: z.enum(Object.keys(CLOUDS) as [CloudName, ...CloudName[]]).default('public'),
  GRAPH_CREDENTIAL: z.enum(['managed-identity', 'client-secret', 'certificate', 'default']).optional(),
  GRAPH_TENANT_ID: guid.optional(),
  GRAPH_CLIENT_ID: guid.optional(),
  GRAPH_CLIENT_SECRET: z.string().optional(),
  GRAPH_CERTIFICATE_PATH: z.string().optional(),
  ESCALATE_AFTER_MINUTES: z.string().default('60').transform(toDelays),
  ACKNOWLEDGE_WITHIN_HOURS: z.coerce
    .number(HOURS_RANGE)
    .min(1, HOURS_RANGE)
    .max(720, HOURS_RANGE)
    .default(24),
  SYNC_WARNING_HOURS: z.coerce.number(HOURS_RANGE).min(1, HOURS_RANGE).max(720, HOURS_RANGE).default(3),
  SYNC_CRITICAL_HOURS: z.coerce.number(HOURS_RANGE).min(1, HOURS_RANGE).max(720, HOURS_RANGE).default(24),
  REMIND_AT_ONCE: z.enum(['on', 'off']).default('off'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  CLOCK_START: z.iso
    .datetime({ offset: true, error: 'must be an ISO instant with a zone, like 2023-09-22T12:00:00+02:00' })
    .optional(),
  CLOCK_RATE: z.coerce.number(RATE_RANGE).positive(RATE_RANGE).max(100_000, RATE_RANGE).default(1),
});

/** Their names. */
export const SETTING_NAMES: readonly string[] = Object.keys(settings.shape);

export type Settings = z.infer<typeof settings>;
/** As they are written, before they are checked. */
export type Given = Partial<Record<keyof Settings, string>>;

const SECRETS: readonly (keyof Settings)[] = [
  'BOT_PASSWORD',
  'DATABASE_URL',
  'GRAPH_CLIENT_SECRET',
  'METRICS_TOKEN',
];

/** A value as the reader may see it: never a password, nor a connection string that may hold one. */
export function secretless(path: PropertyKey[], given: Given): string {
  const name = path[0] as keyof Settings;
  return SECRETS.includes(name) ? '…' : (given[name] ?? '');
}
