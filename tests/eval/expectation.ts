import type { Activity } from 'botbuilder';
import type { Place } from '../support/activities.ts';

/** A case as the file has it. */
export interface Case {
  id: string;
  about: string;
  class: 'clear' | 'doubtful';
  now: string;
  locale?: string;
  zone?: string | null;
  kind: Place['kind'];
  before?: Said[];
  say: Said;
  expect: Expectation;
}

type Said =
  | string
  | ({ text?: string; in?: string; kind?: Place['kind']; repeat?: number; press?: string } & Record<
      string,
      unknown
    >);

interface ExpectedReminder {
  on?: boolean;
  localTime?: string;
  /** A pattern of the whole name. */
  zone?: string;
  weekend?: string;
  quietHours?: [string, string];
  snoozedUntil?: string;
  offsets?: number[];
  offsetsWith?: number[];
  offsetsWithout?: number[];
}

interface Expectation {
  servers?: { name: string; version?: string | null; role?: string; state?: string }[];
  reminder?: ExpectedReminder;
  alerts?: { here?: boolean; critical?: boolean };
  posts?: { in: string; says: string };
  says?: string | string[];
  not?: string | string[];
  nothing?: boolean;
  confirm?: boolean;
  then?: Said | Said[];
  silent?: boolean;
  replies?: number;
  status?: number;
  anyOf?: Expectation[];
}

/** What the bot posted after a message, and how it answered Teams. */
export interface Seen {
  posts: Partial<Activity>[];
  statuses: number[];
  from: Place;
}

/** The servers and the reminders as they stand. */
interface State {
  servers: Record<string, unknown>[];
  reminder: Record<string, unknown> | null;
}

/** A conversation with the bot. */
export interface Talk {
  say(what: Said): Promise<Seen>;
  look(): Promise<State>;
  /** The reminders by the words of `status`: the schedules of personal chats are private. */
  readStatus(): Promise<State['reminder']>;
  /** What another conversation got, once it is as expected or no more is to come. */
  postedIn(
    name: string,
    isExpected: (posts: readonly Partial<Activity>[]) => boolean,
  ): Promise<Partial<Activity>[]>;
}

interface Judged {
  before: State;
  seen: Seen;
  talk: Talk;
}

export const OUTCOMES = ['done', 'asked and done', 'look-alike', 'wrong change', 'failed'] as const;

/**
 * What became of a message. `look-alike`: nothing has changed though something should have, and the answer neither asks
 * back nor says so. `wrong change`: something has changed, and not as expected.
 */
export type Outcome = (typeof OUTCOMES)[number];

/** Judges what a message has led to, and says what is wrong with it; null when all that is expected holds. */
export async function judgeCase(
  expected: Expectation,
  judged: Judged,
): Promise<{ outcome: Outcome; problem: string | null }> {
  const isAsked = asksBack(judged.seen);
  const hasChanged = !isSame(judged.before, await judged.talk.look());
  const problem = await meets(expected, judged);
  if (problem === null) return { outcome: isAsked && !hasChanged ? 'asked and done' : 'done', problem };
  const isChanged = !isSame(judged.before, await judged.talk.look());
  if (isChanged) return { outcome: 'wrong change', problem };
  const wantsChange = !expected.nothing && (expected.servers ?? expected.reminder ?? expected.alerts);
  const isPlain = isAsked || SAYS_SO.test(textOf(judged.seen.posts));
  return { outcome: wantsChange && !isPlain ? 'look-alike' : 'failed', problem };
}

/** How an answer says that it has changed nothing. */
const SAYS_SO =
  /nothing (?:has changed|is recorded|was changed|has been)|can’t|cannot|couldn’t|don’t (?:know|understand)|isn’t (?:reported|possible)|no reminders|not sure|didn’t/i;

/** The first thing that doesn't hold, in words; null when everything does. An act that is asked back is confirmed first. */
export async function meets(expected: Expectation, { before, seen, talk }: Judged): Promise<string | null> {
  let last = seen;
  const changed = !isSame(before, await talk.look());
  if (expected.confirm && changed) return 'it changed something before it asked';
  const wantsChange = expected.servers ?? expected.reminder ?? expected.alerts ?? expected.posts;
  if (expected.then !== undefined || (wantsChange && !expected.nothing && !changed && asksBack(seen))) {
    for (const answer of [expected.then ?? 'yes'].flat()) last = await talk.say(answer);
  }
  const after = await talk.look();
  const text = textOf([...seen.posts, ...(last === seen ? [] : last.posts)]);
  if (expected.anyOf) {
    const problems = [];
    for (const each of expected.anyOf) problems.push(await meets({ ...each }, { before, seen, talk }));
    if (problems.every((problem) => problem !== null)) return problems.join(' and ');
  }
  return (
    differsInServers(expected.servers, after) ??
    differsInReminder(
      expected.reminder,
      after.reminder ?? (expected.reminder ? await talk.readStatus() : null),
    ) ??
    (await differsInAlerts(expected, talk)) ??
    (expected.nothing && changed ? 'it changed something' : null) ??
    (expected.silent && seen.posts.length > 0 ? `it answered: ${text.slice(0, 100)}` : null) ??
    [expected.says ?? []]
      .flat()
      .flatMap((says) => (fits(says, text) ? [] : [`it doesn’t say ${says}: ${text.slice(0, 200)}`]))[0] ??
    [expected.not ?? []].flat().flatMap((says) => (fits(says, text) ? [`it says ${says}`] : []))[0] ??
    (expected.replies !== undefined && seen.posts.length !== expected.replies
      ? `${seen.posts.length} replies`
      : null) ??
    null
  );
}

