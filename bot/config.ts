import { z } from 'zod';
import { CutoverError } from './errors.ts';
import { LOG_LEVELS } from './log.ts';

export interface Config {
  port: number;
  /** Absent in local mode: no authentication, loopback only. */
  bot: BotRegistration | null;
  /** Tenants that are answered; empty: every tenant that the registration lets in. */
  allowedTenants: string[];
  /** PostgreSQL; the embedded store in `dataDir` when absent. */
  databaseUrl: string | null;
  dataDir: string;
  /** Whether the text of questions is kept, as material for better answers. */
  keepQuestions: boolean;
  logLevel: (typeof LOG_LEVELS)[number];
  clock: { start: Date | undefined; rate: number };
}

export interface BotRegistration {
  id: string;
  type: 'SingleTenant' | 'UserAssignedMSI';
  tenantId: string;
  /** Empty for a managed identity. */
  password: string;
}

const guid = z.guid('must be a GUID like 00000000-0000-0000-0000-000000000000');
const PORT_RANGE = 'must be a whole number from 1 to 65535';
const RATE_RANGE = 'must be a number above 0, up to 100000';

const settings = z.object({
  PORT: z.coerce.number(PORT_RANGE).int(PORT_RANGE).min(1, PORT_RANGE).max(65535, PORT_RANGE).default(3978),
  BOT_ID: guid.optional(),
  BOT_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI']).optional(),
  BOT_TENANT_ID: guid.optional(),
  BOT_PASSWORD: z.string().optional(),
  ALLOWED_TENANTS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    )
    .pipe(z.array(guid)),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  KEEP_QUESTIONS: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  CLOCK_START: z.iso
    .datetime({ offset: true, message: 'must be an ISO instant with a zone, like 2023-09-22T12:00:00+02:00' })
    .optional(),
  CLOCK_RATE: z.coerce.number(RATE_RANGE).positive(RATE_RANGE).max(100_000, RATE_RANGE).default(1),
});

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
  const problems = [...(refused ?? []), ...findContradictions(given)];
  if (!parsed.success || problems.length > 0) {
    throw new CutoverError('bad-settings', problems.join('\n'));
  }
  return toConfig(parsed.data);
}

/** Of the settings as they were given, so that a bad value hides no contradiction. */
function findContradictions(s: Given): string[] {
  const problems: string[] = [];
  if (s.BOT_ID) {
    if (!s.BOT_TENANT_ID) problems.push('BOT_TENANT_ID is missing: a bot with BOT_ID belongs to a tenant.');
    if (s.BOT_TYPE !== 'UserAssignedMSI' && !s.BOT_PASSWORD) {
      problems.push('BOT_PASSWORD is missing: set it, or BOT_TYPE=UserAssignedMSI for a managed identity.');
    }
    if (s.BOT_TYPE === 'UserAssignedMSI' && s.BOT_PASSWORD) {
      problems.push('BOT_PASSWORD is set, but BOT_TYPE=UserAssignedMSI has no password: remove one of them.');
    }
    if (s.CLOCK_START || Number(s.CLOCK_RATE ?? 1) !== 1) {
      problems.push(
        'CLOCK_START and CLOCK_RATE simulate a clock, which only local mode may do: remove them or BOT_ID.',
      );
    }
  } else {
    for (const name of ['BOT_TYPE', 'BOT_TENANT_ID', 'BOT_PASSWORD'] as const) {
      if (s[name]) problems.push(`${name} is set without BOT_ID: set BOT_ID, or remove it for local mode.`);
    }
    if (s.ALLOWED_TENANTS) {
      problems.push('ALLOWED_TENANTS is set without BOT_ID: local mode cannot tell tenants apart.');
    }
  }
  return problems;
}

function toConfig(s: Settings): Config {
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
    dataDir: s.DATA_DIR,
    keepQuestions: s.KEEP_QUESTIONS === 'on',
    logLevel: s.LOG_LEVEL,
    clock: { start: s.CLOCK_START ? new Date(s.CLOCK_START) : undefined, rate: s.CLOCK_RATE },
  };
}

/** A value as the reader may see it: never a password, nor a connection string that may hold one. */
function secretless(path: PropertyKey[], given: Given): string {
  const name = path[0] as keyof Settings;
  return name === 'BOT_PASSWORD' || name === 'DATABASE_URL' ? '…' : (given[name] ?? '');
}
