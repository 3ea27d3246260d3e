import type { Alert } from '../alerts/alert-lifecycle.ts';
import type { Clue } from '../campaign/affected.ts';
import { placeInTable, type Place } from '../delivery/place.ts';
import { KIND_WORDS } from '../guidance/answer-versions.ts';
import { describeOffset } from '../guidance/cut-off-text.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { Guide } from '../guidance/guide.ts';
import { describeReason } from '../reminders/reason-texts.ts';
import type { ImpactOnServer } from '../servers/judge-server.ts';
import type { JudgedServer } from '../servers/judge-server.ts';
import {
  describeClaim,
  describeReport,
  serverStatusOf,
  type Report,
  type Server,
  type ServerReport,
  type ServerStatus,
} from '../servers/server.ts';
import type { AuditEntry } from './audit-entry.ts';
import { conversationOf, describeChange } from './audit-trail.ts';
import { escapeHtml, htmlTable } from './html.ts';
import type { CampaignRecord, PastPost } from './ports.ts';

/** Writes an instant in the reader's zone and locale, such as `21 September 2023, 16:00`. */
export type WriteTime = (instant: Date) => string;

/** How the rows of the report are written. */
export interface Writing {
  time: WriteTime;
  reader: Pick<LocalNow, 'zone' | 'locale'>;
  /** What stops by a notice; empty for one that the report isn't about. */
  productOf: (noticeId: string) => string;
  places: CampaignRecord['places'];
  /** What a server is to the notices of the report. */
  impactOn: (server: Server) => ImpactOnServer;
}

const STATES = { 'in-use': 'in use', migrated: 'migrated', decommissioned: 'decommissioned' } as const;

export function serverRow({ server, verdict }: JudgedServer, { time, impactOn }: Writing): string[] {
  const { version, role, state, authentication, counted, claim, contradiction } = serverStatusOf(server);
  const [newest] = counted;
  const conflict = contradiction
    ? `<br><span class="small">${escapeHtml(contradiction.reporter)} reported ${escapeHtml(describeReport(contradiction))} on ${time(contradiction.observedAt)}</span>`
    : '';
  const claimed = claim
    ? `<br><span class="small">${escapeHtml(claim.reporter)} says it ${escapeHtml(describeClaim(claim))}, ${time(claim.observedAt)}; not confirmed</span>`
    : '';
  const status = verdict ? KIND_WORDS[verdict.kind] : state === 'in-use' ? 'version unknown' : STATES[state];
  return [
    `<b>${escapeHtml(server.name)}</b>`,
    `<span class="mark ${verdict?.kind ?? state}">${escapeHtml(status)}</span>` +
      describeImpact(impactOn(server)),
    escapeHtml(version ?? '') + conflict + claimed,
    listed(role, authentication),
    STATES[state],
    escapeHtml(newest?.reporter ?? ''),
    newest ? time(newest.observedAt) : '',
  ];
}

const MISSING: Readonly<Record<Clue, string>> = {
  version: 'version not reported',
  authentication: 'sign-in not reported',
};

/** What a server is to the notices of the report. */
function describeImpact({ affecting, unknownTo, missing }: ImpactOnServer): string {
  const listed = (words: string, guides: readonly Guide[]) =>
    guides.length === 0
      ? ''
      : `<br><span class="small">${words}: ${escapeHtml(guides.map(({ product }) => product).join('; '))}</span>`;
  const why = missing.length > 0 ? ` (${missing.map((clue) => MISSING[clue]).join(', ')})` : '';
  return listed('affected by', affecting) + listed(`unknown${why} for`, unknownTo);
}

export function history({ server }: JudgedServer, time: WriteTime): string {
  const status = serverStatusOf(server);
  const rows = server.reports.map((report) => [
    time(report.observedAt),
    escapeHtml(report.version ?? ''),
    listed(report.role, report.authentication),
    report.state ? STATES[report.state] : '',
    escapeHtml(report.reporter) + describeStanding(report, status),
  ]);
  const heading = `<h3>${escapeHtml(server.name)}</h3>`;
  return `<div class="history">${heading}${htmlTable(['Observed', 'Version', 'Role, sign-in', 'State', 'Reported by'], rows)}</div>`;
}

/** `staging, account`: one column, so that the table fits a printed page. */
function listed(role: Report['role'] | null, authentication: Report['authentication'] | null): string {
  return [role, authentication].filter(Boolean).join(', ');
}

/** Whether what somebody said counts, where that is not plain. */
function describeStanding(report: ServerReport, { counted, isConfirmed }: ServerStatus): string {
  if (report.confirmedBy !== undefined) return `, confirmed by ${escapeHtml(report.confirmedBy)}`;
  return isConfirmed && counted.includes(report) ? '' : ' <span class="small">(claim)</span>';
}

export function reminderRow(
  { dueAt, noticeId, offset, conversationId, state, reason, sentAt, acknowledged }: PastPost,
  { time, productOf, places, reader }: Writing,
): string[] {
  return [
    time(dueAt),
    `${escapeHtml(describeOffset(offset, reader.locale))}<br><span class="small">${escapeHtml(productOf(noticeId))}</span>`,
    describePlace(places.get(conversationId)),
    sentAt ? `sent ${time(sentAt)}` : escapeHtml(reason ? `${state}, ${describeReason(reason)}` : state),
    acknowledged.map(({ name, at }) => `${escapeHtml(name)}, ${time(at)}`).join('<br>') ||
      notAcknowledged(sentAt !== null),
  ];
}

export function alertRow(
  { raisedAt, finding, state, acknowledgedBy, acknowledgedAt, resolvedAt, outcome }: Alert,
  time: WriteTime,
): string[] {
  return [
    time(raisedAt),
    `<b>${escapeHtml(finding.title)}</b><br><span class="small">${finding.facts
      .map(
        ({ title, value }) =>
          `${escapeHtml(title)}: ${value instanceof Date ? time(value) : escapeHtml(value)}`,
      )
      .join('; ')}</span>`,
    finding.severity,
    state === 'firing' ? 'open' : `resolved ${resolvedAt ? time(resolvedAt) : ''}`,
    acknowledgedBy && acknowledgedAt
      ? `${escapeHtml(acknowledgedBy)}, ${time(acknowledgedAt)}`
      : notAcknowledged(true),
    escapeHtml(outcome ?? ''),
  ];
}

export function changeRow(entry: AuditEntry, { time, reader, places, productOf }: Writing): string[] {
  const { at, by } = entry;
  const product = entry.act === 'set-deadline' ? productOf(entry.subject) : '';
  const named = product === '' ? entry : { ...entry, subject: product };
  const id = by.id === null ? '' : `<br><span class="small">${escapeHtml(by.id)}</span>`;
  return [
    time(at),
    escapeHtml(by.name) + id,
    escapeHtml(describeChange(named, reader)),
    [
      by.conversationId === null ? 'Dashboard or API' : '',
      describeConversation(conversationOf(entry), places),
    ]
      .filter(Boolean)
      .join('<br>'),
  ];
}

/** By its name; without one, by its kind and id, which tell it apart. */
function describeConversation(id: string | null, places: Writing['places']): string {
  if (id === null) return '';
  const place = places.get(id);
  return describePlace(place) + (place?.name ? '' : ` <span class="small">${escapeHtml(id)}</span>`);
}

function describePlace(place: Place | undefined): string {
  return place ? `<span class="place">${escapeHtml(placeInTable(place))}</span>` : '';
}

function notAcknowledged(couldBe: boolean): string {
  return couldBe ? '<span class="small">not acknowledged</span>' : '';
}
