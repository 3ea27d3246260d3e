import type { ComparisonBody } from '../dashboard/campaign-body.ts';
import { el, show, type Child } from './dom.ts';
import { externalLink, inline } from './markdown.ts';

/** Draws comparisons as tables: of all of them, the reader chooses whether to see the differences only. */
export function createComparisonTable(): (comparison: ComparisonBody) => HTMLElement {
  let onlyDifferences = true;

  function drawTable(comparison: ComparisonBody): HTMLElement {
    const { names, rows, source } = comparison;
    const card = el('section', { class: 'card wide', 'aria-labelledby': 'comparison-title' });
    const shown = rows.filter(({ differs }) => differs || !onlyDifferences);
    const toggle = () => {
      onlyDifferences = !onlyDifferences;
      const redrawn = drawTable(comparison);
      card.replaceWith(redrawn);
      redrawn.querySelector<HTMLElement>('[data-key="all-rows"]')?.focus();
    };
    show(
      card,
      el(
        'div',
        { class: 'toolbar' },
        el('h2', { id: 'comparison-title', class: 'card-title' }, 'Comparison'),
        el(
          'fluent-button',
          { role: 'button', size: 'small', appearance: 'outline', 'data-key': 'all-rows', click: toggle },
          onlyDifferences ? `Show all ${rows.length} rows` : 'Show differences only',
        ),
      ),
      el(
        'table',
        { class: 'table comparison' },
        el('caption', { class: 'visually-hidden' }, `${names[0]} and ${names[1]} by feature`),
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            ['Feature', ...names].map((head) => el('th', { scope: 'col' }, head)),
          ),
        ),
        el(
          'tbody',
          {},
          shown.map(({ name, cells }) =>
            el(
              'tr',
              {},
              el('th', { scope: 'row' }, inline(name)),
              cells.map((cell) => el('td', {}, drawCell(cell))),
            ),
          ),
        ),
      ),
      el(
        'p',
        { class: 'secondary' },
        'Source: ',
        externalLink(source.url, `${source.article}, ${source.heading}`),
      ),
    );
    return card;
  }

  return drawTable;
}

/** Colours yes and no. */
function drawCell(cell: string): Child[] {
  if (cell.startsWith('✔')) return [el('span', { class: 'yes' }, cell)];
  if (cell.startsWith('✖')) return [el('span', { class: 'no' }, cell)];
  return inline(cell);
}
