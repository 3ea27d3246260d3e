import type { Alert } from '../alerts/alert-lifecycle.ts';
import type { Clock } from '../platform/clock.ts';
import { DEFAULT_OFFSETS } from '../reminders/schedule.ts';
import { listChoiceFields, pickSchedule } from '../reminders/schedule-fields.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Milestone } from '../guidance/guidance-map.ts';
import { distanceTo, formatDate, formatDay, localiseDates, type LocalNow } from '../guidance/date-format.ts';
import type { TenantProgress } from '../campaign/progress.ts';
import { daysUntil } from '../campaign/calendar.ts';
import type {
  AlertBody,
  CampaignBody,
  CountdownBody,
  MilestoneBody,
  NoticeBody,
  ReportBody,
  ServerPage,
  SubscriptionBody,
} from './campaign-body.ts';
import { toDeadlineBody } from './deadline-body.ts';
import { countDown, toNoticeBody } from './notice-list.ts';
import { isAbout, nextDueAt, scheduleOf } from './reminder-schedule.ts';
import type { Place, PlaceStore } from '../delivery/place.ts';
import type { DashboardStore, PlacedSubscription } from './ports.ts';
import { pageOf, type ServerList, type ServerListQuery, type ServerLists } from './server-list.ts';
import type { ServerReport } from '../servers/server.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { describeDeadline } from '../guidance/cut-off-text.ts';

/** Servers per page. */
export const PAGE_SIZE = 50;
const MAX_ALERTS = { firing: 50, resolved: 10 };
const MAX_SUBSCRIPTIONS = 200;

/** The dashboard's data for one tenant. */
export interface Dashboard {
  /** Everything about one notice: the list of all is `notices`. */
  campaign(
    tenantId: string,
    guide: Guide,
    reader: { zone: string; locale?: string | undefined },
  ): Promise<Omit<CampaignBody, 'notices'>>;
  /** A line of the list of notices for each guide, in the order of the guides. */
  notices(
    tenantId: string,
    wanted: {
      guides: readonly Guide[];
      progress: TenantProgress;
      zone: string;
      locale?: string | undefined;
    },
  ): Promise<NoticeBody[]>;
  servers(tenantId: string, guide: Guide, query: ServerListQuery): Promise<ServerPage>;
  /** Null if the tenant has no such server. */
  history(tenantId: string, serverId: string): Promise<{ name: string; reports: ReportBody[] } | null>;
}

interface DashboardSources {
  serverLists: ServerLists;
  dashboard: DashboardStore;
  places: Pick<PlaceStore, 'find'>;
  clock: Clock;
}

export function createDashboard(sources: DashboardSources): Dashboard {
  const { serverLists, dashboard: store, clock } = sources;
  return {
    campaign: (tenantId, guide, reader) =>
      readCampaign({ tenantId, guide, localNow: { now: clock.now(), ...reader } }, sources),

    async notices(tenantId, { guides, progress, ...reader }) {
      const subscriptions = await store.subscriptions(tenantId);
      const localNow = { now: clock.now(), ...reader };
      return guides.map((guide) =>
        toNoticeBody(guide, {
          progress: progress.get(guide.notice.id) ?? null,
          subscriptions,
          localNow,
        }),
      );
    },

    servers: async (tenantId, guide, query) => pageOf(await serverLists.of(tenantId, guide), query),

    async history(tenantId, serverId) {
      const found = await store.serverHistory(tenantId, serverId);
      if (!found) return null;
      return { name: found.name, reports: found.reports.map(toReportBody) };
    },
  };
}

