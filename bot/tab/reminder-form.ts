import type { SubscriptionBody } from '../dashboard/campaign-body.ts';
import { el, show, type Child } from './dom.ts';

export type Schedule = Pick<SubscriptionBody, 'localTime' | 'zone' | 'offsets' | 'weekend' | 'quietHours'>;

const USUAL_OFFSETS = [365, 180, 90, 60, 30, 14, 7, 3, 1, 0];
const WEEKENDS = [
  ['on', 'on that day'],
  ['before', 'on the Friday before'],
  ['after', 'on the Monday after'],
] as const;

/** The settings of one conversation's reminders. `save` is called with what is complete, and never with less. */
export function createReminderForm(
  { id, localTime, zone, offsets, weekend, quietHours }: SubscriptionBody,
  { save, cancel }: { save: (schedule: Schedule) => void; cancel: () => void },
): HTMLElement {
  const time = el('input', {
    class: 'field',
    type: 'time',
    id: `time-${id}`,
    value: localTime,
    required: true,
    'data-key': `form-${id}`,
  });
  const zones = [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  const place = select(
    `zone-${id}`,
    zones.map((name) => [name, name] as const),
    zone,
  );
  const weekends = select(`weekend-${id}`, WEEKENDS, weekend);
  const from = el('input', { class: 'field', type: 'time', id: `from-${id}`, value: quietHours?.from ?? '' });
  const until = el('input', {
    class: 'field',
    type: 'time',
    id: `until-${id}`,
    value: quietHours?.until ?? '',
  });
  const days = [...new Set([...USUAL_OFFSETS, ...offsets])].sort((a, b) => b - a);
  const boxes = days.map((day) => ({
    day,
    box: el('input', { type: 'checkbox', class: 'tick', checked: offsets.includes(day) }),
  }));
  const problem = el('p', { class: 'failure', role: 'alert' });

  function submit(event: Event): void {
    event.preventDefault();
    const chosen = boxes.filter(({ box }) => box.checked).map(({ day }) => day);
    const wrong =
      chosen.length === 0
        ? 'Choose at least one day on which to be reminded.'
        : Boolean(from.value) !== Boolean(until.value)
          ? 'Quiet hours need a beginning and an end, or neither.'
          : from.value && from.value === until.value
            ? 'Quiet hours begin and end at different times.'
            : null;
    show(problem, wrong);
    if (wrong) return;
    save({
      localTime: time.value,
      zone: place.value,
      offsets: chosen,
      weekend: WEEKENDS.map(([name]) => name).find((name) => name === weekends.value) ?? 'on',
      quietHours: from.value ? { from: from.value, until: until.value } : null,
    });
  }

  return el(
    'form',
    { class: 'form', submit, novalidate: false },
    el(
      'div',
      { class: 'form-row' },
      labelled('At', time),
      labelled('Time zone', place),
      labelled('What falls on a weekend comes', weekends),
    ),
    el(
      'fieldset',
      { class: 'days' },
      el('legend', {}, 'Days before the cut-off'),
      boxes.map(({ day, box }) => el('label', { class: 'day' }, box, String(day))),
    ),
    el('div', { class: 'form-row' }, labelled('Quiet from', from), labelled('until', until)),
    problem,
    el(
      'div',
      { class: 'actions' },
      el('button', { class: 'unseen', type: 'submit', tabindex: -1, 'aria-hidden': 'true' }, 'Save'),
      el(
        'fluent-button',
        {
          role: 'button',
          appearance: 'primary',
          click: (event) => (event.currentTarget as HTMLElement).closest('form')?.requestSubmit(),
        },
        'Save',
      ),
      el('fluent-button', { role: 'button', appearance: 'subtle', click: cancel }, 'Cancel'),
    ),
  );
}

function select(
  id: string,
  options: readonly (readonly [string, string])[],
  chosen: string,
): HTMLSelectElement {
  return el(
    'select',
    { class: 'field', id },
    options.map(([value, text]) => el('option', { value, selected: value === chosen }, text)),
  );
}

function labelled(text: string, field: HTMLElement): Child {
  return el('div', { class: 'labelled' }, el('label', { class: 'field-label', for: field.id }, text), field);
}
