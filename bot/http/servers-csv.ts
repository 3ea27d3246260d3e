import type { JudgedServer } from '../servers/judge-server.ts';

const COLUMNS = [
  'name',
  'observed',
  'version',
  'role',
  'state',
  'reporter',
  'verdict now',
  'origin',
  'confirmed by',
  'authentication',
];

/** Every report of every server as CSV (RFC 4180), one line each, a server's newest report first. */
export function writeServersCsv(servers: readonly JudgedServer[]): string {
  const lines = servers.flatMap(({ server, verdict }) =>
    server.reports.map((report, i) => [
      server.name,
      report.observedAt.toISOString(),
      report.version ?? '',
      report.role ?? '',
      report.state ?? '',
      report.reporter,
      i === 0 ? (verdict?.kind ?? '') : '',
      report.origin,
      report.confirmedBy ?? '',
      report.authentication ?? '',
    ]),
  );
  return [COLUMNS, ...lines].map((cells) => `${cells.map(toCell).join(',')}\r\n`).join('');
}

/** Quotes where needed, and keeps spreadsheets from running a cell as a formula. */
function toCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
