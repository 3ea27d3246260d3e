import { dayIn, phaseOf } from '../../campaign/calendar.ts';
import { describeDeadline } from '../../guidance/cut-off-text.ts';
import { describeJudgement } from '../../guidance/answer-versions.ts';
import type { Guide } from '../../guidance/guide.ts';
import { toSummary } from '../../guidance/plain-text.ts';
import type { Verdict } from '../../guidance/version-verdict.ts';
import type { AlertKind, Finding, Severity } from '../alert-kind.ts';

/** A server with what its reports say. */
export interface JudgedServerInput {
  tenantId: string;
  name: string;
  /** Null when its version is unknown or it is no longer in use. */
  verdict: Verdict | null;
  /** The first report of its version. */
  since: Date;
  role: 'active' | 'staging' | null;
  /** Who reported its version last. */
  reporter: string;
  /** False while only people outside the campaign have reported it. */
  isConfirmed: boolean;
  /** Such people have reported work left. Another word of theirs doesn't resolve the alert. */
  isHeldOpen: boolean;
  /** The newest report in words: `Reported by Kim: migrated.` */
  newestReport: string | null;
  /** The same for a card of somebody's claim: `1.6.16.0, reported by A script`; null while nothing is confirmed. */
  lastReport: string | null;
  /** A report of somebody else that says otherwise, in words: `Kim: 2.1.20.0`. */
  conflictingReport: string | null;
  /** What somebody says otherwise, and nobody has confirmed: `Kim` says it `was migrated`. */
  claim: { key: string; reporter: string; says: string; at: Date } | null;
  guide: Guide;
  now: Date;
}

/** An alert goes to a team, which may be anywhere: its days are those of UTC. */
const ZONE = 'UTC';

/** Kinds of verdict that are worth an alert. */
const HEADLINES: Readonly<Partial<Record<Verdict['kind'], string>>> = {
  retired: 'still runs',
  'out-of-support': 'runs an unsupported version',
  'below-minimum': 'runs a version below the minimum',
};

/** A server runs a version that is retired, out of support, or below a minimum that holds already. */
export const serverVersion: AlertKind<JudgedServerInput> = {
  key: (input) =>
    !input.isHeldOpen || severityOf(input) !== null ? `server ${input.name.toLowerCase()}` : null,

  severity: severityOf,

  describe({ name, verdict, since, role, reporter, isConfirmed, conflictingReport, claim, guide, now }) {
    if (!verdict) throw new Error(`The alert about ${name} needs a verdict.`);
    const reportedBy = isConfirmed ? reporter : `${reporter}, not confirmed`;
    const facts: Finding['facts'] = [
      { title: 'Version', value: verdict.version },
      ...(role ? [{ title: 'Role', value: role }] : []),
      { title: 'Reported by', value: reportedBy },
      ...(conflictingReport ? [{ title: 'Conflicting report', value: conflictingReport }] : []),
      ...(claim ? [{ title: 'Not confirmed', value: `${claim.reporter} says it ${claim.says}` }] : []),
    ];
    return {
      title: titleOf(name, verdict, guide),
      since,
      facts,
      meaning: toSummary(describeJudgement(guide, verdict, { now, zone: ZONE })),
      next: {
        text: `Upgrade or replace it. Then type “${name} runs VERSION” or “${name} is migrated”.`,
        url: guide.notice.sourceUrl,
      },
      why: `${reporter} reported this server.`,
      notice: guide.notice.id,
      server: name,
      group: {
        kind: `server-version ${guide.notice.id}`,
        headline: 'servers run outdated versions',
        entry: `${verdict.version}, reported by ${reportedBy}`,
        meaning: toSummary(describeDeadline(guide, { now, zone: ZONE })),
        next: {
          text: 'Upgrade or replace them. Then report each one: “NAME runs VERSION” or “NAME is migrated”.',
          url: guide.notice.sourceUrl,
        },
        why: 'These servers were reported to Cutover.',
      },
    };
  },

  outcome: ({ newestReport }) => newestReport,
};

/** What is affected is named: `AADC01 still runs Azure AD Connect V1`. */
function titleOf(name: string, { kind }: Verdict, { product }: Guide): string {
  const headline = `${name} ${HEADLINES[kind] ?? ''}`;
  return kind === 'retired' ? `${headline} ${product}` : headline;
}

function severityOf({ verdict, guide, now }: JudgedServerInput): Severity | null {
  if (!verdict || !HEADLINES[verdict.kind] || !isInForce(verdict, now)) return null;
  const { deadline } = guide;
  const isPast = deadline !== null && phaseOf({ date: deadline.date, now, zone: ZONE }) !== 'before';
  return verdict.kind === 'retired' && isPast ? 'critical' : 'warning';
}

/** A minimum that is still to come belongs in answers, not in alerts. */
function isInForce({ kind, minimum }: Verdict, now: Date): boolean {
  const today = dayIn(now, ZONE);
  return kind !== 'below-minimum' || minimum === null || minimum.date <= today;
}
