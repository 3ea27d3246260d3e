import { isThisMachine } from '../platform/public-url.ts';
import { isEncrypted, needsToken } from '../store/database/postgres-address.ts';
import type { Given, Settings } from './settings.ts';

/** Of the settings as they were given, so that a bad value hides no contradiction. */
export function findContradictions(s: Given): string[] {
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
