import { differs } from '../comparison.ts';
import type { Intent, NeedWords } from '../guidance-map.ts';
import type { Phrases } from './phrases.ts';
import type { Reporter } from './problem.ts';

/**
 * Checks the needs in `phrases.yaml` against the rows of the comparison. Reports an error for a row that the table
 * doesn't have, or that is the same in every column: such a row decides nothing, and the document may have changed.
 * Without a comparison there are none.
 */
export function compileNeeds(
  needs: Phrases['needs'],
  intents: readonly Intent[],
  report: Reporter,
): NeedWords[] {
  const table = intents.find(({ id }) => id === 'compare')?.guidance.table;
  if (!table) {
    const [first] = needs;
    if (first) report.warn(first.line, 'the needs are left out, because the documents have no comparison');
    return [];
  }
  const { rows } = table;
  return needs.map(({ row: name, words, line }) => {
    const row = rows.find(([first]) => first === name);
    if (!row) report.error(line, `the comparison has no row "${name}": copy the first cell of a row`);
    else if (!differs(row))
      report.error(line, `the row "${name}" is the same in every column, so it decides nothing: remove it`);
    return { row: name, words };
  });
}
