import { sql, type Kysely, type Transaction } from 'kysely';
import type { DueReminder } from '../../reminders/schedule.ts';
import { ALL_NOTICES, type DueWork, type NoticePlan, type Subscription } from '../../reminders/ports.ts';
import { addPosts } from '../delivery/outbox.ts';
import type { PostQueue } from '../delivery/post-queue.ts';
import type { Schema } from '../database/schema.ts';
import { toSubscription } from './subscription-row.ts';
import type { NewPost } from '../delivery/post-row.ts';

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
  const agreed = await agreedCutOffs(db, cutOffs);
  if (agreed.size === 0) return [];
  const rows = await selectDue(db, agreed, now)
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
  const agreed = await agreedCutOffs(trx, cutOffs);
  if (agreed.size === 0) return 0;
  const rows = await selectDue(trx, agreed, now)
    .selectAll()
    .where((subscription) => subscription('id', '=', subscription.fn.any(sql.val(ids))))
    .forUpdate()
    .skipLocked()
    .execute();
  const decided = rows.map((row) => {
    const subscription = toSubscription(row);
    return { subscription, plans: decide(subscription, row.next_due_at ?? now, agreed) };
  });
  await addPosts({ trx, queue, posts: decided.flatMap(postsOf), now });
  await scheduleNextPlanning(trx, decided, now);
  return rows.length;
}

function selectDue(db: Kysely<Schema>, agreed: ReadonlyMap<string, string>, now: Date) {
  return db
    .selectFrom('subscriptions')
    .where('state', '=', 'active')
    .where('notice_id', 'in', [ALL_NOTICES, ...agreed.keys()])
    .where('next_due_at', '<=', now);
}

interface Decided {
  subscription: Subscription;
  plans: readonly NoticePlan[];
}

/** A row for each due offset: the one to be sent and the skipped ones. */
function postsOf({ subscription, plans }: Decided): NewPost[] {
  return plans.flatMap((plan) => postsOfNotice(subscription, plan));
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

/** Notices whose cut-off is the known one. During a rolling update, an older instance may have an older notice. */
async function agreedCutOffs(
  db: Kysely<Schema>,
  cutOffs: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const known = await db.selectFrom('known_cut_offs').selectAll().execute();
  const isOther = ({ notice_id, cut_off }: { notice_id: string; cut_off: string }) =>
    (cutOffs.get(notice_id) ?? cut_off) !== cut_off;
  const others = known.filter(isOther).map(({ notice_id }) => notice_id);
  return new Map([...cutOffs].filter(([id]) => !others.includes(id)));
}

async function scheduleNextPlanning(
  trx: Transaction<Schema>,
  decided: readonly Decided[],
  now: Date,
): Promise<void> {
  if (decided.length === 0) return;
  const rows = decided.map(({ subscription, plans }) => ({
    id: subscription.id,
    at: earliest(plans.map(({ plan }) => plan.planAgainAt)),
  }));
  await sql`
    update subscriptions set next_due_at = looked.at, planned_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as looked(id uuid, at timestamptz)
    where subscriptions.id = looked.id`.execute(trx);
}

/** Null when there is none. */
function earliest(instants: readonly Date[]): Date | null {
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((instant) => instant.getTime())));
}
