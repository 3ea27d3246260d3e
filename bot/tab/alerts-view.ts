import type { AlertBody, CampaignBody } from '../dashboard/campaign-body.ts';
import { tellFailure } from './api.ts';
import { createPart, el, type Child } from './dom.ts';
import { externalLink } from './markdown.ts';
import { tellNothing } from './messages.ts';
import type { Surroundings, View } from './view.ts';
import { writeInstant, writeNumber } from './words.ts';

/** What is wrong, what it means and what to do, the newest first; and what was wrong lately. */
export function createAlertsView({ api, reader, refresh, announce }: Surroundings): View {
  const list = el('div', { class: 'stack' });
  const element = el('div', { class: 'stack' }, el('h1', { class: 'unseen' }, 'Alerts'), list);

  async function acknowledge({ id, title }: AlertBody): Promise<void> {
    try {
      const { acknowledgedBy } = await api.post<{ acknowledgedBy: string | null }>(
        '/api/alerts/acknowledge',
        { alert: id },
      );
      announce(acknowledgedBy ? `${acknowledgedBy} takes care of: ${title}.` : `It is over: ${title}.`);
      refresh();
    } catch (error) {
      announce(tellFailure(error));
    }
  }

  const update = createPart(list, ({ firing, newest }: CampaignBody['alerts']) => {
    const open = newest.filter(({ state }) => state === 'firing');
    const over = newest.filter(({ state }) => state === 'resolved');
    return [
      open.length === 0 &&
        el(
          'div',
          { class: 'card wide' },
          tellNothing(
            'Nothing is wrong',
            el(
              'p',
              {},
              'Alerts appear here while they last. A channel gets them after somebody says there: @Cutover alerts here.',
            ),
          ),
        ),
      open.map((alert) => drawOpen(alert)),
      firing > open.length &&
        el(
          'p',
          { class: 'quiet' },
          `The newest ${open.length} of ${writeNumber(firing, reader)} alerts are shown.`,
        ),
      over.length > 0 && [
        el('h2', { class: 'part-title' }, 'Over'),
        el('ul', { class: 'card wide over-list' }, over.map(drawOver)),
      ],
    ];
  });

  function drawOpen(alert: AlertBody): Child {
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
        el('span', { class: 'quiet' }, `since ${writeInstant(since, reader)}`),
      ),
      el('p', {}, meaning, isFlapping && ' It comes and goes.'),
      el(
        'dl',
        { class: 'facts' },
        facts.map(({ title: name, value, isInstant }) =>
          el('div', {}, el('dt', {}, name), el('dd', {}, isInstant ? writeInstant(value, reader) : value)),
        ),
      ),
      el('p', {}, next.text, ' ', next.url && externalLink(next.url, 'Read more')),
      drawCare(alert),
    );
  }

  function drawCare(alert: AlertBody): Child {
    const { acknowledgedBy, acknowledgedAt, id, title } = alert;
    if (acknowledgedBy) {
      const when = acknowledgedAt ? `, ${writeInstant(acknowledgedAt, reader)}` : '';
      return el('p', { class: 'care' }, `${acknowledgedBy} takes care of it${when}`);
    }
    return el(
      'fluent-button',
      {
        role: 'button',
        'data-key': `acknowledge-${id}`,
        'aria-label': `I take care of it: ${title}`,
        click: () => void acknowledge(alert),
      },
      'I take care of it',
    );
  }

  function drawOver({ title, resolvedAt }: AlertBody): Child {
    const when = resolvedAt ? ` since ${writeInstant(resolvedAt, reader)}` : '';
    return el('li', {}, title, el('span', { class: 'quiet' }, ` is over${when}`));
  }

  return { element, update: ({ alerts }) => update(alerts) };
}
