import { sourceOf, type AnswerSource } from './answer.ts';
import { differs, isComparison, NO_WORD, wordTable, YES_WORD } from './comparison.ts';
import type { Guide } from './guide.ts';
import type { Link } from './guidance-map.ts';

/** A row of the comparison that can decide between the two things compared. */
export interface Need {
  /** Index in the comparison's rows. */
  row: number;
  /** The feature as the document names it, in Markdown. */
  name: string;
  /** The need in the reader's words, in Markdown; the name where the notice has none. */
  title: string;
  /** What both offer, in words: yes, no, or the document's sentence. */
  cells: [string, string];
  /** Null when neither lacks it, but one of them has a condition. */
  lackedBy: 'first' | 'second' | null;
}

/** What the comparison says to somebody's needs. */
export interface Verdict {
  /** The one that has everything; `either` also when nothing was chosen, `conflict` when each lacks something. */
  kind: 'either' | 'first' | 'second' | 'conflict';
  title: string;
  /** Card-safe Markdown: the rows that decide, by name. */
  paragraphs: string[];
  /** What was chosen, in the document's order. */
  rows: Need[];
  /** The comparison's. */
  source: AnswerSource;
}

/** The names of the two things compared, as the comparison's headers write them; null without a comparison of two. */
export function comparedIn(guide: Guide): [string, string] | null {
  const table = guide.entries.get('compare')?.intent.guidance.table;
  if (!table || table.headers.length !== 3 || !isComparison(table)) return null;
  const [, first = '', second = ''] = table.headers;
  return [first, second];
}

/** The rows in which the two differ, in the document's order; none without a comparison of two. */
export function needsOf(guide: Guide): Need[] {
  const table = guide.entries.get('compare')?.intent.guidance.table;
  if (!table || !comparedIn(guide)) return [];
  return wordTable(table).rows.flatMap((cells, row) => {
    const [name = '', first = '', second = ''] = cells;
    if (!differs(cells)) return [];
    const lackedBy = first === NO_WORD ? 'first' : second === NO_WORD ? 'second' : null;
    const title = guide.notice.needs?.find((need) => need.row === name)?.words ?? name;
    return [{ row, name, title, cells: [first, second], lackedBy }];
  });
}

/** Where the announcement sends those whose question goes further; null when it names nothing. */
export function wizardOf(guide: Guide): Link | null {
  return guide.entries.get('evaluate-wizard')?.intent.guidance.links[0] ?? null;
}

/**
 * Which of the two has what is needed. `chosen` are indexes of the comparison's rows; whatever is no index of
 * a need is left out. Null without a comparison of two.
 */
export function advise(guide: Guide, chosen: readonly number[]): Verdict | null {
  const entry = guide.entries.get('compare');
  const names = comparedIn(guide);
  if (!entry || !names) return null;
  const rows = needsOf(guide).filter(({ row }) => chosen.includes(row));
  const kind = kindOf(rows);
  const wizard = wizardOf(guide);
  return {
    kind,
    title: titleOf(kind, rows, names),
    paragraphs: [
      ...explain(rows, names),
      ...(wizard
        ? [`This verdict uses only the comparison. For everything else, see [${wizard.text}](${wizard.url}).`]
        : []),
    ],
    rows,
    source: sourceOf(guide, entry),
  };
}

function kindOf(rows: readonly Need[]): Verdict['kind'] {
  const firstLacks = rows.some(({ lackedBy }) => lackedBy === 'first');
  const secondLacks = rows.some(({ lackedBy }) => lackedBy === 'second');
  if (firstLacks && secondLacks) return 'conflict';
  if (secondLacks) return 'first';
  return firstLacks ? 'second' : 'either';
}

function titleOf(kind: Verdict['kind'], rows: readonly Need[], [first, second]: [string, string]): string {
  switch (kind) {
    case 'first':
      return `${first} has what you need`;
    case 'second':
      return `${second} has what you need`;
    case 'either':
      return rows.length > 0 ? 'Neither lacks anything you need' : 'Nothing is selected';
    case 'conflict': {
      const lacking = rows.filter(({ lackedBy }) => lackedBy === 'second').length;
      return `${second}, except for ${lacking} of your ${rows.length} needs`;
    }
  }
}

/** The rows that decide, by what lacks them, and those about which the comparison says neither yes nor no. */
function explain(rows: readonly Need[], [first, second]: [string, string]): string[] {
  if (rows.length === 0) {
    return [`Select what you need. Features that aren’t listed are the same in ${first} and ${second}.`];
  }
  const list = (caption: string, needs: readonly Need[]) =>
    needs.length > 0 ? [`${caption}: ${needs.map(({ title }) => title).join('; ')}.`] : [];
  const lackedBy = (which: Need['lackedBy']) => rows.filter((need) => need.lackedBy === which);
  const conditional = (column: 0 | 1) =>
    rows.filter(({ cells }) => cells[column] !== YES_WORD && cells[column] !== NO_WORD);
  return [
    ...list(`**${second}** lacks`, lackedBy('second')),
    ...list(`**${first}** lacks`, lackedBy('first')),
    ...list(`**${second}** has conditions for`, conditional(1)),
    ...list(`**${first}** has conditions for`, conditional(0)),
  ];
}
