import { z } from 'zod';
import type { GuestAccess } from '../access/acts.ts';
import { audiencesOf } from '../http/audiences.ts';
import { CutoverError } from '../platform/errors.ts';
import { CLOUDS, type CloudName } from '../sources/graph/clouds.ts';
import { LOG_LEVELS } from '../platform/log.ts';
import { isOrigin, isThisMachine, ORIGIN_FORM } from '../platform/public-url.ts';
import { isEncrypted, needsToken } from '../store/database/postgres-address.ts';
import type { EscalationDelays } from '../alerts/ports.ts';
import type { Identity } from '../sources/graph/credential.ts';
import type { ApiAccess } from '../http/authenticate.ts';
import { isNetwork, LOOPBACK, type MetricsAccess } from '../http/metrics-access.ts';
import type { NoticeChoice } from '../sources/notices/load-portfolio.ts';
import { toDelays, toList } from './setting-lists.ts';
import { findNearSettings, type NearSetting } from './near-settings.ts';
import type { BotRegistration } from '../teams/connector/adapter.ts';

export interface Config {
  port: number;
  /** Absent in local mode: no authentication, loopback only. */
  bot: BotRegistration | null;
  /** Tenants that are answered; empty: every tenant that the registration lets in. */
  allowedTenants: string[];
  /** PostgreSQL; the embedded store in `dataDir` when absent. */
  databaseUrl: string | null;
  /** Who asks Microsoft Entra ID for the database's password; null where `databaseUrl` has one. */
  databaseIdentity: Identity | null;
  dataDir: string;
  /** Which notices are answered from. */
  notices: NoticeChoice;
  /** Where people and Teams reach Cutover, such as `https://cutover.example.com`; null only in local mode. */
  publicUrl: string | null;
  /** The app's id in Teams, for links into its dashboard. */
  teamsAppId: string | null;
  /** What guests of a tenant may do; in local mode nobody is known to be one. */
  guests: GuestAccess;
  /** Whether the text of questions is kept, as material for better answers. */
  keepQuestions: boolean;
  /** Who may call `/api/*`; null in local mode, where it is open on loopback. */
  api: ApiAccess | null;
  /** Who may read `/metrics`. */
  metrics: MetricsAccess;
  /** Null: nobody asks Microsoft Graph whether synchronisation is alive. */
  graph: GraphAccess | null;
  cloud: CloudName;
  /** After these times without an acknowledgement the people, and the second team, are told of an alert. */
  escalateAfterMinutes: EscalationDelays;
  /** After this time without an acknowledgement identity teams are told of a reminder. */
  acknowledgeWithinHours: number;
  /** Whether a conversation that turns reminders on gets at once the newest one that was due, as a newcomer wants. */
  remindAtOnce: boolean;
  /** Whether the client shows thumbs that tell which message is meant: Teams does, the playground's don't. */
  hasFeedbackLoop: boolean;
  logLevel: (typeof LOG_LEVELS)[number];
  clock: { start: Date | undefined; rate: number };
  /** Variables that resemble a setting which is set as well. */
  nearSettings: readonly NearSetting[];
}

/** How Microsoft Graph is asked, and when its answer is worth an alert. */
export interface GraphAccess extends Identity {
  /** The tenant that is looked at, and whose identity teams are told. */
  tenantId: string;
  thresholds: { warningHours: number; criticalHours: number };
}

const guid = z.guid('must be a GUID like 00000000-0000-0000-0000-000000000000');
const PORT_RANGE = 'must be a whole number from 1 to 65535';
const HOURS_RANGE = 'must be a number of hours from 1 to 720';
const NETWORKS_FORM = 'must be addresses or networks, like 10.0.0.0/8, separated by commas';
const RATE_RANGE = 'must be a number above 0, up to 100000';

