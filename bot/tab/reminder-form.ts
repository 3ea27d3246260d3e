import type { CampaignBody, SubscriptionBody } from '../dashboard/campaign-body.ts';
import type { ChoiceFieldName } from '../reminders/schedule-fields.ts';
import type { Schedule } from '../reminders/schedule.ts';
import { el, show, type Attributes } from './dom.ts';
import { labelled, saveOrCancel } from './form-fields.ts';
import { formatLocalTime, parseLocalTime, type Reader } from './format.ts';

/** What the form offers: offsets in any case, and fields with a fixed list of values. */
export type FormChoices = CampaignBody['reminders']['form'];

/** A form for the reminder schedule of one conversation. `save` is called only with a complete, valid schedule. */
export function createReminderForm(
  subscription: SubscriptionBody,
  { usualOffsets, choiceFields }: FormChoices,
  {
    reader,
    save,
    cancel,
  }: { reader: Reader; save: (schedule: Required<Schedule>) => void; cancel: () => void },
): HTMLElement {
  const { id, localTime, zone, offsets, quietHours } = subscription;
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
  const choices = choiceFields.map(({ field, label, options }) => {
    const titles = options.map(({ value, title }) => [value, title] as const);
    return { field, label, input: select(`${field}-${id}`, titles, subscription[field]) };
  });
  const from = timeField('from', quietHours?.from);
  const until = timeField('until', quietHours?.until);
  const days = [...new Set([...usualOffsets, ...offsets])].sort((a, b) => b - a);
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
      ...(Object.fromEntries(choices.map(({ field, input }) => [field, input.value])) as Pick<
        Required<Schedule>,
        ChoiceFieldName
      >),
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
      choices.map(({ label, input }) => labelled(label, input)),
    ),
    el(
      'fieldset',
      { class: 'days' },
      el('legend', {}, 'Days before the cut-off'),
      boxes.map(({ day, box }) => el('label', { class: 'day' }, box, String(day))),
    ),
    el('div', { class: 'form-row' }, labelled('Quiet hours from', from), labelled('to', until)),
    message,
    saveOrCancel(cancel),
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
