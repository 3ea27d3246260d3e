import type { NoticeBody } from '../dashboard/campaign-body.ts';
import { createPart, el, type Child } from './dom.ts';
import { formatInstant, formatNumber, type Reader } from './format.ts';
import type { View, ViewContext } from './view.ts';

/** Every notice with its deadline, servers and next reminder: the nearest deadline first, past ones last. */
export function createNoticesView({ reader, choose, open }: ViewContext): View {
  const list = el('div', { class: 'stack' });
  const element = el('div', { class: 'stack' }, el('h1', { class: 'visually-hidden' }, 'Notices'), list);

  const update = createPart(list, (notices: readonly NoticeBody[]) => [
    firstSteps(notices),
    el(
      'ul',
      { class: 'notice-list' },
      notices.toSorted(byDeadline).map((notice) => drawNotice(notice)),
    ),
  ]);

  function drawNotice({ id, subject, status, ...facts }: NoticeBody): HTMLElement {
    return el(
      'li',
      { class: 'card notice' },
      el(
        'div',
        { class: 'notice-head' },
        el(
          'button',
          {
            class: 'notice-title',
            type: 'button',
            'data-key': `notice-${id}`,
            click: () => {
              choose(id);
              open('overview');
            },
          },
          subject,
        ),
        status === 'unconfirmed' && el('span', { class: 'badge warning' }, 'Unconfirmed'),
      ),
      el(
        'dl',
        { class: 'notice-facts' },
        drawFact('Deadline', describeDeadline(facts)),
        drawFact('Servers', describeServers(facts, reader)),
        drawFact(
          'Next reminder',
          facts.nextReminderAt ? formatInstant(facts.nextReminderAt, reader) : 'None',
        ),
      ),
    );
  }

  return { element, update: ({ notices }) => update(notices) };
}

function drawFact(title: string, value: Child): HTMLElement {
  return el('div', {}, el('dt', {}, title), el('dd', {}, value));
}

function describeDeadline({
  day,
  countdown,
  sentence,
}: Pick<NoticeBody, 'day' | 'countdown' | 'sentence'>): Child {
  if (day === null || !countdown) return sentence;
  const { count, unit, urgency } = countdown;
  return [day, el('span', { class: `notice-countdown ${urgency}` }, `${count} ${unit}`)];
}

function describeServers({ servers }: Pick<NoticeBody, 'servers'>, reader: Reader): string {
  if (!servers) return 'None reported';
  const { affected, unknown, notAffected } = servers;
  const counts: [number, string][] = [
    [affected, 'affected'],
    [unknown, 'unknown'],
    [notAffected, 'not affected'],
  ];
  return counts.map(([count, word]) => `${formatNumber(count, reader)} ${word}`).join(', ');
}

/** What to do while nothing is reported, or nobody is reminded. */
function firstSteps(notices: readonly NoticeBody[]): Child {
  const hasServers = notices.some(({ servers }) => servers !== null);
  const hasReminders = notices.some(({ nextReminderAt }) => nextReminderAt !== null);
  if (hasServers && hasReminders) return null;
  return el(
    'div',
    { class: 'card wide' },
    !hasServers && [
      el(
        'p',
        {},
        'No servers are reported yet, so nobody knows which of these concern you. Tell Cutover in a chat:',
      ),
      el('p', { class: 'command' }, 'AADC01 runs 2.5.3.0'),
    ],
    !hasReminders && [
      el('p', {}, 'Nobody is reminded yet. In a channel that should get reminders, post:'),
      el('p', { class: 'command' }, '@Cutover remind us at 09:00'),
    ],
  );
}

/** Those to come by date, then those without a date, then the past ones, the latest first. */
function byDeadline({ daysLeft: a }: NoticeBody, { daysLeft: b }: NoticeBody): number {
  const rank = (days: number | null) => (days === null ? 1 : days >= 0 ? 0 : 2);
  return rank(a) - rank(b) || Math.abs(a ?? 0) - Math.abs(b ?? 0);
}
