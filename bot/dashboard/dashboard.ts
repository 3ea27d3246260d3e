import type { Alert } from '../alerts/alert-lifecycle.ts';
import type { Clock } from '../platform/clock.ts';
import { DEFAULT_OFFSETS } from '../reminders/schedule.ts';
import { listChoiceFields, pickSchedule } from '../reminders/schedule-fields.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Milestone } from '../guidance/guidance-map.ts';
import { distanceTo, formatDate, formatDay, localiseDates, type LocalNow } from '../guidance/date-format.ts';
import { daysUntil } from '../campaign/calendar.ts';
import { countdown } from '../rendering/countdown.ts';
import type {
  AlertBody,
  CampaignBody,
  CountdownBody,
  MilestoneBody,
  ReportBody,
  ServerPage,
  SubscriptionBody,
} from './campaign-body.ts';
import { scheduleOf, nextDueAt } from './reminder-schedule.ts';
import type { DashboardStore, PlacedSubscription } from './ports.ts';
import { pageOf, type ServerListQuery, type ServerLists } from './server-list.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { describeDeadline } from '../guidance/cut-off-text.ts';

/** Servers per page. */
export const PAGE_SIZE = 50;
const MAX_ALERTS = { firing: 50, resolved: 10 };
const MAX_SUBSCRIPTIONS = 200;

/** The dashboard's data for one tenant. */
export interface Dashboard {
  campaign(
    tenantId: string,
    guide: Guide,
    reader: { zone: string; locale?: string | undefined },
  ): Promise<CampaignBody>;
  servers(tenantId: string, guide: Guide, query: ServerListQuery): Promise<ServerPage>;
  /** Null if the tenant has no such server. */
  history(tenantId: string, serverId: string): Promise<{ name: string; reports: ReportBody[] } | null>;
}

export function createDashboard({
  serverLists,
  dashboard: store,
  clock,
}: {
  serverLists: ServerLists;
  dashboard: DashboardStore;
  clock: Clock;
}): Dashboard {
  return {
    async campaign(tenantId, guide, { zone, locale }) {
      const { id, title, sourceUrl, milestones } = guide.notice;
      const cutOff = guide.deadline?.date ?? null;
      const now = clock.now();
      const localNow = { now, zone, locale };
      const [serverList, subscriptions, counts, alerts, alertCounts] = await Promise.all([
        serverLists.of(tenantId, guide),
        store.subscriptions(tenantId, id),
        store.offsetCounts(tenantId, id),
        store.newestAlerts(tenantId, MAX_ALERTS),
        store.alertCounts(tenantId),
      ]);
      const progress = serverList.counted;
      const { reported, affected, unknown } = progress ?? { reported: 0, affected: 0, unknown: 0 };
      const shared = subscriptions.filter(({ kind }) => kind !== 'personal');
      const campaign = { cutOff, progress, now };
      return {
        clock: { now: now.toISOString(), zone },
        notice: { id, title, product: guide.product, cutOff, sourceUrl },
        countdown: cutOff ? toCountdownBody(guide, cutOff, localNow) : null,
        milestones: milestones.map((milestone) => toMilestoneBody(milestone, localNow)),
        offsets: scheduleOf({ subscriptions, counts, ...campaign }),
        servers: {
          summary: serverList.summary,
          reported,
          onRetired: affected,
          unknown,
          notCounted: serverList.servers.length - reported,
          page: pageOf(serverList, { status: null, search: '', after: null, limit: PAGE_SIZE }),
        },
        progress: serverList.progress,
        alerts: { ...alertCounts, newest: alerts.map(toAlertBody) },
        reminders: {
          subscriptions: shared
            .slice(0, MAX_SUBSCRIPTIONS)
            .map((each) => toSubscriptionBody(each, nextDueAt(each, campaign))),
          personalChats: subscriptions.length - shared.length,
          form: { usualOffsets: [...DEFAULT_OFFSETS], choiceFields: listChoiceFields() },
        },
      };
    },

    servers: async (tenantId, guide, query) => pageOf(await serverLists.of(tenantId, guide), query),

    async history(tenantId, serverId) {
      const found = await store.serverHistory(tenantId, serverId);
      if (!found) return null;
      const reports = found.reports.map(
        ({ observedAt, reporter, origin, confirmedBy, version, role, state, authentication }) => ({
          observedAt: observedAt.toISOString(),
          reporter,
          origin,
          confirmedBy: confirmedBy ?? null,
          version: version ?? null,
          role: role ?? null,
          state: state ?? null,
          authentication: authentication ?? null,
        }),
      );
      return { name: found.name, reports };
    },
  };
}

const URGENCIES = { Accent: 'calm', Warning: 'soon', Attention: 'urgent' } as const;

function toCountdownBody(guide: Guide, cutOff: string, localNow: LocalNow): CountdownBody {
  const { count, unit, colour } = countdown(cutOff, localNow);
  return { count, unit, urgency: URGENCIES[colour], sentence: toSummary(describeDeadline(guide, localNow)) };
}

const TITLES = {
  announced: 'Retirement announced',
  'new-use-ends': 'New use ends',
  'support-ends': 'Support ended',
  'cut-off': 'Cut-off',
} as const;

function toMilestoneBody(milestone: Milestone, localNow: LocalNow): MilestoneBody {
  const { date, kind } = milestone;
  const text = toSummary(localiseDates(milestone.text, localNow.locale));
  const isPast = daysUntil({ date, ...localNow }) < 0;
  const title = kind === 'other' ? text : TITLES[kind];
  return {
    date,
    kind,
    title: kind === 'support-ends' && !isPast ? 'Support ends' : title,
    day:
      milestone.precision === 'month'
        ? formatDate(milestone, localNow.locale)
        : formatDay(date, localNow.locale),
    away: distanceTo(date, localNow).words,
    isPast,
    text,
  };
}

function toAlertBody(alert: Alert): AlertBody {
  const { id, state, finding, acknowledgedBy, acknowledgedAt, resolvedAt, isFlapping } = alert;
  return {
    id,
    severity: finding.severity,
    title: finding.title,
    state,
    since: finding.since.toISOString(),
    facts: finding.facts.map(({ title, value }) =>
      typeof value === 'string'
        ? { title, value, isInstant: false }
        : { title, value: value.toISOString(), isInstant: true },
    ),
    meaning: finding.meaning,
    next: finding.next,
    acknowledgedBy,
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
    resolvedAt: resolvedAt?.toISOString() ?? null,
    isFlapping,
  };
}

export function toSubscriptionBody(subscription: PlacedSubscription, next: Date | null): SubscriptionBody {
  const { id, kind, conversationId, state, snoozedUntil } = subscription;
  return {
    id,
    kind: kind === 'channel' ? 'channel' : 'groupChat',
    conversationId,
    state,
    ...pickSchedule(subscription),
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    nextDueAt: next?.toISOString() ?? null,
  };
}
