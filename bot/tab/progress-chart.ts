import type { ProgressPoint } from '../dashboard/campaign-body.ts';
import { el, svg } from './dom.ts';
import { createScale, dayNumber, px, textWidth } from './scale.ts';
import { formatDay, formatNumber, type Reader } from './format.ts';

const HEIGHT = 190;
const AXIS_SIZE = 12;
const MARGIN = { top: 14, right: 12, bottom: 26, left: 36 };
/** Rows of the table that replaces the chart for screen readers. */
const TABLE_ROWS = 12;

/** Chart of the reported servers over time, and of those that are affected or unknown. One day alone draws no line. */
export function drawProgress(
  {
    points,
    product,
    cutOff,
    today,
    width,
  }: {
    points: readonly ProgressPoint[];
    product: string;
    cutOff: string | null;
    today: string;
    width: number;
  },
  reader: Reader,
): HTMLElement {
  if (points.every(({ date }) => date === today)) {
    return el('p', { class: 'secondary' }, 'From tomorrow on, a chart shows the progress.');
  }
  const w = Math.max(240, width - 48);
  const first = points[0]?.date ?? today;
  const isAhead = cutOff !== null && cutOff > today;
  const last = isAhead ? cutOff : today;
  const from = Math.min(dayNumber(first), dayNumber(last) - 7);
  const x = createScale([from, dayNumber(last)], [MARGIN.left, w - MARGIN.right]);
  const most = roundUp(Math.max(1, ...points.map(({ reported }) => reported)));
  const y = createScale([0, most], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const steps = (value: (point: ProgressPoint) => number) =>
    stepPath(points, today, x, (point) => y(value(point)));
  const reported = steps((point) => point.reported);
  const retired = steps((point) => point.notOff);
  const base = px(y(0));
  const right = px(x(dayNumber(today)));
  const left = px(x(dayNumber(first)));
  const startLabel = formatDay(first, reader);
  const cutOffLabel = `Cut-off: ${formatDay(last, reader)}`;
  const isTooNarrow =
    textWidth(startLabel, AXIS_SIZE) + textWidth(cutOffLabel, AXIS_SIZE) + 24 >
    w - MARGIN.left - MARGIN.right;
  const endLabel = isAhead ? (isTooNarrow ? 'Cut-off' : cutOffLabel) : 'Today';
  const drawing = svg(
    'svg',
    { class: 'chart', viewBox: `0 0 ${w} ${HEIGHT}`, width: w, height: HEIGHT, 'aria-hidden': 'true' },
    [0, most / 2, most].filter(Number.isInteger).map((value) => [
      svg('line', {
        class: 'grid-line',
        x1: MARGIN.left,
        x2: w - MARGIN.right,
        y1: px(y(value)),
        y2: px(y(value)),
      }),
      svg(
        'text',
        { class: 'axis-text', x: MARGIN.left - 8, y: px(y(value) + 4), 'text-anchor': 'end' },
        formatNumber(value, reader),
      ),
    ]),
    svg('path', { class: 'area-off', d: `${reported} L${right} ${base} L${left} ${base} Z` }),
    svg('path', { class: 'area-retired', d: `${retired} L${right} ${base} L${left} ${base} Z` }),
    svg('path', { class: 'line-off', d: reported }),
    svg('path', { class: 'line-retired', d: retired }),
    isAhead &&
      svg('line', {
        class: 'line-cut-off',
        x1: px(x(dayNumber(cutOff))),
        x2: px(x(dayNumber(cutOff))),
        y1: MARGIN.top,
        y2: base,
      }),
    svg('text', { class: 'axis-text', x: MARGIN.left, y: HEIGHT - 6 }, startLabel),
    svg('text', { class: 'axis-text', x: w - MARGIN.right, y: HEIGHT - 6, 'text-anchor': 'end' }, endLabel),
  );
  return el(
    'figure',
    { class: 'drawing' },
    drawing,
    el(
      'figcaption',
      { class: 'legend' },
      el('span', { class: 'key key-off' }, `Moved off ${product}`),
      el('span', { class: 'key key-retired' }, 'Affected or unknown'),
    ),
    el('div', { class: 'visually-hidden' }, table(points, product, reader)),
  );
}

function stepPath(
  points: readonly ProgressPoint[],
  today: string,
  x: (day: number) => number,
  y: (point: ProgressPoint) => number,
): string {
  const [start, ...others] = points;
  if (!start) return '';
  const ups = others.map((point) => `H${px(x(dayNumber(point.date)))} V${px(y(point))}`);
  return `M${px(x(dayNumber(start.date)))} ${px(y(start))} ${ups.join(' ')} H${px(x(dayNumber(today)))}`;
}

/** The next round number, so that the axis has whole steps. */
function roundUp(most: number): number {
  if (most <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = [1, 2, 4, 6, 8, 10].find((candidate) => candidate * power >= most) ?? 10;
  return factor * power;
}

function table(points: readonly ProgressPoint[], product: string, reader: Reader): HTMLElement {
  const rows = points.slice(-TABLE_ROWS);
  const cell = (tag: 'td' | 'th', text: string) => el(tag, tag === 'th' ? { scope: 'col' } : {}, text);
  return el(
    'table',
    {},
    el('caption', {}, `Servers moved off ${product} over time`),
    el(
      'thead',
      {},
      el('tr', {}, cell('th', 'Day'), cell('th', 'Reported'), cell('th', 'Affected or unknown')),
    ),
    el(
      'tbody',
      {},
      rows.map(({ date, reported, notOff }) =>
        el(
          'tr',
          {},
          cell('td', formatDay(date, reader)),
          cell('td', formatNumber(reported, reader)),
          cell('td', formatNumber(notOff, reader)),
        ),
      ),
    ),
  );
}
