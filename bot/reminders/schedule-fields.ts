import { z } from 'zod';
import { parseZone } from '../campaign/zones.ts';
import {
  completeSchedule,
  DEFAULT_SCHEDULE,
  DIGEST_CHOICES,
  WEEKDAYS,
  WEEKEND_RULES,
  type Schedule,
} from './schedule.ts';

const MAX_OFFSET_DAYS = 3_650;
const MAX_OFFSETS = 50;

const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');

/** A schedule as the HTTP API and forms have it. Zones get their IANA spelling. */
export const scheduleFields = z.strictObject({
  localTime: localTime.describe('`HH:MM`, 24 hours, in `zone`.'),
  zone: z
    .string()
    .refine((zone) => parseZone(zone) !== null, 'must be an IANA time zone such as Europe/Berlin')
    .overwrite((zone) => parseZone(zone) ?? zone)
    .describe('IANA time zone.'),
  offsets: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(MAX_OFFSET_DAYS, `must be at most ${MAX_OFFSET_DAYS} days before the cut-off`),
    )
    .min(1, 'must have at least one day')
    .max(MAX_OFFSETS, `must have at most ${MAX_OFFSETS} days`)
    .overwrite((offsets) => [...new Set(offsets)])
    .describe('Days before the cut-off.'),
  weekend: z
    .enum(WEEKEND_RULES)
    .describe('Reminders due on a weekend: post on the day, on the Friday before, or on the Monday after.'),
  weekday: z
    .enum(WEEKDAYS)
    .default(DEFAULT_SCHEDULE.weekday)
    .describe('The working day of the weekly reminders after the cut-off, and of the digest.'),
  digest: z
    .enum(DIGEST_CHOICES)
    .default(DEFAULT_SCHEDULE.digest)
    .describe('Whether a digest comes once a month while servers are left after a deadline.'),
  quietHours: z
    .strictObject({ from: localTime, until: localTime })
    .refine(({ from, until }) => from !== until, 'must be two different times of day')
    .nullable(),
}) satisfies z.ZodType<Required<Schedule>>;

/** The fields of a schedule, with defaults, without other fields of the object. */
export function pickSchedule(schedule: Schedule): z.infer<typeof scheduleFields> {
  const { offsets, ...rest } = z.object(scheduleFields.shape).parse(completeSchedule(schedule));
  return { ...rest, offsets };
}

interface ChoiceField<Value extends string = string> {
  /** Completed by an option: `If due on a weekend: on the Friday before`. */
  label: string;
  options: Readonly<Record<Value, string>>;
}

/** The fields with a fixed list of values, as the settings card, the dashboard and the chat name them. */
export const CHOICE_FIELDS = {
  weekend: {
    label: 'If due on a weekend',
    options: { on: 'On the day', before: 'On the Friday before', after: 'On the Monday after' },
  },
  weekday: {
    label: 'After the cut-off, every week on',
    options: {
      monday: 'Monday',
      tuesday: 'Tuesday',
      wednesday: 'Wednesday',
      thursday: 'Thursday',
      friday: 'Friday',
    },
  },
  digest: {
    label: 'Then a digest every month',
    options: { on: 'On', off: 'Off' },
  },
} as const satisfies {
  [Field in keyof Schedule as Required<Schedule>[Field] extends string ? Field : never]?: ChoiceField<
    Required<Schedule>[Field] & string
  >;
};

export type ChoiceFieldName = keyof typeof CHOICE_FIELDS;

const CHOICE_FIELD_NAMES = Object.keys(CHOICE_FIELDS) as ChoiceFieldName[];

/** The choice fields of a form, which may have other fields. */
export const scheduleChoices = z.object({
  weekend: scheduleFields.shape.weekend,
  weekday: scheduleFields.shape.weekday,
  digest: scheduleFields.shape.digest,
} satisfies Record<ChoiceFieldName, z.ZodType>);

/** A choice field as data for a form. */
export const choiceFieldBody = z.object({
  field: z.enum(CHOICE_FIELD_NAMES),
  label: z.string(),
  default: z.string(),
  options: z.array(z.object({ value: z.string(), title: z.string() })),
});
export type ChoiceFieldBody = z.infer<typeof choiceFieldBody>;

export function listChoiceFields(): ChoiceFieldBody[] {
  return CHOICE_FIELD_NAMES.map((field) => {
    const { label, options } = CHOICE_FIELDS[field];
    const titles = Object.entries(options).map(([value, title]) => ({ value, title }));
    return { field, label, default: DEFAULT_SCHEDULE[field], options: titles };
  });
}

/** An object with a value for each choice field. */
export function mapChoiceFields<Value>(
  toValue: (field: ChoiceFieldName) => Value,
): Record<ChoiceFieldName, Value> {
  return Object.fromEntries(CHOICE_FIELD_NAMES.map((field) => [field, toValue(field)])) as Record<
    ChoiceFieldName,
    Value
  >;
}
