import type { Authentication } from '../campaign/affected.ts';
import { z } from 'zod';
import { KIND_WORDS } from '../guidance/answer-versions.ts';
import type { VerdictKind } from '../guidance/version-verdict.ts';
import type { JudgedServer } from '../servers/judge-server.ts';
import { serverStatusOf, describeReport } from '../servers/server.ts';

export const ROLES = ['active', 'staging'] as const;
export const STATES = ['in-use', 'migrated', 'decommissioned'] as const;
export const AUTHENTICATIONS = ['account', 'application'] as const satisfies readonly Authentication[];
export const VERDICTS = [
  'retired',
  'out-of-support',
  'below-minimum',
  'supported',
  'unknown',
] as const satisfies readonly VerdictKind[];

const instant = z.iso.datetime().describe('Instant in UTC.');

/** A server as POST and GET /api/servers answer it. */
export const judgedServerBody = z.object({
  name: z.string(),
  version: z.string().nullable(),
  role: z.enum(ROLES).nullable(),
  state: z.enum(STATES),
  authentication: z
    .enum(AUTHENTICATIONS)
    .nullable()
    .describe(
      'How it signs in to Microsoft Entra ID: with the connector account or as an application; null if nobody has said.',
    ),
  verdict: z
    .enum(VERDICTS)
    .nullable()
    .describe('What the notice says about the version; null if no version is known or it is out of use.'),
  meaning: z.string().nullable().describe('The verdict in words.'),
  reporter: z.string().nullable().describe('Who sent the newest report that counts.'),
  observedAt: z.iso.datetime().nullable().describe('Instant of the newest report that counts, in UTC.'),
  isConfirmed: z
    .boolean()
    .describe('False while only people outside the campaign have reported it: that does not end reminders.'),
  claim: z
    .object({ reporter: z.string(), says: z.string(), observedAt: instant })
    .nullable()
    .describe('What was said and is not confirmed: since then, if it differs, or at all.'),
  contradiction: z
    .object({ reporter: z.string(), reported: z.string(), observedAt: instant })
    .nullable()
    .describe('A different report from someone else within a day.'),
});

export function toJudgedServerBody({ server, verdict }: JudgedServer): z.output<typeof judgedServerBody> {
  const { version, role, state, authentication, isConfirmed, counted, claim, contradiction } =
    serverStatusOf(server);
  const [newest] = counted;
  return {
    name: server.name,
    version,
    role,
    state,
    authentication,
    verdict: verdict?.kind ?? null,
    meaning: verdict ? KIND_WORDS[verdict.kind] : null,
    reporter: newest?.reporter ?? null,
    observedAt: newest?.observedAt.toISOString() ?? null,
    isConfirmed,
    claim: claim && {
      reporter: claim.reporter,
      says: describeReport(claim),
      observedAt: claim.observedAt.toISOString(),
    },
    contradiction: contradiction && {
      reporter: contradiction.reporter,
      reported: describeReport(contradiction),
      observedAt: contradiction.observedAt.toISOString(),
    },
  };
}
