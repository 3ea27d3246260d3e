import { REQUEST_DAYS } from '../../alerts/identity-team-request.ts';
import { reviewRequest } from '../../alerts/watches/request-watch.ts';
import { ESCALATION_LEVELS, type AlertPreferences, type IdentityTeam } from '../../alerts/ports.ts';
import type { Severity } from '../../alerts/alert-kind.ts';
import type { QuietHours } from '../../campaign/quiet-hours.ts';
import { parseZone } from '../../campaign/zones.ts';
import type { Message } from '../../delivery/message.ts';
import { formatTime } from '../../guidance/date-format.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { subscriptionKey } from './coming-reminders.ts';
import { authored, defineCommand, type CommandContext } from './command.ts';
import { toTimeOfDay } from './time-of-day.ts';
import { noteUnknownZone } from './unknown-zone.ts';

/** What is absent stays as it is. */
interface AlertsHere {
  /** `team`: gets alerts at once. */
  role?: keyof typeof ESCALATION_LEVELS;
  severity?: Severity;
  /** Null: none any more. */
  quietHours?: QuietHours | null;
  /** IANA name, for the quiet hours; absent: the zone of the person who asks. */
  zone?: string;
  /** An unknown zone, as it was typed. */
  badZone?: string;
}

const PATTERN = /^(?:please )?(?:send |post )?alerts(?: to)? (?:here|me)\b(.*)$/i;

/** The options after `alerts here`, in any order. */
const WISHES: [RegExp, (...groups: string[]) => Partial<AlertsHere> | null][] = [
  [/^as (?:the )?second team\b/i, () => ({ role: 'second-team' })],
  [/^(?:at once|first)\b/i, () => ({ role: 'team' })],
  [/^(?:only critical|critical only|critical)\b/i, () => ({ severity: 'critical' })],
  [/^(?:everything|all(?: of them)?|warnings too)\b/i, () => ({ severity: 'warning' })],
  [/^(?:no quiet hours|not quiet|at (?:any|all) hours?)\b/i, () => ({ quietHours: null })],
  [
    /^quiet (?:hours )?(?:from )?(\d{1,2}):?(\d{2})? ?(?:to|until|till|-|–) ?(\d{1,2}):?(\d{2})?(?![\d:])(?:\s+(?:in )?(?!(?:and|as|at|only|critical|all|everything|first|no|not)\b)([\p{L}_+\-0-9/]+))?/iu,
    readQuietHours,
  ],
];

export const ALERTS_HERE = defineCommand<AlertsHere>({
  name: 'alerts-here',
  act: 'change-alerts',
  forms: [
    'alerts here',
    'alerts here critical only',
    'alerts here quiet 22:00-07:00 Europe/Berlin',
    'alerts here as second team',
  ],
  menu: [
    { title: 'alerts here', description: 'Post alerts and questions for a person in this conversation' },
  ],
  parse(text) {
    const match = PATTERN.exec(text);
    return match && parseWishes(match[1] ?? '');
  },
  handle: getAlerts,
});

/** Has the conversation get alerts, or changes which it gets. */
export async function getAlerts(wish: AlertsHere, context: CommandContext): Promise<Message> {
  return renderNote(context.guide, { ...(await join(wish, context)), hasSource: false });
}

/** Whether the conversation gets alerts and has no reminders: what is said of posts is then about its alerts. */
export async function hasOnlyAlerts(context: CommandContext): Promise<boolean> {
  const subscription = await context.subscriptions.findSubscription(subscriptionKey(context));
  const hasReminders = subscription !== null && subscription.state !== 'stopped';
  return !hasReminders && (await findTeam(context)) !== null;
}

function parseWishes(text: string): AlertsHere | null {
  const preferences: AlertsHere = {};
  for (let rest = text.replace(/^[\s,]+/, ''); rest !== '';) {
    const read = readWish(rest);
    if (!read) return null;
    Object.assign(preferences, read.wish);
    rest = read.rest;
  }
  return preferences;
}

function readWish(text: string): { wish: Partial<AlertsHere>; rest: string } | null {
  for (const [pattern, toWish] of WISHES) {
    const match = pattern.exec(text);
    const wish = match && toWish(...match.slice(1));
    if (wish) return { wish, rest: text.slice(match[0].length).replace(/^[\s,]*(?:and\b)?[\s,]*/i, '') };
  }
  return null;
}

function readQuietHours(
  fromHour = '',
  fromMinute?: string,
  untilHour = '',
  untilMinute?: string,
  zone?: string,
): Partial<AlertsHere> | null {
  const [from, until] = [toTimeOfDay(fromHour, fromMinute), toTimeOfDay(untilHour, untilMinute)];
  if (!from || !until || from === until) return null;
  const known = zone === undefined ? null : parseZone(zone);
  return {
    quietHours: { from, until },
    ...(known ? { zone: known } : {}),
    ...(zone !== undefined && !known ? { badZone: zone } : {}),
  };
}

