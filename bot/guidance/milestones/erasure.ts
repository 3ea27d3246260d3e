import type { Statement } from './read-statements.ts';
import { startOf } from './text.ts';

const ERASES = /\b(?:eras|delet|purg|destroy|wip)(?:e[sd]?|s|ed|ing)?\b/i;
const STOPS =
  /\b(?:retir|shut|switch|turn|discontinu|stop|clos|sunset|decommission|block|fail|end|unavailable|no longer)\w*\b|n['’]t\b/i;

/**
 * Makes the day on which something is erased a step, not the cut-off, where use stopped before. Changes no statement.
 */
export function withoutErasures(statements: readonly Statement[]): Statement[] {
  const ends = statements.filter(
    ({ kind, scope, certainty, isOutranked }) =>
      kind === 'cut-off' && scope === null && certainty === 'stated' && !isOutranked,
  );
  const stops = ends.filter(({ text }) => !ERASES.test(startOf(text)) || STOPS.test(startOf(text)));
  const days = new Set(stops.map(({ date }) => date));
  const first = [...days].sort()[0];
  const erasures = new Set(ends.filter(({ date }) => !days.has(date) && first !== undefined && first < date));
  return statements.map((statement) =>
    erasures.has(statement) ? { ...statement, kind: 'other' } : statement,
  );
}
