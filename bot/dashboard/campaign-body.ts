import { z } from 'zod';
import { ORIGINS } from '../servers/server.ts';
import { deadlineBody } from './deadline-body.ts';
import { choiceFieldBody, scheduleFields } from '../reminders/schedule-fields.ts';

/*
 * The answers that the dashboard reads, as schemas: the API's OpenAPI document is made from them, and the page
 * uses their types. Instants are ISO 8601 in UTC, calendar dates `YYYY-MM-DD`; sentences are plain text,
 * computed for the reader's time zone and locale.
 */

const instant = z.iso.datetime().describe('Instant in UTC.');
const count = z.int().min(0);

/** Most urgent first. A server in use has the status of its version. */
export const SERVER_STATUSES = [
  'retired',
  'out-of-support',
  'below-minimum',
  'unknown',
  'no-version',
  'supported',
  'migrated',
  'decommissioned',
] as const;

const serverStatus = z
  .enum(SERVER_STATUSES)
  .describe(
    'State of the server if it is migrated or decommissioned, otherwise what the notice says about its version. `unknown`: not in the version history; `no-version`: no report named a version.',
  );
export type ServerStatus = z.infer<typeof serverStatus>;

const countdownBody = z.object({
  count: z.string().describe('Number of units, or `Today`.'),
  unit: z.string().describe('Unit that `count` counts, such as `days left`.'),
  urgency: z.enum(['calm', 'soon', 'urgent']),
  sentence: z.string(),
});
export type CountdownBody = z.infer<typeof countdownBody>;

const milestoneBody = z.object({
  date: z.string().describe('`YYYY-MM-DD`, or `YYYY-MM` where the document names only the month.'),
  kind: z.enum(['announced', 'new-use-ends', 'support-ends', 'cut-off', 'other']),
  title: z.string(),
  day: z.string().describe('The date in the reader’s locale.'),
  away: z.string().describe('Distance from today, such as `in 9 days`.'),
  isPast: z.boolean(),
  text: z.string().describe('The sentence of the notice that states the date.'),
});
export type MilestoneBody = z.infer<typeof milestoneBody>;

const offsetBody = z
  .object({
    offset: z.int().describe('Days before the cut-off; negative after it.'),
    name: z.string(),
    state: z.enum(['sent', 'failed', 'waiting', 'skipped', 'upcoming', 'none']),
    dueAt: instant
      .nullable()
      .describe('When the next reminder is due, otherwise when the last one was; null without reminders.'),
    sent: count,
    failed: count,
    skipped: count,
    upcoming: count,
  })
  .describe('One reminder offset across all conversations; the counts are conversations.');
export type OffsetBody = z.infer<typeof offsetBody>;

const statusCount = z.object({
  status: serverStatus,
  label: z.string().describe('Short name, for a filter.'),
  meaning: z.string().describe('What the status means for the server’s administrator.'),
  count,
});
export type StatusCount = z.infer<typeof statusCount>;

const role = z.enum(['active', 'staging']);
const authentication = z
  .enum(['account', 'application'])
  .nullable()
  .describe('How it signs in to Microsoft Entra ID: with the connector account or as an application.');

const serverBody = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string().nullable(),
  role: role.nullable(),
  authentication,
  status: serverStatus,
  reporter: z.string(),
  observedAt: z.string(),
  claim: z
    .object({ reporter: z.string(), says: z.string(), at: instant })
    .nullable()
    .describe(
      'What was said and is not confirmed, such as `was migrated`: since the last report that counts, or at all.',
    ),
  contradiction: z
    .object({ reporter: z.string(), reported: z.string() })
    .nullable()
    .describe('A different report from someone else within a day, in words.'),
});
export type ServerBody = z.infer<typeof serverBody>;

export const serverPage = z.object({
  total: count.describe('Number of servers that match.'),
  items: z.array(serverBody),
  next: z.string().nullable().describe('Value of `after` for the next page; null on the last page.'),
});
export type ServerPage = z.infer<typeof serverPage>;

const reportBody = z.object({
  observedAt: instant,
  reporter: z.string(),
  origin: z
    .enum(ORIGINS)
    .describe(
      '`source`: an app with the role Servers.Report. `team`: a person in a conversation that follows the campaign.',
    ),
  confirmedBy: z.string().nullable().describe('Who confirmed what a person said; null if nobody did.'),
  version: z.string().nullable(),
  role: z.string().nullable(),
  state: z.string().nullable(),
  authentication,
});
export type ReportBody = z.infer<typeof reportBody>;

/** All reports of one server, newest first. */
export const serverHistory = z.object({ name: z.string(), reports: z.array(reportBody) });

const progressPoint = z.object({
  date: z.iso.date(),
  reported: count,
  notOff: count.describe('Servers on a retired version, or on a version that nobody reported.'),
});
export type ProgressPoint = z.infer<typeof progressPoint>;

