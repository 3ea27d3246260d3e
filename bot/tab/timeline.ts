import type { MilestoneBody, OffsetBody } from '../dashboard/campaign-body.ts';
import { el, svg, type Child } from './dom.ts';
import { drawSchedule, SCHEDULE_HEIGHT } from './schedule-drawing.ts';
import { createScale, dayNumber, fitText, px, textWidth, wrapText } from './scale.ts';
import { formatCount, formatDay, type Reader } from './format.ts';

/** Below this width in pixels the timeline is vertical. */
const WIDE_FROM = 620;
const SIDE = 20;
const AXIS_Y = 104;
const ROW = 66;
const LINE = 18;
const LEVEL = 44;
const TITLE_SIZE = 14;
/** Of a label across; a longer title is cut, and stands in full in the text for screen readers. */
const MAX_TITLE_WIDTH = 260;

/** The states of a reminder, in the order of the legend, which has those that occur. */
const STATES = [
  ['sent', 'Sent'],
  ['failed', 'Failed'],
  ['skipped', 'Skipped'],
  ['waiting', 'Being sent'],
  ['upcoming', 'Upcoming'],
  ['none', 'Not scheduled'],
] as const;

export interface TimelineData {
  milestones: readonly MilestoneBody[];
  offsets: readonly OffsetBody[];
  cutOff: string | null;
  /** `YYYY-MM-DD` */
  today: string;
  /** Of the card, in CSS pixels. */
  width: number;
}

/** The notice's milestones over the years, and below them the reminder schedule of the last year. */
export function drawTimeline(data: TimelineData, reader: Reader): HTMLElement {
  const width = Math.max(260, data.width - 48);
  const drawing = width >= WIDE_FROM ? drawAcross(data, width, reader) : drawDown(data, width, reader);
  return el(
    'figure',
    { class: 'drawing' },
    drawing,
    el(
      'figcaption',
      { class: 'legend' },
      STATES.filter(([state]) => data.offsets.some((offset) => offset.state === state)).map(([state, name]) =>
        el('span', { class: `key key-${state}` }, name),
      ),
    ),
    describeTimeline(data, reader),
  );
}

function drawAcross({ milestones, offsets, cutOff, today }: TimelineData, w: number, reader: Reader) {
  const days = [...milestones.map(({ date }) => dayNumber(date)), dayNumber(today)];
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const x = createScale([from, to], [SIDE + 80, w - SIDE - 80]);
  const now = x(dayNumber(today));
  const scheduleTop = AXIS_Y + 84;
  const labels = labelled(milestones, x, w);
  const top = labels.some(({ level }) => level > 0) ? 0 : LEVEL;
  const height = scheduleTop + SCHEDULE_HEIGHT - top;
  return svg(
    'svg',
    { class: 'timeline', viewBox: `0 ${top} ${w} ${height}`, width: w, height, 'aria-hidden': 'true' },
    funnel(cutOff, x, [AXIS_Y + 10, scheduleTop + 10], w),
    svg('line', { class: 'axis', x1: SIDE, x2: w - SIDE, y1: AXIS_Y, y2: AXIS_Y }),
    svg('line', { class: 'axis-past', x1: SIDE, x2: px(now), y1: AXIS_Y, y2: AXIS_Y }),
    yearMarks(from, to, x),
    labels.map((label) => drawMilestone(label)),
    drawToday(now, today, reader),
    drawSchedule({ offsets, cutOff, today, top: scheduleTop, width: w }, reader),
  );
}

/** Shows that the schedule magnifies the last year before the cut-off. */
function funnel(
  cutOff: string | null,
  x: (day: number) => number,
  [top, bottom]: [number, number],
  w: number,
): Child {
  if (!cutOff) return null;
  const end = x(dayNumber(cutOff));
  const start = Math.max(SIDE, x(dayNumber(cutOff) - 365));
  const points = [
    [start, top],
    [end, top],
    [w - SIDE, bottom],
    [SIDE, bottom],
  ];
  return svg('polygon', {
    class: 'funnel',
    points: points.map((point) => point.map(px).join(',')).join(' '),
  });
}

function yearMarks(from: number, to: number, x: (day: number) => number): Child[] {
  const yearOf = (day: number) => new Date(day * 86_400_000).getUTCFullYear();
  const years = Array.from({ length: yearOf(to) - yearOf(from) }, (_, i) => yearOf(from) + 1 + i);
  return years.map((year) => {
    const at = px(x(dayNumber(`${year}-01-01`)));
    return [
      svg('line', { class: 'year-mark', x1: at, x2: at, y1: AXIS_Y - 5, y2: AXIS_Y + 5 }),
      svg('text', { class: 'axis-text', x: at, y: AXIS_Y + 22, 'text-anchor': 'middle' }, String(year)),
    ];
  });
}

/** A milestone at a place on the axis, with its title and the middle of its label. */
interface Label {
  milestone: MilestoneBody;
  at: number;
  title: string;
  middle: number;
  level: number;
}

/** Keeps labels inside the drawing, and raises one by a level if it would overlap the one before. */
function labelled(milestones: readonly MilestoneBody[], x: (day: number) => number, w: number): Label[] {
  const ends = [-Infinity, -Infinity];
  return milestones.map((milestone) => {
    const at = x(dayNumber(milestone.date));
    const title = fitText(milestone.title, TITLE_SIZE, MAX_TITLE_WIDTH);
    const half =
      Math.max(textWidth(title, TITLE_SIZE), textWidth(`${milestone.day} · ${milestone.away}`, 12)) / 2;
    const middle = Math.min(Math.max(at, half), w - half);
    const level = middle - half > (ends[0] ?? 0) + 12 ? 0 : 1;
    ends[level] = middle + half;
    return { milestone, at, title, middle, level };
  });
}

