import type { ComparisonBody } from '../dashboard/campaign-body.ts';
import { describeError, type Api } from './api.ts';
import { el, show } from './dom.ts';
import { inline } from './markdown.ts';

/** Draws the adviser of a comparison: what the reader ticks, and the option that it recommends. */
export function createAdviser(
  api: Api,
  { needs, names }: ComparisonBody,
  query: Record<string, string>,
): HTMLElement {
  const verdict = el('div', { role: 'status' });
  const ticked = new Set<number>();
  const wanted = () => [...ticked].sort((a, b) => a - b).join(',');

  async function advise(): Promise<void> {
    const asked = wanted();
    if (!asked) {
      show(verdict);
      return;
    }
    try {
      const { verdict: advice } = await api.get<ComparisonBody>('/api/comparison', {
        ...query,
        needs: asked,
      });
      if (asked === wanted()) show(verdict, advice && drawVerdict(advice));
    } catch (error) {
      show(verdict, el('p', { class: 'failure' }, describeError(error)));
    }
  }

  function tick(row: number, isTicked: boolean): void {
    if (isTicked) ticked.add(row);
    else ticked.delete(row);
    void advise();
  }

  return el(
    'section',
    { class: 'card wide', 'aria-labelledby': 'adviser-title' },
    el('h2', { id: 'adviser-title', class: 'card-title' }, `${names[0]} or ${names[1]}?`),
    el('p', {}, 'Select what you need. These are the features in which the two options differ.'),
    el(
      'fieldset',
      { class: 'needs' },
      el('legend', { class: 'visually-hidden' }, 'What you need'),
      needs.map((need) => drawNeed(need, tick)),
    ),
    verdict,
  );
}

function drawNeed(
  { row, title }: ComparisonBody['needs'][number],
  tick: (row: number, isTicked: boolean) => void,
): HTMLElement {
  return el(
    'label',
    { class: 'need' },
    el('input', {
      type: 'checkbox',
      class: 'tick',
      change: (event) => tick(row, (event.currentTarget as HTMLInputElement).checked),
    }),
    el('span', {}, inline(title)),
  );
}

function drawVerdict({ title, paragraphs }: NonNullable<ComparisonBody['verdict']>): HTMLElement {
  return el(
    'div',
    { class: 'verdict' },
    el('p', { class: 'verdict-title' }, title),
    paragraphs.map((paragraph) => el('p', {}, inline(paragraph))),
  );
}
