import { z } from 'zod';
import { WEEKEND_RULES, type Schedule } from '../reminders/schedule.ts';
import { parseZone } from '../campaign/zones.ts';
import { SERVER_STATUSES, type ServerListQuery } from '../dashboard/server-list.ts';
import { PAGE } from '../dashboard/dashboard.ts';
import { Problem } from './problem.ts';
import { parse, refusal } from './read-body.ts';

const MOST_DAYS = 3_650;
const MAX_OFFSETS = 50;
const LONGEST_SEARCH = 100;

const id = z.guid('must be an id as GET /api/campaign gives it');
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 09:00');

const reminders = z.strictObject({
  subscription: id,
  localTime,
  zone: z.string().refine((zone) => parseZone(zone) !== null, 'must be an IANA time zone like Europe/Berlin'),
  offsets: z
    .array(z.number().int().min(0).max(MOST_DAYS, `must be at most ${MOST_DAYS} days before the cut-off`))
    .min(1, 'must have a day on which to be reminded')
    .max(MAX_OFFSETS, `must have at most ${MAX_OFFSETS} days`),
  weekend: z.enum(WEEKEND_RULES),
  quietHours: z
    .strictObject({ from: localTime, until: localTime })
    .refine(({ from, until }) => from !== until, 'must be two different times of day')
    .nullable(),
});

/**
 * The body of `POST /api/reminders`.
 * @throws Problem 422 that names the field.
 */
export function readReminders(body: unknown): { subscription: string; schedule: Schedule } {
  const { subscription, ...schedule } = parse(reminders, body);
  const zone = parseZone(schedule.zone) ?? schedule.zone;
  return { subscription, schedule: { ...schedule, zone, offsets: [...new Set(schedule.offsets)] } };
}

/** The body of `POST /api/reminders/stop`. */
export function readSubscription(body: unknown): string {
  return parse(z.strictObject({ subscription: id }), body).subscription;
}

/** The body of `POST /api/alerts/acknowledge`. */
export function readAlert(body: unknown): string {
  return parse(z.strictObject({ alert: id }), body).alert;
}

/** What `GET /api/campaign/servers` is asked: `status`, `search` and `after`, all of which may be left out. */
export function readServerListQuery(query: URLSearchParams): ServerListQuery {
  const named = query.get('status');
  const status = SERVER_STATUSES.find((candidate) => candidate === named) ?? null;
  if (named && !status) throw refusal('status', `must be one of ${SERVER_STATUSES.join(', ')}`);
  const search = query.get('search') ?? '';
  if (search.length > LONGEST_SEARCH) throw refusal('search', `must have at most ${LONGEST_SEARCH} letters`);
  return { status, search, after: query.get('after'), limit: PAGE };
}

/** Which server `GET /api/campaign/history` is asked about. */
export function readServer(query: URLSearchParams): string {
  const parsed = id.safeParse(query.get('server'));
  if (!parsed.success) throw refusal('server', 'must be an id as GET /api/campaign/servers gives it');
  return parsed.data;
}

/** Rows of the comparison, `3,7`; what is no number is refused. */
export function readNeeds(query: URLSearchParams): number[] {
  const needs = (query.get('needs') ?? '').split(',').filter(Boolean);
  if (needs.some((need) => !/^\d{1,6}$/.test(need))) {
    throw refusal('needs', 'must be rows of the comparison like 3,7');
  }
  return needs.map(Number);
}

/** The reader's zone and locale; UTC where none is told that is known. */
export function readReader(query: URLSearchParams): { zone: string; locale?: string | undefined } {
  return { zone: parseZone(query.get('zone') ?? '') ?? 'UTC', locale: query.get('locale') ?? undefined };
}

export function notFound(what: string): Problem {
  return new Problem(404, 'It is not there', `There is no such ${what}: it may have been ended meanwhile.`);
}
