import type { CampaignBody, SubscriptionBody } from '../dashboard/campaign-body.ts';
import { describeError } from './api.ts';
import { createPart, el, show, type Child } from './dom.ts';
import { renderEmptyState } from './messages.ts';
import type { Schedule } from '../reminders/schedule.ts';
import { createReminderForm, type FormChoices } from './reminder-form.ts';
import type { ViewContext, View } from './view.ts';
import { formatCount, formatInstant, formatLocalTime, type Reader } from './format.ts';

const KINDS = { channel: 'Channel', groupChat: 'Group chat' } as const;

/** The reminder schedules of channels and group chats, with buttons to change and stop them. */
export function createRemindersView(context: ViewContext): View {
  const { api, reader, channelId, refresh, announce } = context;
  const list = el('div', { class: 'stack' });
  const element = el('div', { class: 'stack' }, el('h1', { class: 'visually-hidden' }, 'Reminders'), list);
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
      announce(describeError(error));
    }
  }

  const save = (subscription: SubscriptionBody, schedule: Schedule) =>
    send('/api/reminders', { subscription: subscription.id, ...schedule }, 'Reminders changed.');
  const stop = ({ id }: SubscriptionBody) =>
    send('/api/reminders/stop', { subscription: id }, 'Reminders stopped.');

  const update = createPart(
    list,
    ({ reminders, edited: id }: { reminders: CampaignBody['reminders']; edited: string | null }) => {
      const { subscriptions, personalChats, form } = reminders;
      return [
        subscriptions.length === 0 && el('div', { class: 'card wide' }, emptyState()),
        subscriptions.map((subscription, i) =>
          draw(subscription, { index: i, form, isOpen: subscription.id === id }),
        ),
        personalChats > 0 &&
          el(
            'p',
            { class: 'secondary' },
            `${formatCount(personalChats, 'personal chat', reader)} also ${personalChats === 1 ? 'gets' : 'get'} reminders. Only the people in them can change those.`,
          ),
      ];
    },
  );

  /** Not called while a form is open, except to close it. */
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

  function draw(
    subscription: SubscriptionBody,
    { index, form, isOpen }: { index: number; form: FormChoices; isOpen: boolean },
  ): Child {
    const { id, kind, conversationId, name, nextDueAt, state } = subscription;
    const place = conversationId === channelId ? 'This channel' : (name ?? `${KINDS[kind]} ${index + 1}`);
    const card = el('article', { class: 'card wide', 'aria-label': place });
    show(
      card,
      el('h2', { class: 'card-title' }, place),
      el('p', { class: 'schedule' }, describeSchedule(subscription, form, reader)),
      el('p', { class: 'secondary' }, describeNext(subscription, nextDueAt, state)),
      isOpen
        ? createReminderForm(subscription, form, {
            reader,
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
                'aria-label': `Change reminders: ${place}`,
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
                'aria-label': `Stop reminders: ${place}`,
                click: () => void stop(subscription),
              },
              'Stop',
            ),
          ),
    );
    return card;
  }

  function describeNext(
    { snoozedUntil }: SubscriptionBody,
    next: string | null,
    state: SubscriptionBody['state'],
  ): string {
    if (state === 'suspended') {
      return 'Paused: Teams doesn’t let Cutover post there. Reminders resume when someone mentions Cutover in that conversation.';
    }
    const isSnoozed = snoozedUntil !== null && snoozedUntil > (newest?.clock.now ?? '');
    const snooze = isSnoozed ? ` Reminders before ${formatInstant(snoozedUntil, reader)} are skipped.` : '';
    return `${next ? `Next: ${formatInstant(next, reader)}.` : 'No more reminders are due.'}${snooze}`;
  }

  return {
    element,
    update(campaign) {
      newest = campaign;
      if (edited === null) redraw();
    },
  };
}

function describeSchedule(
  subscription: SubscriptionBody,
  { choiceFields }: FormChoices,
  reader: Reader,
): string {
  const { localTime, zone, offsets, quietHours } = subscription;
  const at = (time: string) => formatLocalTime(time, reader);
  const days = [...offsets].sort((a, b) => b - a).join(', ');
  const quiet = quietHours ? `, quiet hours ${at(quietHours.from)} to ${at(quietHours.until)}` : '';
  const choices = choiceFields
    .filter(({ field, default: usual }) => subscription[field] !== usual)
    .map(({ field, label, options }) => {
      const title = options.find(({ value }) => value === subscription[field])?.title ?? '';
      return `; ${lowerFirst(label)}, ${lowerFirst(title)}`;
    });
  return `at ${at(localTime)} (${zone}), ${days} days before the cut-off${quiet}${choices.join('')}`;
}

/** A label in the middle of a sentence. */
function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function emptyState(): HTMLElement {
  return renderEmptyState(
    'No reminders yet',
    el('p', {}, 'In a channel that should get reminders, post:'),
    el('p', { class: 'command' }, '@Cutover remind us at 09:00'),
  );
}
