import type { ComparisonBody } from '../dashboard/campaign-body.ts';
import { tellFailure } from './api.ts';
import { el, show, type Child } from './dom.ts';
import { externalLink, inline } from './markdown.ts';
import { tellNothing } from './messages.ts';
import type { Surroundings, View } from './view.ts';

/** The comparison, and the adviser: what somebody needs decides between the two. */
export function createCompareView({ api }: Surroundings): View {
  const element = el(
    'div',
    { class: 'stack' },
    el('div', { class: 'card wide' }, el('p', { class: 'quiet' }, 'The comparison is loading.')),
  );
  const verdict = el('div', { role: 'status' });
  const chosen = new Set<number>();
  let onlyDifferences = true;
  let isAsked = false;

  async function load(): Promise<void> {
    isAsked = true;
    try {
      const comparison = await api.get<ComparisonBody>('/api/comparison');
      show(element, el('h1', { class: 'unseen' }, 'Compare'), drawAdviser(comparison), drawTable(comparison));
    } catch (error) {
      isAsked = false;
      show(
        element,
        el(
          'div',
          { class: 'card wide' },
          tellNothing('The comparison cannot be shown', el('p', {}, tellFailure(error))),
        ),
      );
    }
  }

  async function advise(): Promise<void> {
    if (chosen.size === 0) {
      show(verdict);
      return;
    }
    const needs = [...chosen].sort((a, b) => a - b).join(',');
    try {
      const { verdict: said } = await api.get<ComparisonBody>('/api/comparison', { needs });
      if (needs !== [...chosen].sort((a, b) => a - b).join(',')) return;
      show(verdict, said && drawVerdict(said));
    } catch (error) {
      show(verdict, el('p', { class: 'failure' }, tellFailure(error)));
    }
  }

  function drawAdviser({ needs, names }: ComparisonBody): Child {
    return el(
      'section',
      { class: 'card wide', 'aria-labelledby': 'adviser-title' },
      el('h2', { id: 'adviser-title', class: 'card-title' }, `${names[0]} or ${names[1]}?`),
      el('p', {}, 'Tick what you cannot do without. These are the features in which the two differ.'),
      el(
        'fieldset',
        { class: 'needs' },
        el('legend', { class: 'unseen' }, 'What you need'),
        needs.map(({ row, title }) =>
          el(
            'label',
            { class: 'need' },
            el('input', {
              type: 'checkbox',
              class: 'tick',
              change(event) {
                if ((event.currentTarget as HTMLInputElement).checked) chosen.add(row);
                else chosen.delete(row);
                void advise();
              },
            }),
            el('span', {}, inline(title)),
          ),
        ),
      ),
      verdict,
    );
  }

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
        el('h2', { id: 'comparison-title', class: 'card-title' }, 'The comparison'),
        el(
          'fluent-button',
          { role: 'button', size: 'small', appearance: 'outline', 'data-key': 'all-rows', click: toggle },
          onlyDifferences ? `All ${rows.length} rows` : 'Only what differs',
        ),
      ),
      el(
        'table',
        { class: 'table comparison' },
        el('caption', { class: 'unseen' }, `${names[0]} and ${names[1]} by feature`),
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
        { class: 'quiet' },
        'Source: ',
        externalLink(source.url, `${source.article}, ${source.heading}`),
      ),
    );
    return card;
  }

  return {
    element,
    update() {
      if (!isAsked) void load();
    },
  };
}

function drawVerdict({ title, paragraphs }: NonNullable<ComparisonBody['verdict']>): HTMLElement {
  return el(
    'div',
    { class: 'verdict' },
    el('p', { class: 'verdict-title' }, title),
    paragraphs.map((paragraph) => el('p', {}, inline(paragraph))),
  );
}

/** Yes and no are marked by colour as well as by their words. */
function drawCell(cell: string): Child[] {
  if (cell.startsWith('✔')) return [el('span', { class: 'yes' }, cell)];
  if (cell.startsWith('✖')) return [el('span', { class: 'no' }, cell)];
  return inline(cell);
}
