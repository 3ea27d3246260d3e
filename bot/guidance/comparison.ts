import type { Table } from './guidance-map.ts';

const YES = /^[●✓✔]$/u;
/** A cell of a worded comparison; any other cell is a sentence: what one does instead, or under which condition. */
export const YES_WORD = '✔ Yes';
export const NO_WORD = '✖ No';

/** True for a table of features: most cells after the first column are a mark or empty, and not all are empty. */
export function isComparison({ headers, rows }: Table): boolean {
  if (headers.length < 3) return false;
  const cells = rows.flatMap((row) => row.slice(1));
  const marks = cells.filter((cell) => YES.test(cell)).length;
  const empty = cells.filter((cell) => cell === '').length;
  return marks > 0 && marks + empty > cells.length / 2;
}

/** A comparison with yes and no as words instead of marks and gaps; any other table as it is. */
export function wordTable(table: Table): Table {
  if (!isComparison(table)) return table;
  return { ...table, rows: table.rows.map(([name = '', ...cells]) => [name, ...cells.map(yesOrNo)]) };
}

/** True for a row whose cells after the first are not all alike. */
export function differs([, first, ...others]: readonly string[]): boolean {
  return others.some((cell) => cell !== first);
}

function yesOrNo(cell: string): string {
  if (cell === '') return NO_WORD;
  return YES.test(cell) ? YES_WORD : cell;
}

/** What a worded comparison says about some of its rows, a sentence for each of the things compared; of one row its cells. */
export function judgeRows({ headers, rows }: Table): string[] {
  const [first = []] = rows;
  if (rows.length === 1) return headers.slice(1).map((header, i) => `**${header}**: ${first[i + 1] ?? ''}`);
  return headers.slice(1).map((header, i) => {
    const cells = rows.map(([name = '', ...others]) => ({ name, cell: others[i] ?? '' }));
    const lacking = cells.filter(({ cell }) => cell === NO_WORD).map(({ name }) => name);
    const others = cells.filter(({ cell }) => cell !== NO_WORD && cell !== YES_WORD);
    const verdicts = [
      ...(lacking.length > 0 ? [`lacks ${lacking.join('; ')}`] : []),
      ...others.map(({ name, cell }) => `${name}: ${cell}`),
    ];
    return `**${header}**: ${verdicts.join('. ') || 'yes'}.`;
  });
}
