import { sql, type Kysely, type Transaction } from 'kysely';
import type { DueReminder } from '../../reminders/schedule.ts';
import {
  ALL_NOTICES,
  type DueWork,
  type KnownDeadline,
  type NoticePlan,
  type Subscription,
  type SubscriptionPlan,
} from '../../reminders/ports.ts';
import { addPosts } from '../delivery/outbox.ts';
import type { PostQueue } from '../delivery/post-queue.ts';
import type { Schema } from '../database/schema.ts';
import { selectCurrentDeadlines } from './own-deadlines.ts';
import { toSubscription } from './subscription-row.ts';
import type { NewPost } from '../delivery/post-row.ts';

/** The kind of a digest's post; its subject is the subscription, its occasion the month. */
export const DIGEST = 'digest';

/** Most subscriptions listed at once. Finding the next few costs as much as finding all that are due. */
const LIST_LIMIT = 10_000;

/** Subscriptions per transaction, during which the embedded store is blocked. */
const BATCH_SIZE = 100;

/** Plans every due subscription, in batches of one transaction each. Instances share the work. */
export async function planDue(db: Kysely<Schema>, queue: PostQueue, work: DueWork): Promise<void> {
  for (;;) {
    const due = await listDue(db, work);
    let planned = 0;
    for (let i = 0; i < due.length; i += BATCH_SIZE) {
      const some = due.slice(i, i + BATCH_SIZE);
      planned += await db.transaction().execute((trx) => planBatch(trx, queue, some, work));
    }
    // Subscriptions that another instance is planning stay in the list until it is done.
    if (due.length < LIST_LIMIT || planned === 0) return;
  }
}

async function listDue(db: Kysely<Schema>, { now, cutOffs }: DueWork): Promise<string[]> {
  if (cutOffs.size === 0) return [];
  const rows = await selectDue(db, [...cutOffs.keys()], now)
    .select('id')
    .orderBy('next_due_at')
    .limit(LIST_LIMIT)
    .execute();
  return rows.map(({ id }) => id);
}

async function planBatch(
  trx: Transaction<Schema>,
  queue: PostQueue,
  ids: readonly string[],
  { now, cutOffs, decide }: DueWork,
): Promise<number> {
  const rows = await selectDue(trx, [...cutOffs.keys()], now)
    .selectAll()
    .where((subscription) => subscription('id', '=', subscription.fn.any(sql.val(ids))))
    .forUpdate()
    .skipLocked()
    .execute();
  // Read once the rows are locked: whoever changes a date changes them first.
  const deadlines = await readDeadlines(trx, cutOffs);
  const decided = rows.flatMap((row) => {
    const subscription = toSubscription(row);
    const known = deadlinesFor(subscription, deadlines);
    return known ? [{ subscription, plan: decide(subscription, row.next_due_at ?? now, known) }] : [];
  });
  await addPosts({ trx, queue, posts: decided.flatMap(postsOf), now });
  await scheduleNextPlanning(trx, decided, now);
  return decided.length;
}

/** Null when another instance has a different cut-off, and plans the subscription. */
function deadlinesFor(
  { tenantId, noticeId }: Subscription,
  { agreed, contested, own }: ReadDeadlines,
): Deadlines | null {
  const dates = own.get(tenantId);
  const isLeftToOther = [...contested].some(
    (id) => (noticeId === ALL_NOTICES || noticeId === id) && !dates?.has(id),
  );
  return isLeftToOther ? null : new Map([...agreed, ...(dates ?? [])]);
}

function selectDue(db: Kysely<Schema>, noticeIds: readonly string[], now: Date) {
  return db
    .selectFrom('subscriptions')
    .where('state', '=', 'active')
    .where('notice_id', 'in', [ALL_NOTICES, ...noticeIds])
    .where('next_due_at', '<=', now);
}

interface Decided {
  subscription: Subscription;
  plan: SubscriptionPlan;
}

