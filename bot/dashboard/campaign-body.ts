import type { WeekendRule } from '../reminders/schedule.ts';
import type { QuietHours } from '../campaign/quiet-hours.ts';
import type { VerdictKind } from '../guidance/version-verdict.ts';
import type { SubscriptionState } from '../reminders/ports.ts';

/**
 * What `GET /api/campaign` answers: everything that the dashboard's first page shows, in one request. It holds
 * no more than a page of servers and the newest alerts, however many there are. Instants are ISO 8601 in UTC,
 * calendar dates `YYYY-MM-DD`; sentences are plain text, computed for the reader's zone and locale.
 */
export interface CampaignBody {
  /** The clock that everything follows; simulated in a demonstration. */
  clock: { now: string; zone: string };
  notice: { id: string; title: string; product: string; cutOff: string | null; sourceUrl: string | null };
  /** Null for a notice without a cut-off. */
  countdown: CountdownBody | null;
  /** In order of their dates. */
  milestones: MilestoneBody[];
  /** The schedule, the earliest first. */
  offsets: OffsetBody[];
  /** Of those reported, `onRetired` run what is retired, and of `unknown` nobody has said the version. */
  servers: {
    summary: StatusCount[];
    reported: number;
    onRetired: number;
    unknown: number;
    page: ServerPage;
  };
  /** How far the servers were at the end of each day on which something changed, the oldest first. */
  progress: ProgressPoint[];
  alerts: { firing: number; unacknowledged: number; newest: AlertBody[] };
  reminders: RemindersBody;
}

export interface CountdownBody {
  /** The number, or `Today`. */
  count: string;
  /** What the number counts: `days left`. */
  unit: string;
  urgency: 'calm' | 'soon' | 'urgent';
  sentence: string;
}

export interface MilestoneBody {
  /** `YYYY-MM` when the document names only the month. */
  date: string;
  kind: 'announced' | 'support-ended' | 'cut-off' | 'other';
  title: string;
  /** The date as the reader writes it. */
  day: string;
  /** `in 9 days`, `2 years ago`. */
  away: string;
  isPast: boolean;
  /** The sentence that states it. */
  text: string;
}

/** One offset of the schedule over all conversations that have reminders. */
export interface OffsetBody {
  /** Days before the cut-off; negative after it. */
  offset: number;
  name: string;
  state: 'sent' | 'failed' | 'waiting' | 'skipped' | 'upcoming' | 'none';
  /** When the next of them is due, else when the last one was; null when it is nobody's. */
  dueAt: string | null;
  /** In how many conversations. */
  sent: number;
  failed: number;
  skipped: number;
  upcoming: number;
}

/** How a server stands: its version's verdict while it is in use. */
export type ServerStatus = VerdictKind | 'no-version' | 'migrated' | 'decommissioned';

export interface StatusCount {
  status: ServerStatus;
  /** A few words for a filter. */
  label: string;
  /** What it means for whoever looks after the server. */
  meaning: string;
  count: number;
}

export interface ServerBody {
  id: string;
  name: string;
  version: string | null;
  role: 'active' | 'staging' | null;
  status: ServerStatus;
  reporter: string;
  observedAt: string;
  /** Somebody else said another version within a day. */
  contradiction: { reporter: string; version: string } | null;
}

export interface ServerPage {
  /** How many servers match. */
  total: number;
  items: ServerBody[];
  /** What `after` takes for the next page; null on the last. */
  next: string | null;
}

export interface ReportBody {
  observedAt: string;
  reporter: string;
  version: string | null;
  role: string | null;
  state: string | null;
}

export interface ProgressPoint {
  date: string;
  reported: number;
  /** On what is retired, or on a version that nobody knew. */
  notOff: number;
}

export interface AlertBody {
  id: string;
  severity: 'warning' | 'critical';
  title: string;
  state: 'firing' | 'resolved';
  since: string;
  /** `isInstant`: the value is one, to be shown in the reader's zone. */
  facts: { title: string; value: string; isInstant: boolean }[];
  meaning: string;
  next: { text: string; url: string | null };
  acknowledgedBy: string | null;
  acknowledgedAt: string | null;
  resolvedAt: string | null;
  isFlapping: boolean;
}

export interface RemindersBody {
  /** Of channels and group chats, the oldest 200. */
  subscriptions: SubscriptionBody[];
  /** Personal chats with reminders: each is its owner's own business. */
  personalChats: number;
}

export interface SubscriptionBody {
  id: string;
  kind: 'channel' | 'groupChat';
  conversationId: string;
  state: SubscriptionState;
  localTime: string;
  zone: string;
  offsets: readonly number[];
  weekend: WeekendRule;
  quietHours: QuietHours | null;
  snoozedUntil: string | null;
  /** When the next one is due; null when none is left. */
  nextDueAt: string | null;
}

/** What `GET /api/comparison` answers; names, cells and paragraphs are Markdown with links. */
export interface ComparisonBody {
  /** The two things compared. */
  names: [string, string];
  rows: { name: string; cells: [string, string]; differs: boolean }[];
  /** What can be needed, by the index of its row. */
  needs: { row: number; title: string }[];
  /** To the rows that `needs` named; null when it named none. */
  verdict: { kind: string; title: string; paragraphs: string[]; rows: number[] } | null;
  source: { article: string; heading: string; url: string };
}