const alertBody = z.object({
  id: z.string(),
  severity: z.enum(['warning', 'critical']),
  title: z.string(),
  state: z.enum(['firing', 'resolved']),
  since: instant,
  facts: z.array(
    z.object({
      title: z.string(),
      value: z.string(),
      isInstant: z.boolean().describe('True if `value` is an instant, to be shown in the reader’s zone.'),
    }),
  ),
  meaning: z.string(),
  next: z.object({ text: z.string(), url: z.string().nullable() }).describe('What to do next.'),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  isFlapping: z.boolean(),
});
export type AlertBody = z.infer<typeof alertBody>;

const subscriptionBody = z.object({
  id: z.string(),
  kind: z.enum(['channel', 'groupChat']),
  conversationId: z.string(),
  name: z
    .string()
    .nullable()
    .describe('`TEAM › CHANNEL`, or the title of the chat, as far as Teams has told it; null if it has not.'),
  state: z.enum(['active', 'suspended', 'stopped']),
  ...scheduleFields.shape,
  snoozedUntil: instant.nullable(),
  nextDueAt: instant.nullable().describe('When the next reminder is due; null if none is left.'),
});
export type SubscriptionBody = z.infer<typeof subscriptionBody>;

const noticeBody = z.object({
  id: z.string(),
  title: z.string(),
  subject: z.string().describe('What stops.'),
  status: z.enum(['confirmed', 'unconfirmed']),
  deadline: z
    .string()
    .nullable()
    .describe(
      '`YYYY-MM-DD`, or `YYYY-MM` where only the month is known; null when none is known for the tenant.',
    ),
  day: z.string().nullable().describe('The deadline in the reader’s locale.'),
  daysLeft: z
    .int()
    .nullable()
    .describe('Days to the deadline on the reader’s day; negative when it has passed.'),
  countdown: countdownBody.omit({ sentence: true }).nullable(),
  sentence: z.string().describe('What the deadline means on the reader’s day.'),
  servers: z
    .object({ affected: count, unknown: count, notAffected: count, reported: count })
    .nullable()
    .describe('Null while no server counts for the notice.'),
  nextReminderAt: instant.nullable().describe('Null if no conversation gets one.'),
});
export type NoticeBody = z.infer<typeof noticeBody>;

/** Every notice, the most urgent for the tenant first. */
export const noticeList = z.object({ notices: z.array(noticeBody) });

/** Everything on the dashboard's first page. Lists are capped: a page of servers, the newest alerts. */
export const campaignBody = z.object({
  clock: z
    .object({ now: instant, zone: z.string() })
    .describe('The clock that Cutover follows; simulated in a demonstration.'),
  notice: z.object({
    id: z.string(),
    title: z.string(),
    product: z.string(),
    cutOff: z.string().nullable(),
    sourceUrl: z.string().nullable(),
  }),
  deadline: deadlineBody
    .nullable()
    .describe(
      'By when the tenant must be done with the notice, and who said so; null while no date is known.',
    ),
  notices: z.array(noticeBody).describe('Every notice, the most urgent for the tenant first.'),
  countdown: countdownBody.nullable().describe('Null for a notice without a cut-off.'),
  milestones: z.array(milestoneBody).describe('By date.'),
  offsets: z.array(offsetBody).describe('The reminder schedule, earliest first.'),
  servers: z.object({
    summary: z.array(statusCount),
    reported: count.describe('Servers that count.'),
    onRetired: count.describe('Of those, servers on a retired version.'),
    unknown: count.describe('Of those, servers in use without a reported version.'),
    notCounted: count.describe('Servers of which only people outside the campaign say that they are done.'),
    page: serverPage,
  }),
  progress: z.array(progressPoint).describe('State at the end of each UTC day with a change, oldest first.'),
  alerts: z.object({ firing: count, unacknowledged: count, newest: z.array(alertBody) }),
  reminders: z.object({
    subscriptions: z.array(subscriptionBody).describe('Channels and group chats, the oldest 200.'),
    personalChats: count.describe('Number of personal chats with reminders; their schedules are private.'),
    form: z
      .object({ usualOffsets: z.array(z.number()), choiceFields: z.array(choiceFieldBody) })
      .describe('What a form for a schedule offers.'),
  }),
});
export type CampaignBody = z.infer<typeof campaignBody>;

const pair = z.tuple([z.string(), z.string()]);

/** Names, cells and paragraphs are Markdown with links. */
export const comparisonBody = z.object({
  names: pair.describe('The two options compared.'),
  rows: z.array(z.object({ name: z.string(), cells: pair, differs: z.boolean() })),
  needs: z
    .array(z.object({ row: z.int(), title: z.string() }))
    .describe('Requirements to choose from; `row` is an index into `rows`.'),
  verdict: z
    .object({ kind: z.string(), title: z.string(), paragraphs: z.array(z.string()), rows: z.array(z.int()) })
    .nullable()
    .describe('Recommendation for the requested needs; null if none were requested.'),
  source: z.object({ article: z.string(), heading: z.string(), url: z.string() }),
});
export type ComparisonBody = z.infer<typeof comparisonBody>;