/** A row for each due offset, the one to be sent and the skipped ones, and at the end one for the digest, which a reminder may carry. */
function postsOf({ subscription, plan: { notices, digest } }: Decided): NewPost[] {
  const { id, tenantId, conversationId } = subscription;
  const reminders = notices.flatMap((plan) => postsOfNotice(subscription, plan));
  if (!digest.post) return reminders;
  const { month, dueAt } = digest.post;
  const key = { kind: DIGEST, subjectId: id, occasion: month };
  return [...reminders, { ...key, tenantId, conversationId, dueAt, sharesCard: true }];
}

function postsOfNotice(subscription: Subscription, { noticeId, cutOff, plan }: NoticePlan): NewPost[] {
  const { id, tenantId, conversationId } = subscription;
  const postFor = ({ offset, dueAt }: DueReminder) => ({
    kind: 'reminder',
    subjectId: id,
    occasion: `${noticeId} ${cutOff} ${offset}`,
    tenantId,
    conversationId,
    dueAt,
  });
  const skipped = plan.skip.map((offset) => ({ ...postFor(offset), skipped: offset.reason }));
  return plan.post ? [...skipped, { ...postFor(plan.post), sharesCard: true }] : skipped;
}

type Deadlines = ReadonlyMap<string, KnownDeadline>;

interface ReadDeadlines {
  /** Cut-offs, by notice id, that are the known ones. */
  agreed: Deadlines;
  /** Notices whose known cut-off is another: during a rolling update, an older instance may have an older notice. */
  contested: ReadonlySet<string>;
  /** Dates that tenants have set for loaded notices, by tenant id and notice id. */
  own: ReadonlyMap<string, Deadlines>;
}

async function readDeadlines(db: Kysely<Schema>, cutOffs: DueWork['cutOffs']): Promise<ReadDeadlines> {
  const rows = await db.selectFrom('known_cut_offs').select(['notice_id', 'cut_off', 'since']).execute();
  const known = new Map(rows.map((row) => [row.notice_id, row]));
  const agreed = new Map<string, KnownDeadline>();
  const contested = new Set<string>();
  for (const [id, cutOff] of cutOffs) {
    const row = known.get(id);
    if (cutOff === null) continue;
    if (row && row.cut_off !== cutOff) contested.add(id);
    else agreed.set(id, { date: cutOff, since: row?.since ?? null });
  }
  return { agreed, contested, own: await readOwn(db, cutOffs, agreed) };
}

/** A tenant that took its date back has the notice's again, since then. */
async function readOwn(
  db: Kysely<Schema>,
  cutOffs: DueWork['cutOffs'],
  agreed: Deadlines,
): Promise<Map<string, Map<string, KnownDeadline>>> {
  const own = new Map<string, Map<string, KnownDeadline>>();
  for (const { tenant_id, notice_id, date, since } of await selectCurrentDeadlines(db).execute()) {
    const stated = agreed.get(notice_id);
    const holds =
      date === null ? stated && { date: stated.date, since: later(since, stated.since) } : { date, since };
    if (!holds || !cutOffs.has(notice_id)) continue;
    const dates = own.get(tenant_id) ?? new Map<string, KnownDeadline>();
    own.set(tenant_id, dates.set(notice_id, holds));
  }
  return own;
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

async function scheduleNextPlanning(
  trx: Transaction<Schema>,
  decided: readonly Decided[],
  now: Date,
): Promise<void> {
  if (decided.length === 0) return;
  const rows = decided.map(({ subscription, plan: { notices, digest } }) => ({
    id: subscription.id,
    at: earliest([digest, ...notices.map(({ plan }) => plan)]),
  }));
  await sql`
    update subscriptions set next_due_at = looked.at, planned_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as looked(id uuid, at timestamptz)
    where subscriptions.id = looked.id`.execute(trx);
}

function earliest(plans: readonly { planAgainAt: Date }[]): Date {
  return new Date(Math.min(...plans.map(({ planAgainAt }) => planAgainAt.getTime())));
}