function drawMilestone({ milestone: { day, away, kind, isPast }, at, title, middle, level }: Label): Child {
  const y = AXIS_Y - 44 - level * LEVEL;
  const style = `milestone ${kind} ${isPast ? 'past' : 'ahead'}`;
  return svg(
    'g',
    { class: style },
    svg('line', { class: 'stem', x1: px(at), x2: px(at), y1: y + 22, y2: AXIS_Y }),
    drawNode(kind, at, AXIS_Y),
    svg('text', { class: 'label-title', x: px(middle), y, 'text-anchor': 'middle' }, title),
    svg(
      'text',
      { class: 'label-text', x: px(middle), y: y + 17, 'text-anchor': 'middle' },
      `${day} · ${away}`,
    ),
  );
}

function drawNode(kind: MilestoneBody['kind'], x: number, y: number): Child {
  return kind === 'cut-off'
    ? svg('rect', {
        class: 'node',
        x: px(x - 8),
        y: px(y - 8),
        width: 16,
        height: 16,
        rx: 2,
        transform: `rotate(45 ${px(x)} ${px(y)})`,
      })
    : svg('circle', { class: 'node', cx: px(x), cy: px(y), r: 8 });
}

function drawToday(at: number, today: string, reader: Reader): Child {
  const text = `Today: ${formatDay(today, reader)}`;
  const width = textWidth(text, 12) + 28;
  return svg(
    'g',
    { class: 'today' },
    svg('line', { class: 'today-line', x1: px(at), x2: px(at), y1: AXIS_Y - 12, y2: AXIS_Y + 34 }),
    svg('rect', {
      class: 'today-pill',
      x: px(at - width / 2),
      y: AXIS_Y + 32,
      width: px(width),
      height: 22,
      rx: 11,
    }),
    svg('text', { class: 'today-text', x: px(at), y: AXIS_Y + 47, 'text-anchor': 'middle' }, text),
  );
}

function drawDown({ milestones, offsets, cutOff, today }: TimelineData, w: number, reader: Reader) {
  const stops = [
    ...milestones.map((milestone) => ({ date: milestone.date, milestone })),
    { date: today, milestone: null },
  ].sort((a, b) => dayNumber(a.date) - dayNumber(b.date));
  const x = 14;
  const y = (i: number) => 22 + i * ROW;
  const scheduleTop = y(stops.length) - 22;
  const height = scheduleTop + SCHEDULE_HEIGHT;
  const now = stops.findIndex(({ milestone }) => milestone === null);
  return svg(
    'svg',
    { class: 'timeline', viewBox: `0 0 ${w} ${height}`, width: w, height, 'aria-hidden': 'true' },
    svg('line', { class: 'axis', x1: x, x2: x, y1: y(0), y2: y(stops.length - 1) }),
    svg('line', { class: 'axis-past', x1: x, x2: x, y1: y(0), y2: y(now) }),
    stops.map(({ milestone, date }, i) =>
      milestone
        ? svg(
            'g',
            { class: `milestone ${milestone.kind} ${milestone.isPast ? 'past' : 'ahead'}` },
            drawNode(milestone.kind, x, y(i)),
            drawLabelDown(milestone, { x: x + 24, y: y(i) - 2, width: w - x - 24 }),
          )
        : svg(
            'g',
            { class: 'today' },
            svg('circle', { class: 'today-dot', cx: x, cy: y(i), r: 6 }),
            svg(
              'text',
              { class: 'label-title today-label', x: x + 24, y: y(i) + 5 },
              `Today: ${formatDay(date, reader)}`,
            ),
          ),
    ),
    drawSchedule({ offsets, cutOff, today, top: scheduleTop, width: w }, reader),
  );
}

/** A milestone's title in one line or two, and its day below. */
function drawLabelDown(
  { title, day, away }: MilestoneBody,
  { x, y, width }: { x: number; y: number; width: number },
): Child {
  const lines = wrapText(title, TITLE_SIZE, width);
  return [
    lines.map((line, i) => svg('text', { class: 'label-title', x, y: y + i * LINE }, line)),
    svg('text', { class: 'label-text', x, y: y + lines.length * LINE }, `${day} · ${away}`),
  ];
}

/** The timeline as text, for screen readers. */
function describeTimeline({ milestones, offsets, today }: TimelineData, reader: Reader): HTMLElement {
  return el(
    'div',
    { class: 'visually-hidden' },
    el('p', {}, `Today is ${formatDay(today, reader)}. Milestones:`),
    el(
      'ul',
      {},
      milestones.map(({ title, day, away }) => el('li', {}, `${title}: ${day}, ${away}.`)),
    ),
    el('p', {}, 'Reminders before the cut-off:'),
    el(
      'ul',
      {},
      offsets.map((offset) => el('li', {}, describeOffset(offset, reader))),
    ),
  );
}

function describeOffset(
  { name, state, dueAt, sent, failed, skipped, upcoming }: OffsetBody,
  reader: Reader,
): string {
  const when = dueAt ? formatDay(dueAt, reader) : '';
  const places = (count: number) => formatCount(count, 'conversation', reader);
  switch (state) {
    case 'sent':
      return `${name}: sent to ${places(sent)}, ${when}.`;
    case 'failed':
      return `${name}: failed in ${places(failed)}, ${when}.`;
    case 'waiting':
      return `${name}: being sent now.`;
    case 'skipped':
      return `${name}: skipped in ${places(skipped)}, ${when}.`;
    case 'upcoming':
      return `${name}: upcoming in ${places(upcoming)}, ${when}.`;
    case 'none':
      return `${name}: not scheduled.`;
  }
}
