import type { OffsetBody } from '../dashboard/campaign-body.ts';
import { svg, type Child } from './dom.ts';
import { createScale, dayNumber, px, textWidth } from './scale.ts';
import { formatDay, type Reader } from './format.ts';

export const SCHEDULE_HEIGHT = 118;
const SIDE = 20;
const RADIUS = { wide: 11, dense: 8 };
const DENSE_BELOW = 500;

/** The reminder schedule: one step for each offset, evenly spaced because the last ones are only days apart. */
export function drawSchedule(
  {
    offsets,
    cutOff,
    today,
    top,
    width,
  }: { offsets: readonly OffsetBody[]; cutOff: string | null; today: string; top: number; width: number },
  reader: Reader,
): Child {
  if (!cutOff || offsets.length === 0) return null;
  const isDense = width < DENSE_BELOW;
  const radius = isDense ? RADIUS.dense : RADIUS.wide;
  const inset = isDense ? 14 : SIDE + 22;
  const x = createScale([0, offsets.length - 1], [inset, width - inset]);
  const y = top + 46;
  const left = dayNumber(cutOff) - dayNumber(today);
  const next = offsets.findIndex(({ state }) => state === 'upcoming');
  return svg(
    'g',
    { class: 'schedule' },
    svg('line', { class: 'step-line', x1: px(x(0)), x2: px(x(offsets.length - 1)), y1: y, y2: y }),
    drawNow(offsets, left, x, y - radius),
    offsets.map((offset, i) => drawStep(offset, { x: x(i), y, radius, isNext: i === next })),
    drawCaption(offsets[next], next, { x, y: y + 60, width }, reader),
  );
}

function drawStep(
  { offset, state }: OffsetBody,
  { x, y, radius, isNext }: { x: number; y: number; radius: number; isNext: boolean },
): Child {
  return svg(
    'g',
    { class: `step ${state}${isNext ? ' next' : ''}` },
    svg('circle', { class: 'step-node', cx: px(x), cy: y, r: radius }),
    drawMark(state, x, y),
    svg(
      'text',
      { class: 'step-text', x: px(x), y: y + 32, 'text-anchor': 'middle' },
      offset === 0 ? '0' : String(offset).replace('-', '+'),
    ),
  );
}

/** A mark for each state, so that states differ not only by colour. */
function drawMark(state: OffsetBody['state'], x: number, y: number): Child {
  const at = (dx: number, dy: number) => `${px(x + dx)} ${px(y + dy)}`;
  switch (state) {
    case 'sent':
      return svg('path', { class: 'mark', d: `M${at(-4.5, 0)} L${at(-1, 3.5)} L${at(5, -3.5)}` });
    case 'failed':
      return svg('path', { class: 'mark', d: `M${at(-4, -4)} L${at(4, 4)} M${at(4, -4)} L${at(-4, 4)}` });
    case 'skipped':
      return svg('path', { class: 'mark', d: `M${at(-4.5, 0)} L${at(4.5, 0)}` });
    case 'waiting':
      return svg('circle', { class: 'mark-dot', cx: px(x), cy: y, r: 4 });
    case 'upcoming':
    case 'none':
      return null;
  }
}

/** Marks today between the steps. */
function drawNow(offsets: readonly OffsetBody[], left: number, x: (i: number) => number, y: number): Child {
  const after = offsets.findIndex(({ offset }) => offset < left);
  const before = offsets[after - 1];
  const behind = offsets[after];
  if (!before || !behind) return null;
  const at = x(after - 1 + (before.offset - left) / (before.offset - behind.offset));
  const [tip, base] = [y - 6, y - 14];
  return svg('polygon', {
    class: 'now',
    points: `${px(at)},${tip} ${px(at - 6)},${base} ${px(at + 6)},${base}`,
  });
}

function drawCaption(
  next: OffsetBody | undefined,
  index: number,
  { x, y, width }: { x: (i: number) => number; y: number; width: number },
  reader: Reader,
): Child {
  const text = next?.dueAt ? `Next reminder: ${formatDay(next.dueAt, reader)}` : 'Days before the cut-off';
  const half = textWidth(text, 12) / 2;
  const centre = next ? Math.min(width - SIDE - half, Math.max(half, x(index))) : width / 2;
  return svg(
    'text',
    { class: next ? 'label-text next-text' : 'label-text', x: px(centre), y, 'text-anchor': 'middle' },
    text,
  );
}
