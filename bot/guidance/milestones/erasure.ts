import type { Statement } from './read-statements.ts';
import { startOf } from './text.ts';

const ERASES = /\b(?:eras|delet|purg|destroy|wip)(?:e[sd]?|s|ed|ing)?\b/i;
/** What a product ran on, and what stays for its former users. */
const INFRASTRUCTURE = /\b(?:infrastructure|data ?cent(?:er|re)s?|hardware|racks|archive sites?|forums?)\b/i;
const STOPS =
  /\b(?:retir|shut|switch|turn|discontinu|stop|clos|sunset|decommission|block|fail|end|unavailable|no longer)\w*\b|n['’]t\b/i;

/**
 * Makes the day on which something is erased, or what it ran on is taken down, a step, not the cut-off, where use stopped
 * before. Changes no statement.
 */
export function withoutErasures(statements: readonly Statement[]): Statement[] {
  const ends = statements.filter(({ kind }) => kind === 'cut-off');
  const stops = ends.filter(
    (end) => end.scope === null && end.certainty === 'stated' && !end.isOutranked && !isErasure(end),
  );
  const days = new Set(stops.map(({ date }) => date));
  const first = [...days].sort()[0];
  const isStep = (end: Statement): boolean =>
    isErasure(end) && !days.has(end.date) && first !== undefined && first < end.date;
  const steps = new Set(ends.filter((end) => isStep(end)));
  return statements.map((statement) => (steps.has(statement) ? { ...statement, kind: 'other' } : statement));
}

function isErasure({ text }: Statement): boolean {
  const plain = startOf(text);
  return INFRASTRUCTURE.test(plain) || (ERASES.test(plain) && !STOPS.test(plain));
}
