import type { SubscriptionBody } from '../dashboard/campaign-body.ts';
import { el, show, type Attributes, type Child } from './dom.ts';
import { formatLocalTime, parseLocalTime, type Reader } from './format.ts';

export type Schedule = Pick<SubscriptionBody, 'localTime' | 'zone' | 'offsets' | 'weekend' | 'quietHours'>;

/** Days before the cut-off that the form always offers. */
const USUAL_OFFSETS = [365, 180, 90, 60, 30, 14, 7, 3, 1, 0];
const WEEKENDS = [
  ['on', 'On the day'],
  ['before', 'On the Friday before'],
  ['after', 'On the Monday after'],
] as const;

/** A form for the reminder schedule of one conversation. `save` is called only with a complete, valid schedule. */
export function createReminderForm(
  { id, localTime, zone, offsets, weekend, quietHours }: SubscriptionBody,
  reader: Reader,
  { save, cancel }: { save: (schedule: Schedule) => void; cancel: () => void },
): HTMLElement {
  const timeField = (name: string, value: string | undefined, attributes: Attributes = {}) =>
    el('input', {
      class: 'field',
      id: `${name}-${id}`,
      value: value === undefined ? '' : formatLocalTime(value, reader),
      autocomplete: 'off',
      ...attributes,
    });
  const time = timeField('time', localTime, { required: true, 'data-key': `form-${id}` });
  const zones = [...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  const zoneField = select(
    `zone-${id}`,
    zones.map((name) => [name, name] as const),
    zone,
  );
  const weekends = select(`weekend-${id}`, WEEKENDS, weekend);
  const from = timeField('from', quietHours?.from);
  const until = timeField('until', quietHours?.until);
  const days = [...new Set([...USUAL_OFFSETS, ...offsets])].sort((a, b) => b - a);
  const boxes = days.map((day) => ({
    day,
    box: el('input', { type: 'checkbox', class: 'tick', checked: offsets.includes(day) }),
  }));
  const message = el('p', { class: 'failure', role: 'alert' });

  function submit(event: Event): void {
    event.preventDefault();
    const chosen = boxes.filter(({ box }) => box.checked).map(({ day }) => day);
    const [at, quietFrom, quietUntil] = [time, from, until].map(({ value }) => parseLocalTime(value));
    const hasQuietHours = from.value.trim() !== '' || until.value.trim() !== '';
    const error = !at
      ? `Enter the time like ${formatLocalTime('09:00', reader)}.`
      : chosen.length === 0
        ? 'Choose at least one day.'
        : hasQuietHours && (!quietFrom || !quietUntil)
          ? `Enter the beginning and the end of the quiet hours, such as ${formatLocalTime('22:00', reader)} and ${formatLocalTime('07:00', reader)}, or leave both empty.`
          : hasQuietHours && quietFrom === quietUntil
            ? 'Quiet hours must begin and end at different times.'
            : null;
    show(message, error);
    if (error || !at) return;
    save({
      localTime: at,
      zone: zoneField.value,
      offsets: chosen,
      weekend: WEEKENDS.map(([name]) => name).find((name) => name === weekends.value) ?? 'on',
      quietHours: quietFrom && quietUntil ? { from: quietFrom, until: quietUntil } : null,
    });
  }

  return el(
    'form',
    { class: 'form', submit, novalidate: false },
    el(
      'div',
      { class: 'form-row' },
      labelled('Time', time),
      labelled('Time zone', zoneField),
      labelled('If due on a weekend', weekends),
    ),
    el(
      'fieldset',
      { class: 'days' },
      el('legend', {}, 'Days before the cut-off'),
      boxes.map(({ day, box }) => el('label', { class: 'day' }, box, String(day))),
    ),
    el('div', { class: 'form-row' }, labelled('Quiet hours from', from), labelled('to', until)),
    message,
    el(
      'div',
      { class: 'actions' },
      el('button', { class: 'visually-hidden', type: 'submit', tabindex: -1, 'aria-hidden': 'true' }, 'Save'),
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
