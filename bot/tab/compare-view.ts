import type { ComparisonBody } from '../dashboard/campaign-body.ts';
import { createAdviser } from './adviser.ts';
import { ApiError, describeError } from './api.ts';
import { createComparisonTable } from './comparison-table.ts';
import { el, show, type Child } from './dom.ts';
import { renderEmptyState } from './messages.ts';
import type { ViewContext, View } from './view.ts';

/** The adviser, which recommends an option by what the reader needs, and the comparison table. */
export function createCompareView({ api }: ViewContext): View {
  const element = el(
    'div',
    { class: 'stack' },
    card(el('p', { class: 'secondary' }, 'Loading the comparison…')),
  );
  const drawTable = createComparisonTable();
  /** The notice that was asked for last; null before that, or if asking failed. */
  let requested: string | null = null;

  async function load(notice: string): Promise<void> {
    requested = notice;
    try {
      const own = await read({ notice });
      const comparison = own ?? (await read({}));
      if (requested === notice) draw(comparison, own ? { notice } : {});
    } catch (error) {
      requested = null;
      show(
        element,
        card(renderEmptyState('Couldn’t load the comparison', el('p', {}, describeError(error)))),
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

  /** @param query names the notice, unless the comparison is that of another one */
  function draw(comparison: ComparisonBody | null, query: { notice?: string }): void {
    if (!comparison) {
      show(element, card(renderEmptyState('No notice compares anything')));
      return;
    }
    const { article } = comparison.source;
    show(
      element,
      el('h1', { class: 'visually-hidden' }, 'Compare'),
      !query.notice && el('p', {}, `This notice has no comparison. The one below is from “${article}”.`),
      createAdviser(api, comparison, query),
      drawTable(comparison),
    );
  }

  return {
    element,
    update({ notice }) {
      if (requested !== notice.id) void load(notice.id);
    },
  };
}

function card(...children: Child[]): HTMLElement {
  return el('div', { class: 'card wide' }, children);
}
