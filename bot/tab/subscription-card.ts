import type { SubscriptionBody } from '../dashboard/campaign-body.ts';
import type { Schedule } from '../reminders/schedule.ts';
import { el } from './dom.ts';
import { formatInstant, formatLocalTime, type Reader } from './format.ts';
import { createReminderForm, type FormChoices } from './reminder-form.ts';

/** What the reader does with a subscription. */
export interface SubscriptionActions {
  /** Opens the form, or closes it without a change. */
  edit: (isOpen: boolean) => void;
  save: (schedule: Schedule) => void;
  stop: () => void;
}

export interface ShownSubscription {
  subscription: SubscriptionBody;
  /** The conversation as the reader knows it. */
  place: string;
  /** The time on Cutover's clock. */
  now: string;
  form: FormChoices;
  isFormOpen: boolean;
}

/** The schedule of one conversation, with buttons to change and stop it, or with the form that changes it. */
export function drawSubscription(
  { subscription, place, now, form, isFormOpen }: ShownSubscription,
  actions: SubscriptionActions,
  reader: Reader,
): HTMLElement {
  return el(
    'article',
    { class: 'card wide', 'aria-label': place },
    el('h2', { class: 'card-title' }, place),
    el('p', { class: 'schedule' }, describeSchedule(subscription, form, reader)),
    el('p', { class: 'secondary' }, describeNext(subscription, now, reader)),
    isFormOpen
      ? createReminderForm(subscription, form, {
          reader,
          save: actions.save,
          cancel: () => actions.edit(false),
        })
      : drawButtons(subscription.id, place, actions),
  );
}

function drawButtons(id: string, place: string, { edit, stop }: SubscriptionActions): HTMLElement {
  return el(
    'div',
    { class: 'actions' },
    el(
      'fluent-button',
      {
        role: 'button',
        'data-key': `change-${id}`,
        'aria-label': `Change reminders: ${place}`,
        click: () => edit(true),
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
        click: stop,
      },
      'Stop',
    ),
  );
}

function describeNext(
  { snoozedUntil, nextDueAt, state }: SubscriptionBody,
  now: string,
  reader: Reader,
): string {
  if (state === 'suspended') {
    return 'Paused: Teams doesn’t let Cutover post there. Reminders resume when someone mentions Cutover in that conversation.';
  }
  const isSnoozed = snoozedUntil !== null && snoozedUntil > now;
  const snooze = isSnoozed ? ` Reminders before ${formatInstant(snoozedUntil, reader)} are skipped.` : '';
  return `${nextDueAt ? `Next: ${formatInstant(nextDueAt, reader)}.` : 'No more reminders are due.'}${snooze}`;
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
