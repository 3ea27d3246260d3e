import type { SoakReport } from './run-soak.ts';

/** Whether nobody lost a reminder, saw one twice without a reason, or had a process end by itself. */
export function isPassed({ lost, doubled, unexpectedExits, promised }: SoakReport): boolean {
  return promised > 0 && lost.length + doubled.length + unexpectedExits.length === 0;
}

/** The report as lines for a terminal. */
export function writeReport(report: SoakReport): string {
  const { troubles, lateness } = report;
  const late = [...lateness].sort((a, b) => a - b);
  const at = (share: number) => ((late[Math.floor(late.length * share)] ?? 0) / 1_000).toFixed(1);
  const answers = [...troubles.answers].map(([status, count]) => `${status || 'none'}: ${count}`).join(', ');
  const rows: [name: string, value: string | number][] = [
    ['kills', troubles.kills],
    ['rounds of terminated connections', troubles.terminations],
    ['seconds without a database', (troubles.outageMs / 1_000).toFixed(0)],
    ['seconds with faults of Teams', (troubles.faultMs / 1_000).toFixed(0)],
    ['messages in bursts and hostile texts, by HTTP status', answers || 'none'],
    ['reminders promised', report.promised],
    ['lost', report.lost.length],
    ['doubled without a reason', report.doubled.length],
    ['repeated once, marked, after an answer that nobody heard', report.repeated],
    ['requests without an answer', report.unanswered],
    ['seconds late: median, 99th percentile', `${at(0.5)}, ${at(0.99)}`],
    ['seconds from the last trouble to the last reminder', report.settledAfterSeconds.toFixed(0)],
    ['processes that ended by themselves', report.unexpectedExits.length],
    ['log lines at warn and above', report.logLines],
    ['slowest end of a process, ms', report.stopMs.toFixed(0)],
  ];
  const lines = rows.map(([name, value]) => `${name.padEnd(58)} ${value}`);
  const details = [...report.lost, ...report.doubled, ...report.unexpectedExits].map(
    (detail) => `  ${detail}`,
  );
  return `${[...lines, ...details].join('\n')}\n`;
}
