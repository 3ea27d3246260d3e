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

const settings = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3978),
  BOT_ID: guid.optional(),
  BOT_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI']).optional(),
  BOT_TENANT_ID: guid.optional(),
  BOT_PASSWORD: z.string().optional(),
  ALLOWED_TENANTS: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,;]+/).filter(Boolean))
    .pipe(z.array(guid)),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  CLOCK_START: z.iso
    .datetime({ offset: true, message: 'must be an ISO instant with a zone, like 2023-09-22T12:00:00+02:00' })
    .optional(),
  CLOCK_RATE: z.coerce.number().positive().max(100_000).default(1),
});

type Settings = z.infer<typeof settings>;

/** The process's environment with changes, for a process that it starts. */
export function environmentWith(changes: Record<string, string>): Record<string, string | undefined> {
  return { ...process.env, ...changes };
}

/**
 * Reads every setting, from `env` alone. An empty value counts as not set.
 * @throws CutoverError `bad-settings`, with one line for each problem.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    throw badSettings(
      parsed.error.issues.map(
        ({ path, message }) => `${String(path[0])}="${secretless(path, given)}": ${message}`,
      ),
    );
  }
  const contradictions = findContradictions(parsed.data);
  if (contradictions.length > 0) throw badSettings(contradictions);
  return toConfig(parsed.data);
}

function findContradictions(s: Settings): string[] {
  const problems: string[] = [];
  if (s.BOT_ID) {
    if (!s.BOT_TENANT_ID) problems.push('BOT_TENANT_ID is missing: a bot with BOT_ID belongs to a tenant.');
    if (s.BOT_TYPE !== 'UserAssignedMSI' && !s.BOT_PASSWORD) {
      problems.push('BOT_PASSWORD is missing: set it, or BOT_TYPE=UserAssignedMSI for a managed identity.');
    }
    if (s.BOT_TYPE === 'UserAssignedMSI' && s.BOT_PASSWORD) {
      problems.push('BOT_PASSWORD is set, but BOT_TYPE=UserAssignedMSI has no password: remove one of them.');
    }
    if (s.CLOCK_START !== undefined || s.CLOCK_RATE !== 1) {
      problems.push(
        'CLOCK_START and CLOCK_RATE simulate a clock, which only local mode may do: remove them or BOT_ID.',
      );
    }
  } else {
    for (const name of ['BOT_TYPE', 'BOT_TENANT_ID', 'BOT_PASSWORD'] as const) {
      if (s[name]) problems.push(`${name} is set without BOT_ID: set BOT_ID, or remove it for local mode.`);
    }
    if (s.ALLOWED_TENANTS.length > 0) {
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
    logLevel: s.LOG_LEVEL,
    clock: { start: s.CLOCK_START ? new Date(s.CLOCK_START) : undefined, rate: s.CLOCK_RATE },
  };
}

function badSettings(problems: string[]): CutoverError {
  return new CutoverError('bad-settings', problems.join('\n'));
}

/** A value as the reader may see it: never a password, nor a connection string that may hold one. */
function secretless(path: PropertyKey[], given: Readonly<Record<string, string | undefined>>): string {
  const name = String(path[0]);
  return name === 'BOT_PASSWORD' || name === 'DATABASE_URL' ? '…' : (given[name] ?? '');
}
