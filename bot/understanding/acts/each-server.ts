import type { SpokenReport } from './read-reports.ts';
import { writeReport } from './write-report.ts';

const PATTERN = /^each of (\d{1,6}) servers (.+)$/;

/** Stands for a server's name in a plain form. */
const NAME = 'SYNC01';

/** The line that says the same of every server in use, with the length of the list that it is said of: nobody types it. */
export function writeForEach(count: number, report: SpokenReport): string {
  return `each of ${count} servers${writeReport({ ...report, name: NAME }).slice(NAME.length)}`;
}

/** The length of the list in such a line, and the plain form for one server; null for any other line. */
export function readForEach(line: string): { count: number; line: string } | null {
  const [, count, said] = PATTERN.exec(line) ?? [];
  return said === undefined ? null : { count: Number(count), line: `${NAME} ${said}` };
}
