import type { GuestAccess } from '../access/acts.ts';
import { audiencesOf } from '../http/audiences.ts';
import { CutoverError } from '../platform/errors.ts';
import { CLOUDS, type CloudName } from '../sources/graph/clouds.ts';
import { explainIssue } from '../platform/explain-issue.ts';
import type { LOG_LEVELS } from '../platform/log.ts';
import { needsToken } from '../store/database/postgres-address.ts';
import type { EscalationDelays } from '../alerts/ports.ts';
import type { Identity } from '../sources/graph/credential.ts';
import type { ApiAccess } from '../http/authenticate.ts';
import { LOOPBACK, type MetricsAccess } from '../http/metrics-access.ts';
import type { NoticeChoice } from '../sources/notices/load-portfolio.ts';
import { findNearSettings, type NearSetting } from './near-settings.ts';
import { findContradictions } from './setting-contradictions.ts';
import { secretless, SETTING_NAMES, settings, type Given, type Settings } from './settings.ts';
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
  const parsed = settings.safeParse(given, { error: explainIssue });
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
