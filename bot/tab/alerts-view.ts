import type { AlertBody, CampaignBody } from '../dashboard/campaign-body.ts';
import { describeError } from './api.ts';
import { createPart, el, type Child } from './dom.ts';
import { externalLink } from './markdown.ts';
import { renderEmptyState } from './messages.ts';
import type { ViewContext, View } from './view.ts';
import { formatInstant, formatNumber, type Reader } from './format.ts';

/** What an alert is drawn with. */
interface AlertDrawing {
  reader: Reader;
  acknowledge: (alert: AlertBody) => void;
}

/** Open alerts, newest first, with their meaning and what to do; then those resolved recently. */
export function createAlertsView({ api, reader, refresh, announce }: ViewContext): View {
  const list = el('div', { class: 'stack' });
  const element = el('div', { class: 'stack' }, el('h1', { class: 'visually-hidden' }, 'Alerts'), list);

  async function acknowledge({ id, title }: AlertBody): Promise<void> {
    try {
      const { acknowledgedBy } = await api.post<{ acknowledgedBy: string | null }>(
        '/api/alerts/acknowledge',
        { alert: id },
      );
      announce(acknowledgedBy ? `Acknowledged by ${acknowledgedBy}: ${title}` : `Already resolved: ${title}`);
      refresh();
    } catch (error) {
      announce(describeError(error));
    }
  }

  const drawing: AlertDrawing = { reader, acknowledge: (alert) => void acknowledge(alert) };
  const update = createPart(list, (alerts: CampaignBody['alerts']) => drawAlerts(alerts, drawing));
  return { element, update: ({ alerts }) => update(alerts) };
}

function drawAlerts({ firing, newest }: CampaignBody['alerts'], drawing: AlertDrawing): Child[] {
  const { reader } = drawing;
  const open = newest.filter(({ state }) => state === 'firing');
  const resolved = newest.filter(({ state }) => state === 'resolved');
  return [
    open.length === 0 && el('div', { class: 'card wide' }, drawNoAlerts()),
    open.map((alert) => drawOpen(alert, drawing)),
    firing > open.length &&
      el(
        'p',
        { class: 'secondary' },
        `Showing the newest ${open.length} of ${formatNumber(firing, reader)} alerts.`,
      ),
    resolved.length > 0 && [
      el('h2', { class: 'part-title' }, 'Resolved'),
      el(
        'ul',
        { class: 'card wide resolved-list' },
        resolved.map((alert) => drawResolved(alert, reader)),
      ),
    ],
  ];
}

function drawNoAlerts(): HTMLElement {
  return renderEmptyState(
    'No open alerts',
    el(
      'p',
      {},
      'Alerts appear here until they are resolved. To get them in a channel, post @Cutover alerts here.',
    ),
  );
}

function drawOpen(alert: AlertBody, drawing: AlertDrawing): Child {
  const { reader } = drawing;
  const { severity, title, since, meaning, facts, next, isFlapping } = alert;
  return el(
    'article',
    { class: `card wide alert ${severity}`, 'aria-label': title },
    el(
      'div',
      { class: 'alert-head' },
      el(
        'span',
        { class: `badge ${severity === 'critical' ? 'danger' : 'warning'}` },
        severity === 'critical' ? 'Critical' : 'Warning',
      ),
      el('h2', { class: 'card-title' }, title),
      el('span', { class: 'secondary' }, `since ${formatInstant(since, reader)}`),
    ),
    el('p', {}, meaning, isFlapping && ' It keeps coming and going.'),
    el(
      'dl',
      { class: 'facts' },
      facts.map(({ title: name, value, isInstant }) =>
        el('div', {}, el('dt', {}, name), el('dd', {}, isInstant ? formatInstant(value, reader) : value)),
      ),
    ),
    el('p', {}, next.text, ' ', next.url && externalLink(next.url, 'Read more')),
    drawAcknowledgement(alert, drawing),
  );
}

function drawAcknowledgement(alert: AlertBody, { reader, acknowledge }: AlertDrawing): Child {
  const { acknowledgedBy, acknowledgedAt, id, title } = alert;
  if (acknowledgedBy) {
    const when = acknowledgedAt ? `, ${formatInstant(acknowledgedAt, reader)}` : '';
    return el('p', { class: 'acknowledged' }, `Acknowledged by ${acknowledgedBy}${when}`);
  }
  return el(
    'fluent-button',
    {
      role: 'button',
      'data-key': `acknowledge-${id}`,
      'aria-label': `Acknowledge: ${title}`,
      click: () => acknowledge(alert),
    },
    'Acknowledge',
  );
}

function drawResolved({ title, resolvedAt }: AlertBody, reader: Reader): Child {
  const when = resolvedAt ? ` ${formatInstant(resolvedAt, reader)}` : '';
  return el('li', {}, title, el('span', { class: 'secondary' }, ` – resolved${when}`));
}
