import type { ComparisonBody } from '../dashboard/campaign-body.ts';
import { ApiError, describeError } from './api.ts';
import { createComparisonTable } from './comparison-table.ts';
import { el, show, type Child } from './dom.ts';
import { inline } from './markdown.ts';
import { renderEmptyState } from './messages.ts';
import type { ViewContext, View } from './view.ts';

/** The adviser, which recommends an option by what the reader needs, and the comparison table. */
export function createCompareView({ api }: ViewContext): View {
  const element = el(
    'div',
    { class: 'stack' },
    el('div', { class: 'card wide' }, el('p', { class: 'secondary' }, 'Loading the comparison…')),
  );
  const verdict = el('div', { role: 'status' });
  const chosen = new Set<number>();
  const drawTable = createComparisonTable();
  /** The notice that was asked for last; null before that, or if asking failed. */
  let requested: string | null = null;
  /** Of the notice whose comparison is shown. */
  let query: Record<string, string> = {};

  async function load(notice: string): Promise<void> {
    requested = notice;
    chosen.clear();
    show(verdict);
    try {
      const own = await read({ notice });
      const comparison = own ?? (await read({}));
      if (requested !== notice) return;
      query = own ? { notice } : {};
      if (!comparison) {
        show(element, el('div', { class: 'card wide' }, renderEmptyState('No notice compares anything')));
        return;
      }
      show(
        element,
        el('h1', { class: 'visually-hidden' }, 'Compare'),
        !own &&
          el('p', {}, `This notice has no comparison. The one below is from “${comparison.source.article}”.`),
        drawAdviser(comparison),
        drawTable(comparison),
      );
    } catch (error) {
      requested = null;
      show(
        element,
        el(
          'div',
          { class: 'card wide' },
          renderEmptyState('Couldn’t load the comparison', el('p', {}, describeError(error))),
        ),
      );
    }
  }

  /** Null if the notice compares nothing. */
  function read(of: Record<string, string>): Promise<ComparisonBody | null> {
    return api.get<ComparisonBody>('/api/comparison', of).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    });
  }

  async function advise(): Promise<void> {
    if (chosen.size === 0) {
      show(verdict);
      return;
    }
    const needs = [...chosen].sort((a, b) => a - b).join(',');
    try {
      const { verdict: advice } = await api.get<ComparisonBody>('/api/comparison', { ...query, needs });
      if (needs !== [...chosen].sort((a, b) => a - b).join(',')) return;
      show(verdict, advice && drawVerdict(advice));
    } catch (error) {
      show(verdict, el('p', { class: 'failure' }, describeError(error)));
    }
  }

  function drawAdviser({ needs, names }: ComparisonBody): Child {
    return el(
      'section',
      { class: 'card wide', 'aria-labelledby': 'adviser-title' },
      el('h2', { id: 'adviser-title', class: 'card-title' }, `${names[0]} or ${names[1]}?`),
      el('p', {}, 'Select what you need. These are the features in which the two options differ.'),
      el(
        'fieldset',
        { class: 'needs' },
        el('legend', { class: 'visually-hidden' }, 'What you need'),
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

  return {
    element,
    update({ notice }) {
      if (requested !== notice.id) void load(notice.id);
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