const settings = z.object({
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

/** What `readConfig` reads. */
export const SETTING_NAMES: readonly string[] = Object.keys(settings.shape);

type Settings = z.infer<typeof settings>;
type Given = Partial<Record<keyof Settings, string>>;

/** The process's environment with changes, for a process that it starts. */
export function environmentWith(changes: Record<string, string>): Record<string, string | undefined> {
  return { ...process.env, ...changes };
}

/**
 * Reads every setting, from `env` alone. An empty value counts as not set.
 * @throws CutoverError `bad-settings`, with one line for each problem.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given: Given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = settings.safeParse(given);
  const refused = parsed.error?.issues.map(
    ({ path, message }) => `${String(path[0])}="${secretless(path, given)}": ${message}`,
  );
  const near = findNearSettings(Object.keys(given), SETTING_NAMES);
  const isMissing = ({ setting }: NearSetting) => !(setting in given);
  const misspelt = near
    .filter(isMissing)
    .map(
      ({ name, setting }) =>
        `${name} is not a setting: did you mean ${setting}? Rename it; if it belongs to another program, set ${setting} as well.`,
    );
  const problems = [...(refused ?? []), ...misspelt, ...findContradictions(given)];
  if (!parsed.success || problems.length > 0) {
    throw new CutoverError('bad-settings', problems.join('\n'));
  }
  return { ...toConfig(parsed.data), nearSettings: near };
}

/** Of the settings as they were given, so that a bad value hides no contradiction. */
function findContradictions(s: Given): string[] {
  const problems: string[] = [];
  if (s.BOT_ID) {
    if (!s.BOT_TENANT_ID) problems.push('BOT_TENANT_ID is missing: a bot with BOT_ID belongs to a tenant.');
    if (s.BOT_TYPE !== 'UserAssignedMSI' && !s.BOT_PASSWORD) {
      problems.push('BOT_PASSWORD is missing: set it, or BOT_TYPE=UserAssignedMSI for a managed identity.');
    }
    if (s.PUBLIC_URL && isThisMachine(s.PUBLIC_URL)) {
      problems.push(
        `PUBLIC_URL="${s.PUBLIC_URL}" is this machine: set the https address at which Teams reaches the bot.`,
      );
    }
    if (s.BOT_TYPE === 'UserAssignedMSI' && s.BOT_PASSWORD) {
      problems.push('BOT_PASSWORD is set, but BOT_TYPE=UserAssignedMSI has no password: remove one of them.');
    }
    if (s.CLOCK_START || Number(s.CLOCK_RATE ?? 1) !== 1) {
      problems.push(
        'CLOCK_START and CLOCK_RATE simulate a clock, which only local mode may do: remove them or BOT_ID.',
      );
    }
    if (s.REMIND_AT_ONCE === 'on') {
      problems.push('REMIND_AT_ONCE=on is for trying Cutover out, in local mode only: remove it or BOT_ID.');
    }
  } else {
    for (const name of ['BOT_TYPE', 'BOT_TENANT_ID', 'BOT_PASSWORD'] as const) {
      if (s[name]) problems.push(`${name} is set without BOT_ID: set BOT_ID, or remove it for local mode.`);
    }
    if (s.ALLOWED_TENANTS) {
      problems.push('ALLOWED_TENANTS is set without BOT_ID: local mode cannot tell tenants apart.');
    }
  }
  if (s.DATABASE_URL && needsToken(s.DATABASE_URL) && !isEncrypted(s.DATABASE_URL)) {
    problems.push(
      'DATABASE_URL has no password and turns encryption off: a token would be sent readable. Remove sslmode from it, or give it a password.',
    );
  }
  return [...problems, ...findGraphProblems(s)];
}

function findGraphProblems(s: Given): string[] {
  const problems: string[] = [];
  const kind = s.GRAPH_CREDENTIAL;
  if (!kind) {
    for (const name of GRAPH_SETTINGS) {
      if (s[name]) {
        problems.push(
          `${name} is set without GRAPH_CREDENTIAL: set that to say how Microsoft Graph is asked.`,
        );
      }
    }
    return problems;
  }
  const need = (name: keyof Settings, fallback: keyof Settings | null) => {
    if (s[name] || (fallback && s[fallback])) return;
    const or = fallback ? ` (or ${fallback})` : '';
    problems.push(`${name}${or} is missing: GRAPH_CREDENTIAL=${kind} needs it.`);
  };
  need('GRAPH_TENANT_ID', 'BOT_TENANT_ID');
  if (kind === 'client-secret' || kind === 'certificate') need('GRAPH_CLIENT_ID', 'BOT_ID');
  if (kind === 'client-secret') need('GRAPH_CLIENT_SECRET', 'BOT_PASSWORD');
  if (kind === 'certificate') need('GRAPH_CERTIFICATE_PATH', null);
  if (Number(s.SYNC_WARNING_HOURS ?? 3) >= Number(s.SYNC_CRITICAL_HOURS ?? 24)) {
    problems.push('SYNC_WARNING_HOURS must be less than SYNC_CRITICAL_HOURS: the warning comes first.');
  }
  return problems;
}

const GRAPH_SETTINGS = [
  'GRAPH_TENANT_ID',
  'GRAPH_CLIENT_ID',
  'GRAPH_CLIENT_SECRET',
  'GRAPH_CERTIFICATE_PATH',
] as const;

/** What the settings of the bot's registration say is taken where Graph's own say nothing. */
function toGraphAccess(s: Settings): GraphAccess | null {
  if (!s.GRAPH_CREDENTIAL) return null;
  const tenantId = s.GRAPH_TENANT_ID ?? s.BOT_TENANT_ID ?? '';
  const clientId = s.GRAPH_CLIENT_ID ?? s.BOT_ID ?? '';
  const thresholds = { warningHours: s.SYNC_WARNING_HOURS, criticalHours: s.SYNC_CRITICAL_HOURS };
  const secret = s.GRAPH_CLIENT_SECRET ?? s.BOT_PASSWORD ?? '';
  const credentials = {
    'managed-identity': { kind: 'managed-identity', clientId: clientId || null },
    'client-secret': { kind: 'client-secret', tenantId, clientId, secret },
    certificate: { kind: 'certificate', tenantId, clientId, path: s.GRAPH_CERTIFICATE_PATH ?? '' },
    default: { kind: 'default' },
  } as const;
  return { credential: credentials[s.GRAPH_CREDENTIAL], cloud: s.CLOUD, tenantId, thresholds };
}

/** The managed identity that the bot is, or whoever is signed in to Azure on this machine. */
function toDatabaseIdentity({ DATABASE_URL, BOT_TYPE, BOT_ID, CLOUD }: Settings): Identity | null {
  if (!DATABASE_URL || !needsToken(DATABASE_URL)) return null;
  const isManaged = BOT_TYPE === 'UserAssignedMSI' && BOT_ID;
  return {
    credential: isManaged ? { kind: 'managed-identity', clientId: BOT_ID } : { kind: 'default' },
    cloud: CLOUD,
  };
}

function toApiAccess(s: Settings): ApiAccess | null {
  const { BOT_ID, BOT_TENANT_ID, ALLOWED_TENANTS, CLOUD } = s;
  if (!BOT_ID || !BOT_TENANT_ID) return null;
  const { authority, issuerV1 } = CLOUDS[CLOUD];
  return {
    audiences: audiencesOf(s.API_AUDIENCE ?? BOT_ID, s.PUBLIC_URL),
    authority,
    issuerV1,
    keysUrl: `${authority}/common/discovery/v2.0/keys`,
    tenants: ALLOWED_TENANTS.length > 0 ? ALLOWED_TENANTS : [BOT_TENANT_ID.toLowerCase()],
    guests: s.GUESTS,
  };
}

/** In production nobody but this machine, unless a token or a network is set. */
function toMetricsAccess({ BOT_ID, METRICS_TOKEN, METRICS_ALLOW }: Settings): MetricsAccess {
  const networks = BOT_ID && METRICS_TOKEN === undefined ? LOOPBACK : null;
  return { token: METRICS_TOKEN ?? null, networks: METRICS_ALLOW ?? networks };
}

function toConfig(s: Settings): Omit<Config, 'nearSettings'> {
  return {
    port: s.PORT,
    bot:
      s.BOT_ID && s.BOT_TENANT_ID
        ? {
            id: s.BOT_ID,
            type: s.BOT_TYPE ?? 'SingleTenant',
            tenantId: s.BOT_TENANT_ID,
            password: s.BOT_PASSWORD ?? '',
          }
        : null,
    allowedTenants: s.ALLOWED_TENANTS,
    databaseUrl: s.DATABASE_URL ?? null,
    databaseIdentity: toDatabaseIdentity(s),
    dataDir: s.DATA_DIR,
    notices: { folder: s.NOTICES_DIR ?? null, ids: s.NOTICES },
    publicUrl: s.PUBLIC_URL ?? null,
    teamsAppId: s.TEAMS_APP_ID ?? null,
    guests: s.GUESTS,
    keepQuestions: s.KEEP_QUESTIONS === 'on',
    api: toApiAccess(s),
    metrics: toMetricsAccess(s),
    graph: toGraphAccess(s),
    cloud: s.CLOUD,
    escalateAfterMinutes: s.ESCALATE_AFTER_MINUTES,
    acknowledgeWithinHours: s.ACKNOWLEDGE_WITHIN_HOURS,
    remindAtOnce: s.REMIND_AT_ONCE === 'on',
    hasFeedbackLoop: s.BOT_ID !== undefined,
    logLevel: s.LOG_LEVEL,
    clock: { start: s.CLOCK_START ? new Date(s.CLOCK_START) : undefined, rate: s.CLOCK_RATE },
  };
}

const SECRETS: readonly (keyof Settings)[] = [
  'BOT_PASSWORD',
  'DATABASE_URL',
  'GRAPH_CLIENT_SECRET',
  'METRICS_TOKEN',
];

/** A value as the reader may see it: never a password, nor a connection string that may hold one. */
function secretless(path: PropertyKey[], given: Given): string {
  const name = path[0] as keyof Settings;
  return SECRETS.includes(name) ? '…' : (given[name] ?? '');
}
