import type { AlertBody, CampaignBody, CountdownBody } from '../dashboard/campaign-body.ts';
import { createDeadlineCard } from './deadline-card.ts';
import { createPart, el, type Child } from './dom.ts';
import { renderEmptyState } from './messages.ts';
import { drawProgress } from './progress-chart.ts';
import { drawTimeline } from './timeline.ts';
import { onResize } from './on-resize.ts';
import type { ViewContext, View } from './view.ts';
import { formatDay, formatInstant, formatNumber, type Reader } from './format.ts';

const SHOWN_ALERTS = 3;

/** The first page: countdown, progress of the servers, open alerts, the organisation's deadline, and the timeline. */
export function createOverview(context: ViewContext): View {
  const { reader, open } = context;
  const hero = el('section', { class: 'card hero', 'aria-label': 'Countdown' });
  const progress = el('section', { class: 'card', 'aria-labelledby': 'progress-title' });
  const alerts = el('section', { class: 'card', 'aria-labelledby': 'attention-title' });
  const timeline = el('section', { class: 'card wide', 'aria-labelledby': 'timeline-title' });
  const deadline = createDeadlineCard(context);
  let newest: CampaignBody | null = null;

  const updateHero = createPart(hero, (campaign: Parameters<typeof drawHero>[0]) => drawHero(campaign));
  const updateProgress = createPart(progress, (data: Parameters<typeof drawProgressCard>[0]) =>
    drawProgressCard(data, reader, open),
  );
  const updateAlerts = createPart(alerts, (data: Parameters<typeof drawAlerts>[0]) =>
    drawAlerts(data, reader, open),
  );
  const updateTimeline = createPart(timeline, (data: Parameters<typeof drawTimeline>[0]) => [
    el('h2', { id: 'timeline-title', class: 'card-title' }, 'Timeline'),
    drawTimeline(data, reader),
  ]);

  function draw(): void {
    if (!newest) return;
    const { clock, countdown, notice, servers, milestones, offsets } = newest;
    const today = clock.now.slice(0, 10);
    const next = offsets.find(({ state, dueAt }) => state === 'upcoming' && dueAt !== null);
    updateHero({
      countdown,
      title: notice.title,
      next: next
        ? `Next reminder: ${formatInstant(next.dueAt ?? '', reader)}`
        : 'No reminders are scheduled.',
    });
    updateProgress({
      servers,
      points: newest.progress,
      product: notice.product,
      cutOff: notice.cutOff,
      today,
      width: progress.clientWidth,
    });
    updateAlerts({ ...newest.alerts, newest: newest.alerts.newest.slice(0, SHOWN_ALERTS) });
    updateTimeline({ milestones, offsets, cutOff: notice.cutOff, today, width: timeline.clientWidth });
  }

  const element = el('div', { class: 'grid' }, hero, progress, alerts, deadline.element, timeline);
  onResize(element, draw);
  return {
    element,
    update(campaign) {
      newest = campaign;
      deadline.update(campaign);
      draw();
    },
  };
}

function drawHero({
  countdown,
  title,
  next,
}: {
  countdown: CountdownBody | null;
  title: string;
  next: string;
}): Child[] {
  if (!countdown) {
    return [el('h1', { class: 'hero-title' }, title), el('p', {}, 'No deadline is known.')];
  }
  const { count, unit, urgency, sentence } = countdown;
  return [
    el('h1', { class: 'hero-title' }, title),
    el(
      'p',
      { class: `countdown ${urgency}` },
      el('span', { class: 'countdown-number' }, count),
      ' ',
      el('span', { class: 'countdown-unit' }, unit),
    ),
    el('p', { class: 'hero-sentence' }, sentence),
    el('p', { class: 'secondary hero-next' }, next),
  ];
}

function drawProgressCard(
  data: Parameters<typeof drawProgress>[0] & {
    servers: Pick<CampaignBody['servers'], 'reported' | 'onRetired' | 'unknown' | 'notCounted'>;
  },
  reader: Reader,
  open: ViewContext['open'],
): Child[] {
  const { reported, onRetired, unknown, notCounted } = data.servers;
  const title = el('h2', { id: 'progress-title', class: 'card-title' }, 'Servers');
  if (reported === 0 && notCounted > 0) {
    return [
      title,
      renderEmptyState(
        'No confirmed servers yet',
        el(
          'p',
          {},
          'What people report elsewhere than in a channel that gets reminders needs to be confirmed.',
        ),
      ),
    ];
  }
  if (reported === 0) {
    return [
      title,
      renderEmptyState(
        'No servers yet',
        el('p', {}, 'Tell Cutover in a chat, or let a script post to /api/servers:'),
        el('p', { class: 'command' }, 'AADC01 runs 1.6.16.0'),
      ),
    ];
  }
  const moved = reported - onRetired - unknown;
  const also = [
    ...(unknown > 0 ? [`, ${formatNumber(unknown, reader)} unknown`] : []),
    ...(notCounted > 0 ? [`, ${formatNumber(notCounted, reader)} not confirmed`] : []),
  ].join('');
  return [
    title,
    el(
      'p',
      { class: 'figure' },
      el('span', { class: 'figure-number' }, formatNumber(moved, reader)),
      ` of ${formatNumber(reported, reader)} moved off ${data.product}${also}`,
    ),
    drawProgress(data, reader),
    el(
      'fluent-button',
      { role: 'button', class: 'inset', appearance: 'subtle', click: () => open('servers') },
      'All servers',
    ),
  ];
}

function drawAlerts(
  { firing, unacknowledged, newest }: { firing: number; unacknowledged: number; newest: AlertBody[] },
  reader: Reader,
  open: ViewContext['open'],
): Child[] {
  const title = el('h2', { id: 'attention-title', class: 'card-title' }, 'Needs attention');
  const firingAlerts = newest.filter(({ state }) => state === 'firing');
  if (firing === 0) {
    return [
      title,
      renderEmptyState('No open alerts', el('p', {}, 'Alerts appear here until they are resolved.')),
    ];
  }
  return [
    title,
    el(
      'p',
      { class: 'figure' },
      el('span', { class: 'figure-number' }, formatNumber(firing, reader)),
      ` ${firing === 1 ? 'alert' : 'alerts'}, ${unacknowledged === 0 ? 'all acknowledged' : `${formatNumber(unacknowledged, reader)} not acknowledged`}`,
    ),
    el(
      'ul',
      { class: 'alert-list' },
      firingAlerts.map((alert) =>
        el(
          'li',
          { class: `alert-list-item ${alert.severity}` },
          el('span', { class: 'alert-list-title' }, alert.title),
          el('span', { class: 'secondary' }, ` since ${formatDay(alert.since, reader)}`),
        ),
      ),
    ),
    el(
      'fluent-button',
      { role: 'button', class: 'inset', appearance: 'subtle', click: () => open('alerts') },
      'All alerts',
    ),
  ];
}