/** By level, with `now` or `already`. */
const TITLES: readonly ((since: string) => string)[] = [
  (since) => `This is ${since} an identity team`,
  (since) => `You ${since} get alerts that nobody acknowledges`,
  (since) => `This is ${since} the second team`,
];

/** By level. */
const DUTIES = [
  'Alerts are posted here at once, and so are questions that people ask a person. Answer on the card, and I pass the answer on to whoever asked.',
  'You get an alert when the identity team hasn’t acknowledged it in time. If there is no identity team, you get it at once. To get every alert at once, type: alerts here at once',
  'You get an alert when neither the identity team nor the people after it have acknowledged it.',
];

async function join(preferences: AlertsHere, context: CommandContext): Promise<Note> {
  const { conversations, identityTeams, inbound, localNow } = context;
  const { conversation } = inbound;
  const { severity, quietHours, zone, badZone } = preferences;
  if (badZone !== undefined) {
    const hours = quietHours ? `${quietHours.from}-${quietHours.until}` : '22:00-07:00';
    return noteUnknownZone(badZone, (known) => `alerts here quiet ${hours} ${known}`);
  }
  const before = await findTeam(context);
  const isAboutWishes = severity !== undefined || quietHours !== undefined;
  const usual = conversation.kind === 'personal' ? 'person' : 'team';
  // A conversation that only changes what it gets keeps its level.
  const level =
    preferences.role === undefined && before && isAboutWishes
      ? before.level
      : ESCALATION_LEVELS[preferences.role ?? usual];
  const wanted = {
    level,
    ...(severity === undefined ? {} : { severity }),
    ...(quietHours === undefined ? {} : { quietHours, zone: zone ?? localNow.zone }),
  };
  await conversations.remember(conversation, localNow.now);
  const wish = { conversation, askerId: inbound.person.id, preferences: wanted };
  const admission = await identityTeams.join(wish, authored(context));
  if (admission === 'asks') return askMembers(wanted, context);
  if (admission === 'not-entitled') return NOT_ENTITLED;
  const after = await findTeam(context);
  if (!after) throw new Error(`${conversation.id} did not become an identity team.`);
  const isSame = before !== null && before.level === after.level && !isAboutWishes;
  return {
    title: TITLES[after.level]?.(isSame ? 'already' : 'now') ?? '',
    paragraphs: [DUTIES[after.level] ?? '', 'To stop, type: @Cutover stop alerts'],
    facts: describeWishes(after, localNow.locale),
  };
}

/** Has a member of an identity team decide. */
async function askMembers(preferences: Partial<AlertPreferences>, context: CommandContext): Promise<Note> {
  const { identityTeamRequests, alerts, places, inbound, localNow } = context;
  const { conversation, person } = inbound;
  const asked = { conversation, asker: person, preferences };
  const request = await identityTeamRequests.ask(asked, authored(context));
  if (!request) return NO_NEW_REQUEST;
  await reviewRequest({ request, alerts, places }, localNow.now);
  return ASKED;
}

const ASKED: Note = {
  title: 'I’ve asked the identity team',
  paragraphs: [
    `A member has to approve it. Until then, no alerts and no questions are posted here. The request expires after ${REQUEST_DAYS} days.`,
  ],
};

const NO_NEW_REQUEST: Note = {
  title: 'There’s no new request',
  paragraphs: [
    `A request from here or from you is waiting for the identity team, or was declined within the last ${REQUEST_DAYS} days. No alerts are posted here.`,
  ],
};

const NOT_ENTITLED: Note = {
  title: 'You can’t name the first identity team',
  paragraphs: [
    'Somebody who added Cutover to a team has to do that, by typing **alerts here** in the identity team’s channel. If there was an identity team before, its members can also type it in the conversation that got the alerts. After that, members approve other conversations.',
  ],
};

async function findTeam({
  identityTeams,
  inbound: { conversation },
}: Pick<CommandContext, 'identityTeams' | 'inbound'>): Promise<IdentityTeam | null> {
  const teams = await identityTeams.teamsOf(conversation.tenantId);
  return teams.find(({ conversationId }) => conversationId === conversation.id) ?? null;
}

function describeWishes(
  { severity, quietHours, zone, mentions = [] }: IdentityTeam,
  locale?: string,
): { title: string; value: string }[] {
  return [
    {
      title: 'You get',
      value:
        severity === 'critical'
          ? 'critical alerts only. To get all, type: alerts here everything'
          : 'all alerts. To get fewer, type: alerts here critical only',
    },
    {
      title: 'Quiet hours',
      value: quietHours
        ? `${formatTime(quietHours.from, locale)} to ${formatTime(quietHours.until, locale)} (${escapeMarkdown(zone)}). Warnings wait until they end; critical alerts don’t`
        : 'none. To set them, type: alerts here quiet 22:00-07:00',
    },
    {
      title: 'Critical alerts mention',
      value:
        mentions.length > 0
          ? `${mentions.map(({ name }) => escapeMarkdown(name)).join(', ')}. To end it, type: alerts mention nobody`
          : 'nobody. To change it, type: mention me for critical alerts',
    },
  ];
}
