import { DateTime } from 'luxon';
import type { Alert } from '../alerts/alert-lifecycle.ts';
import { describeReason } from '../reminders/reason-texts.ts';
import { KIND_WORDS } from '../guidance/answer-versions.ts';
import type { Guide } from '../guidance/guide.ts';
import { writeDay } from '../guidance/moments.ts';
import type { JudgedServer } from '../servers/server-registry.ts';
import { standingOf, tellReport } from '../servers/server.ts';
import { REPORT_STYLE } from './report-style.ts';
import type { PastPost, CampaignRecord } from './ports.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { tellCutOff, nameOffset } from '../guidance/cut-off-text.ts';

/** Nothing in it runs or is fetched, whatever somebody called a server. */
export const REPORT_HEADERS = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

const PLACES = { personal: 'personal chat', groupChat: 'group chat', channel: 'channel' } as const;

/** The cut-off in words that stay true however late they are read. */
export function tellCutOffPlainly({ notice, product }: Guide): string {
  return notice.cutOff ? `The cut-off of ${product} is ${writeDay(notice.cutOff)}.` : '';
}

/** Everything that was reported, posted and acknowledged, on a page of its own to print. Times are UTC. */
export function writeReport({
  guide,
  servers,
  reminders,
  alerts,
  now,
}: CampaignRecord & { guide: Guide; servers: readonly JudgedServer[]; now: Date }): string {
  const { product } = guide;
  const title = `${product}: record of servers, reminders and alerts`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header>
<h1>${escape(title)}</h1>
<p>${escape(toSummary(tellCutOff(guide, { now, zone: 'UTC' })))}</p>
<p class="small">RenderedPost by Cutover on <time>${time(now)}</time>. All times are UTC. Source of the facts: <a href="${escape(guide.notice.sourceUrl ?? '')}">${escape(guide.notice.title)}</a>, ${escape(guide.notice.sourceUrl ?? '')}</p>
</header>
${summary(servers, reminders, alerts)}
<section>
<h2>Servers</h2>
${table(['Server', 'Now', 'Version', 'Role', 'State', 'Reported by', 'Observed'], servers.map(serverRow))}
</section>
<section>
<h2>History of each server</h2>
${servers.length === 0 ? '<p>No server was reported.</p>' : servers.map(history).join('\n')}
</section>
<section>
<h2>Reminders</h2>
${table(['Due', 'Reminder', 'Where', 'What became of it', 'Acknowledged by'], reminders.map(reminderRow))}
</section>
<section>
<h2>Alerts</h2>
${table(['Raised', 'Alert', 'Severity', 'State', 'Acknowledged by', 'How it ended'], alerts.map(alertRow))}
</section>
</body>
</html>
`;
}

function summary(
  servers: readonly JudgedServer[],
  reminders: readonly PastPost[],
  alerts: readonly Alert[],
): string {
  const inUse = servers.filter(({ server }) => standingOf(server).state === 'in-use');
  const onV1 = servers.filter(({ verdict }) => verdict?.kind === 'retired').length;
  const unknown = inUse.filter(({ server }) => standingOf(server).version === null).length;
  const sent = reminders.filter(({ sentAt }) => sentAt !== null);
  const taken = sent.filter(({ acknowledged }) => acknowledged.length > 0).length;
  const open = alerts.filter(({ state }) => state === 'firing').length;
  const figures: [string, string | number][] = [
    ['Servers reported', servers.length],
    ['Still on what is retired', onV1],
    ['Version not known', unknown],
    ['Reminders posted', sent.length],
    ['Of these acknowledged', taken],
    ['Alerts raised', alerts.length],
    ['Of these open', open],
  ];
  const cells = figures.map(([name, value]) => `<div><dt>${escape(name)}</dt><dd>${value}</dd></div>`);
  return `<dl class="figures">${cells.join('')}</dl>`;
}

function serverRow({ server, verdict }: JudgedServer): string[] {
  const { version, role, state, contradiction } = standingOf(server);
  const [newest] = server.reports;
  const doubt = contradiction
    ? `<br><span class="small">But ${escape(contradiction.reporter)} reported ${escape(tellReport(contradiction))} on ${time(contradiction.observedAt)}</span>`
    : '';
  const now = verdict ? KIND_WORDS[verdict.kind] : state === 'in-use' ? 'version not known' : state;
  return [
    `<b>${escape(server.name)}</b>`,
    `<span class="mark ${verdict?.kind ?? state}">${escape(now)}</span>`,
    escape(version ?? '') + doubt,
    escape(role ?? ''),
    escape(state),
    escape(newest?.reporter ?? ''),
    newest ? time(newest.observedAt) : '',
  ];
}

function history({ server }: JudgedServer): string {
  const rows = server.reports.map((report) => [
    time(report.observedAt),
    escape(report.version ?? ''),
    escape(report.role ?? ''),
    escape(report.state ?? ''),
    escape(report.reporter),
  ]);
  const heading = `<h3>${escape(server.name)}</h3>`;
  return `<div class="history">${heading}${table(['Observed', 'Version', 'Role', 'State', 'Reported by'], rows)}</div>`;
}

function reminderRow({ dueAt, offset, place, state, reason, sentAt, acknowledged }: PastPost): string[] {
  return [
    time(dueAt),
    escape(nameOffset(offset)),
    PLACES[place],
    sentAt ? `posted ${time(sentAt)}` : escape(reason ? `${state}, ${describeReason(reason)}` : state),
    acknowledged.map(({ name, at }) => `${escape(name)}, ${time(at)}`).join('<br>') ||
      nobody(sentAt !== null),
  ];
}

function alertRow({
  raisedAt,
  finding,
  state,
  acknowledgedBy,
  acknowledgedAt,
  resolvedAt,
  outcome,
}: Alert): string[] {
  return [
    time(raisedAt),
    `<b>${escape(finding.title)}</b><br><span class="small">${finding.facts
      .map(({ title, value }) => `${escape(title)}: ${value instanceof Date ? time(value) : escape(value)}`)
      .join('; ')}</span>`,
    finding.severity,
    state === 'firing' ? 'open' : `over since ${resolvedAt ? time(resolvedAt) : ''}`,
    acknowledgedBy && acknowledgedAt ? `${escape(acknowledgedBy)}, ${time(acknowledgedAt)}` : nobody(true),
    escape(outcome ?? ''),
  ];
}

function nobody(isWorthSaying: boolean): string {
  return isWorthSaying ? '<span class="small">nobody</span>' : '';
}

/** Cells are HTML already. */
function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '<p>None.</p>';
  const head = headers.map((header) => `<th scope="col">${escape(header)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function time(instant: Date): string {
  return DateTime.fromJSDate(instant, { zone: 'UTC' }).toFormat('yyyy-MM-dd HH:mm');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
