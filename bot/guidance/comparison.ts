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

/**
 * What a worded comparison says about some of its rows, in sentences: of a single row first yes or no for the thing compared
 * in the column `asked`, where its cell is one of the two.
 */
export function judgeRows({ headers, rows }: Table, asked: number | null = null): string[] {
  const things = headers.slice(1);
  const [[name = '', ...cells] = []] = rows;
  if (rows.length > 1) return [rows.map((row) => `- ${describeRow(things, row)}`).join('\n')];
  const verdict = asked === null ? null : sayYesOrNo(cells, asked - 1);
  const own = asked === null ? null : `**${things[asked - 1] ?? ''}**`;
  if (verdict === null || own === null) return [describeRow(things, [name, ...cells])];
  const having = things.filter((_, i) => cells[i] === YES_WORD);
  const others = having.filter((thing) => `**${thing}**` !== own);
  if (verdict === 'No') {
    return [
      `**No**: **${name}** is ${others.length === 0 ? 'in none of them' : `only in ${others.join(' and ')}`}, not in ${own}.`,
    ];
  }
  return [
    `**Yes**: **${name}** is in ${others.length === 0 ? `${own} only` : `both ${own} and ${others.join(' and ')}`}.`,
  ];
}

/** Whether something that is compared lacks one of the features. */
export function isMissing({ rows }: Table): boolean {
  return rows.some((row) => row.slice(1).some((cell) => cell !== YES_WORD));
}

/** A thing whose cell is a sentence has neither yes nor no. */
function sayYesOrNo(cells: readonly string[], index: number): 'Yes' | 'No' | null {
  return cells[index] === YES_WORD ? 'Yes' : cells[index] === NO_WORD ? 'No' : null;
}

/** `**Device writeback**: Connect sync: ✔ Yes; Cloud sync: Instead, set up Cloud Kerberos trust.` */
function describeRow(things: readonly string[], [name = '', ...cells]: readonly string[]): string {
  return `**${name}**: ${things.map((thing, i) => `${thing}: ${cells[i] ?? ''}`).join('; ')}.`;
}
