import type { Alert } from './alert-lifecycle.ts';
import type { AlertGroup, Finding } from './alert-kind.ts';

/** Alerts raised within this time of each other may share a card. */
export const GROUP_WITHIN_MS = 3_600_000;

/** Alerts of a kind that get a card of their own within that time, if each is raised by itself. */
const MAX_ALONE = 5;

/** Servers that a card lists. */
const MAX_LISTED = 20;

const NAME_ORDER = new Intl.Collator('en', { numeric: true });

/** A finding that can share a card with others of its kind. */
type GroupedFinding = Finding & { group: AlertGroup };

/** What the ledger's posts of the alert are about: its group, or the alert itself. */
export function subjectOf({ id, groupId }: Pick<Alert, 'id' | 'groupId'>): string {
  return groupId ?? id;
}

/**
 * The group of alerts of one kind that are raised together: an open one, a new one, or none (null). Nobody is notified
 * of what joins a group, so a group that is acknowledged or resolved isn't joined any more.
 * @param recent the tenant's alerts of this kind that were raised within `GROUP_WITHIN_MS`, the newest first.
 * @param count the number of alerts that are raised.
 */
export function chooseGroup({
  recent,
  count,
  newId,
}: {
  recent: readonly Pick<Alert, 'groupId' | 'state' | 'acknowledgedAt'>[];
  count: number;
  newId: string;
}): string | null {
  const open = recent.find(
    ({ groupId, state, acknowledgedAt }) => groupId !== null && state === 'firing' && !acknowledgedAt,
  );
  if (open) return open.groupId;
  return count > 1 || recent.length >= MAX_ALONE ? newId : null;
}

/** Puts alerts of one group together, one alert for each group. Every member of a group must be there. */
export function mergeGroups(alerts: readonly Alert[]): Alert[] {
  const bySubject = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const members = bySubject.get(subjectOf(alert));
    if (members) members.push(alert);
    else bySubject.set(subjectOf(alert), [alert]);
  }
  return [...bySubject.values()].flatMap((members) =>
    members.slice(0, 1).map((first) => (first.groupId === null ? first : mergeGroup(first, members))),
  );
}

/** One alert that stands for all members: its id is the group's, and it fires as long as one of them does. */
function mergeGroup(first: Alert, members: readonly Alert[]): Alert {
  const firing = members.filter(({ state }) => state === 'firing');
  const shown = firing.length > 0 ? firing : members;
  const waiting = firing.filter(({ acknowledgedAt }) => !acknowledgedAt);
  const open = waiting.length > 0 ? waiting : shown;
  const acknowledged =
    waiting.length > 0 ? undefined : newestOf(shown, ({ acknowledgedAt }) => acknowledgedAt);
  const round = Math.max(...open.map((alert) => alert.round));
  return {
    ...first,
    id: subjectOf(first),
    state: firing.length > 0 ? 'firing' : 'resolved',
    finding: mergeFindings(shown, members),
    raisedAt: oldest(members.map(({ raisedAt }) => raisedAt)),
    resolvedAt:
      firing.length > 0 ? null : (newestOf(members, ({ resolvedAt }) => resolvedAt)?.resolvedAt ?? null),
    acknowledgedBy: acknowledged?.acknowledgedBy ?? null,
    acknowledgedAt: acknowledged?.acknowledgedAt ?? null,
    level: Math.max(...open.filter((alert) => alert.round === round).map(({ level }) => level)),
    changes: [],
    isFlapping: open.every(({ isFlapping }) => isFlapping),
    unacknowledgedSince: oldest(open.map(({ unacknowledgedSince }) => unacknowledgedSince)),
    round,
    outcome: members.length > 1 ? `All ${members.length} servers are resolved.` : first.outcome,
  };
}

/** The worst first. A single one is shown as if it were alone. */
function mergeFindings(shown: readonly Alert[], members: readonly Alert[]): Finding {
  const findings = shown.map(({ finding }) => finding).filter(isGrouped);
  const worstFirst = findings.sort(bySeverityAndName);
  const [worst] = worstFirst;
  if (!worst) throw new Error('A group of alerts needs a finding that can be grouped.');
  const resolved = members.filter(({ state }) => state === 'resolved').length;
  const isOver = resolved === members.length;
  const progress = {
    title: 'Resolved',
    value: `${resolved} of ${members.length} servers`,
  };
  const tail = resolved > 0 && !isOver ? [progress] : [];
  if (findings.length === 1) return { ...worst, facts: [...worst.facts, ...tail] };
  const { headline, meaning, next, why } = worst.group;
  return {
    severity: worst.severity,
    title: `${findings.length} ${headline}`,
    since: oldest(findings.map(({ since }) => since)),
    facts: isOver ? [] : [...listServers(worstFirst), ...tail],
    meaning,
    next,
    why,
  };
}

function listServers(findings: readonly GroupedFinding[]): Finding['facts'] {
  const isMixed = new Set(findings.map(({ severity }) => severity)).size > 1;
  const listed = findings.slice(0, MAX_LISTED).map(({ server, title, severity, group }) => ({
    title: server ?? title,
    value: isMixed && severity === 'critical' ? `Critical: ${group.entry}` : group.entry,
  }));
  const more = findings.length - listed.length;
  return more > 0
    ? [...listed, { title: `And ${more} more`, value: 'To list them all, type: servers' }]
    : listed;
}

function bySeverityAndName(a: GroupedFinding, b: GroupedFinding): number {
  if (a.severity !== b.severity) return a.severity === 'critical' ? -1 : 1;
  return NAME_ORDER.compare(a.server ?? a.title, b.server ?? b.title);
}

function isGrouped(finding: Finding): finding is GroupedFinding {
  return finding.group !== undefined;
}

function oldest(instants: readonly Date[]): Date {
  return new Date(Math.min(...instants.map((instant) => instant.getTime())));
}

function newestOf(alerts: readonly Alert[], instantOf: (alert: Alert) => Date | null): Alert | undefined {
  return alerts.reduce<Alert | undefined>((newest, alert) => {
    const [instant, soFar] = [instantOf(alert), newest ? instantOf(newest) : null];
    return instant && (!soFar || instant > soFar) ? alert : newest;
  }, undefined);
}