const asksBack = ({ posts }: Seen) =>
  posts.some((post) => buttonsIn(post).some(({ verb }) => verb === 'do-it'));

const fits = (pattern: string, text: string) => new RegExp(pattern, 'i').test(text);

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function textOf(posts: readonly Partial<Activity>[]): string {
  return posts
    .map(
      ({ text = '', summary = '', attachments }) => `${text} ${summary} ${JSON.stringify(attachments ?? '')}`,
    )
    .join('\n');
}

function differsInServers(wanted: Expectation['servers'], { servers }: State): string | null {
  if (!wanted) return null;
  const described = JSON.stringify(
    servers.map(({ name, version, role, state }) => ({ name, version, role, state })),
  );
  if (servers.length !== wanted.length) return `servers: ${described}`;
  const isThere = wanted.every((server) =>
    servers.some(
      (found) =>
        server.name.split('|').includes(String(found['name'])) &&
        (server.version === undefined ||
          server.version === null ||
          String(found['version']) === server.version) &&
        (server.role === undefined || found['role'] === server.role) &&
        (server.state === undefined || (found['state'] ?? 'in-use') === server.state),
    ),
  );
  return isThere ? null : `servers: ${described}`;
}

function differsInReminder(wanted: Expectation['reminder'], reminder: State['reminder']): string | null {
  if (!wanted) return null;
  const isOn = reminder?.['state'] === 'active';
  if (wanted.on !== undefined && wanted.on !== isOn) return `reminders are ${isOn ? 'on' : 'off'}`;
  if (!isOn) return null;
  const described = JSON.stringify(reminder);
  const offsets = (reminder['offsets'] ?? []) as number[];
  const { localTime, zone, weekend, quietHours, snoozedUntil, offsets: only } = wanted;
  const { offsetsWith = [], offsetsWithout = [] } = wanted;
  const holds =
    (localTime === undefined || reminder['localTime'] === localTime) &&
    (zone === undefined || new RegExp(`^(?:${zone})$`).test(String(reminder['zone']))) &&
    (weekend === undefined || reminder['weekend'] === weekend) &&
    (quietHours === undefined || isSame(Object.values(reminder['quietHours'] ?? {}), quietHours)) &&
    (snoozedUntil === undefined || isDay(reminder['snoozedUntil'], snoozedUntil, String(reminder['zone']))) &&
    (only === undefined || isSame([...offsets].sort(), [...only].sort())) &&
    offsetsWith.every((day) => offsets.includes(day)) &&
    offsetsWithout.every((day) => !offsets.includes(day));
  return holds ? null : `reminders: ${described}`;
}

function isDay(instant: unknown, day: string, zone: string): boolean {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  return typeof instant === 'string' && shown.format(new Date(instant)) === day;
}

/** By what `who gets alerts` and the other conversation show. */
async function differsInAlerts({ alerts, posts }: Expectation, talk: Talk): Promise<string | null> {
  if (posts) {
    const isExpected = (arrived: readonly Partial<Activity>[]) => fits(posts.says, textOf(arrived));
    const text = textOf(await talk.postedIn(posts.in, isExpected));
    return fits(posts.says, text) ? null : `the conversation ${posts.in} got: ${text.slice(0, 200)}`;
  }
  if (alerts?.here === undefined) return null;
  const seen = await talk.say('who gets alerts');
  const isHere = fits('This conversation gets alerts', textOf(seen.posts));
  if (isHere !== alerts.here) return `alerts come here: ${isHere}`;
  if (alerts.critical === undefined) return null;
  const isCritical = fits('critical ones only', textOf(seen.posts));
  return isCritical === alerts.critical ? null : `critical ones only: ${isCritical}`;
}

interface Button {
  title: string;
  verb: string;
  data: object;
}

export function buttonsIn(activity: Seen['posts'][number]): Button[] {
  return (activity.attachments ?? []).flatMap(({ content }) => {
    const { actions = [] } = (content ?? {}) as { actions?: Button[] };
    return actions.filter((action) => 'verb' in action);
  });
}
