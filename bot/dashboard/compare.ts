import { advise, comparedIn, needsOf } from '../guidance/adviser.ts';
import { sourceOf } from '../guidance/answer.ts';
import { differs, wordTable } from '../guidance/comparison.ts';
import type { Guide } from '../guidance/guide.ts';
import type { ComparisonBody } from './campaign-body.ts';

/** The comparison, with the adviser's verdict if `needs` (row indexes) are given. Null if the notice compares nothing. */
export function compare(guide: Guide, needs: readonly number[]): ComparisonBody | null {
  const entry = guide.entries.get('compare');
  const table = entry?.intent.guidance.table;
  const names = comparedIn(guide);
  if (!entry || !table || !names) return null;
  const verdict = needs.length > 0 ? advise(guide, needs) : null;
  const { article, heading, url } = sourceOf(guide, entry);
  return {
    names,
    rows: wordTable(table).rows.map((cells) => {
      const [name = '', first = '', second = ''] = cells;
      return { name, cells: [first, second], differs: differs(cells) };
    }),
    needs: needsOf(guide).map(({ row, title }) => ({ row, title })),
    verdict: verdict && {
      kind: verdict.kind,
      title: verdict.title,
      paragraphs: verdict.paragraphs,
      rows: verdict.rows.map(({ row }) => row),
    },
    source: { article, heading, url },
  };
}
