import type { CampaignBody, SubscriptionBody } from '../dashboard/campaign-body.ts';
import { tellFailure } from './api.ts';
import { createPart, el, show, type Child } from './dom.ts';
import { tellNothing } from './messages.ts';
import { createReminderForm, type Schedule } from './reminder-form.ts';
import type { Surroundings, View } from './view.ts';
import { writeCount, writeInstant } from './words.ts';

const KINDS = { channel: 'Channel', groupChat: 'Group chat' } as const;
const WEEKENDS = { on: '', before: ', before weekends', after: ', after weekends' } as const;

/** Which channels and chats are reminded when; to be changed and stopped. */
export function createRemindersView(surroundings: Surroundings): View {
  const { api, reader, channelId, refresh, announce } = surroundings;
  const list = el('div', { class: 'stack' });
  const element = el('div', { class: 'stack' }, el('h1', { class: 'unseen' }, 'Reminders'), list);
  let edited: string | null = null;
  let newest: CampaignBody | null = null;

  async function send(path: string, body: object, done: string): Promise<void> {
    try {
      await api.post(path, body);
      edited = null;
      announce(done);
      refresh();
      redraw();
    } catch (error) {
      announce(tellFailure(error));
    }
  }

  const save = (subscription: SubscriptionBody, schedule: Schedule) =>
    send('/api/reminders', { subscription: subscription.id, ...schedule }, 'The reminders are changed.');
  const stop = ({ id }: SubscriptionBody) =>
    send('/api/reminders/stop', { subscription: id }, 'The reminders are stopped.');

  const update = createPart(
    list,
    ({ reminders, edited: id }: { reminders: CampaignBody['reminders']; edited: string | null }) => {
      const { subscriptions, personalChats } = reminders;
      return [
        subscriptions.length === 0 && el('div', { class: 'card wide' }, nothing()),
        subscriptions.map((subscription, i) => draw(subscription, i, subscription.id === id)),
        personalChats > 0 &&
          el(
            'p',
            { class: 'quiet' },
            `${writeCount(personalChats, 'personal chat', reader)} with reminders, too: whoever it belongs to changes them there.`,
          ),
      ];
    },
  );

  /** A form that is open stays as it is, whatever news comes. */
  function redraw(): void {
    if (newest) update({ reminders: newest.reminders, edited });
  }

  function edit(id: string | null): void {
    const before = edited;
    edited = id;
    redraw();
    const key = id === null ? `change-${before ?? ''}` : `form-${id}`;
    list.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  }

  function draw(subscription: SubscriptionBody, index: number, isOpen: boolean): Child {
    const { id, kind, conversationId, nextDueAt, state } = subscription;
    const place = conversationId === channelId ? 'This channel' : `${KINDS[kind]} ${index + 1}`;
    const card = el('article', { class: 'card wide', 'aria-label': place });
    show(
      card,
      el('h2', { class: 'card-title' }, place),
      el('p', { class: 'schedule' }, tellSchedule(subscription)),
      el('p', { class: 'quiet' }, tellNext(subscription, nextDueAt, state)),
      isOpen
        ? createReminderForm(subscription, {
            save: (schedule) => void save(subscription, schedule),
            cancel: () => edit(null),
          })
        : el(
            'div',
            { class: 'actions' },
            el(
              'fluent-button',
              {
                role: 'button',
                'data-key': `change-${id}`,
                'aria-label': `Change the reminders of: ${place}`,
                click: () => edit(id),
              },
              'Change',
            ),
            el(
              'fluent-button',
              {
                role: 'button',
                appearance: 'subtle',
                'data-key': `stop-${id}`,
                'aria-label': `Stop the reminders of: ${place}`,
                click: () => void stop(subscription),
              },
              'Stop',
            ),
          ),
    );
    return card;
  }

  function tellNext(
    { snoozedUntil }: SubscriptionBody,
    next: string | null,
    state: SubscriptionBody['state'],
  ): string {
    if (state === 'suspended') {
      return 'They wait: Teams does not let Cutover post there. They go on when somebody writes to it there.';
    }
    const isSnoozed = snoozedUntil !== null && snoozedUntil > (newest?.clock.now ?? '');
    const snooze = isSnoozed ? ` What is due until ${writeInstant(snoozedUntil, reader)} is left out.` : '';
    return `${next ? `Next: ${writeInstant(next, reader)}.` : 'None is due.'}${snooze}`;
  }

  return {
    element,
    update(campaign) {
      newest = campaign;
      if (edited === null) redraw();
    },
  };
}

function tellSchedule({ localTime, zone, offsets, weekend, quietHours }: SubscriptionBody): string {
  const days = [...offsets].sort((a, b) => b - a).join(', ');
  const quiet = quietHours ? `, quiet from ${quietHours.from} to ${quietHours.until}` : '';
  return `${localTime} (${zone}), ${days} days before the cut-off${WEEKENDS[weekend]}${quiet}`;
}

function nothing(): HTMLElement {
  return tellNothing(
    'No channel asked for reminders yet',
    el('p', {}, 'In the channel that is to be reminded, say:'),
    el('p', { class: 'said' }, '@Cutover remind us at 09:00'),
  );
}