async function readCampaign(
  { tenantId, guide, localNow }: { tenantId: string; guide: Guide; localNow: LocalNow },
  { serverLists, dashboard: store, places }: DashboardSources,
): Promise<Omit<CampaignBody, 'notices'>> {
  const { now, zone } = localNow;
  const { id, title, sourceUrl, milestones } = guide.notice;
  const cutOff = guide.deadline?.date ?? null;
  const [serverList, everySubscription, counts, alerts, alertCounts] = await Promise.all([
    serverLists.of(tenantId, guide),
    store.subscriptions(tenantId),
    store.offsetCounts(tenantId, id),
    store.newestAlerts(tenantId, MAX_ALERTS),
    store.alertCounts(tenantId),
  ]);
  const subscriptions = everySubscription.filter((each) => isAbout(each, id));
  const campaign = { cutOff, progress: serverList.counted, now };
  return {
    clock: { now: now.toISOString(), zone },
    notice: { id, title, product: guide.product, cutOff, sourceUrl },
    deadline: toDeadlineBody(guide),
    countdown: cutOff ? toCountdownBody(guide, cutOff, localNow) : null,
    milestones: milestones.map((milestone) => toMilestoneBody(milestone, localNow)),
    offsets: scheduleOf({ subscriptions, counts, ...campaign }),
    servers: toServersBody(serverList),
    progress: serverList.progress,
    alerts: { ...alertCounts, newest: alerts.map(toAlertBody) },
    reminders: await readReminders(tenantId, { subscriptions, campaign, places }),
  };
}

function toServersBody(list: ServerList): CampaignBody['servers'] {
  const { reported, affected, unknown } = list.counted ?? { reported: 0, affected: 0, unknown: 0 };
  return {
    summary: list.summary,
    reported,
    onRetired: affected,
    unknown,
    notCounted: list.servers.length - reported,
    page: pageOf(list, { status: null, search: '', after: null, limit: PAGE_SIZE }),
  };
}

/** The subscriptions of channels and group chats; personal ones are only counted. */
async function readReminders(
  tenantId: string,
  {
    subscriptions,
    campaign,
    places,
  }: {
    subscriptions: readonly PlacedSubscription[];
    campaign: Parameters<typeof nextDueAt>[1];
    places: DashboardSources['places'];
  },
): Promise<CampaignBody['reminders']> {
  const shared = subscriptions.filter(({ kind }) => kind !== 'personal');
  const listed = shared.slice(0, MAX_SUBSCRIPTIONS);
  const placeOf = await places.find(
    tenantId,
    listed.map(({ conversationId }) => conversationId),
  );
  return {
    subscriptions: listed.map((each) =>
      toSubscriptionBody(each, placeOf.get(each.conversationId), nextDueAt(each, campaign)),
    ),
    personalChats: subscriptions.length - shared.length,
    form: { usualOffsets: [...DEFAULT_OFFSETS], choiceFields: listChoiceFields() },
  };
}

function toReportBody(report: ServerReport): ReportBody {
  const { observedAt, reporter, origin, confirmedBy, version, role, state, authentication } = report;
  return {
    observedAt: observedAt.toISOString(),
    reporter,
    origin,
    confirmedBy: confirmedBy ?? null,
    version: version ?? null,
    role: role ?? null,
    state: state ?? null,
    authentication: authentication ?? null,
  };
}

function toCountdownBody(guide: Guide, cutOff: string, localNow: LocalNow): CountdownBody {
  return { ...countDown(cutOff, localNow), sentence: toSummary(describeDeadline(guide, localNow)) };
}

const TITLES = {
  announced: 'Retirement announced',
  'new-use-ends': 'New use ends',
  'support-ends': 'Support ended',
  'cut-off': 'Cut-off',
} as const;

/** Null for a milestone that its own sentence names best. */
function titleOf({ kind, scope }: Milestone, isPast: boolean): string | null {
  if (kind === 'other') return null;
  const title = kind === 'support-ends' && !isPast ? 'Support ends' : TITLES[kind];
  return scope === undefined ? title : `${title} (${scope})`;
}

function toMilestoneBody(milestone: Milestone, localNow: LocalNow): MilestoneBody {
  const { date, kind } = milestone;
  const text = toSummary(localiseDates(milestone.text, localNow.locale));
  const isPast = daysUntil({ date, ...localNow }) < 0;
  return {
    date,
    kind,
    title: titleOf(milestone, isPast) ?? text.replace(/\.$/, ''),
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

function toSubscriptionBody(
  subscription: PlacedSubscription,
  place: Place | undefined,
  next: Date | null,
): SubscriptionBody {
  const { id, kind, conversationId, state, snoozedUntil } = subscription;
  return {
    id,
    kind: kind === 'channel' ? 'channel' : 'groupChat',
    conversationId,
    name: place?.name ?? null,
    state,
    ...pickSchedule(subscription),
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    nextDueAt: next?.toISOString() ?? null,
  };
}
