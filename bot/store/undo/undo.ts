import { sql, type Kysely, type Transaction } from 'kysely';
import type { AuditEntry, Change } from '../../dashboard/audit-entry.ts';
import { UNDO_HOURS, type UndoStore } from '../../dashboard/undo.ts';
import type { Authored } from '../../access/author.ts';
import { lockIdentityTeamChange } from '../alerts/restore-identity-team.ts';
import { selectEntries, toEntry } from '../audit/audit-trail.ts';
import type { LockedSubject } from '../audit/locked-subject.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { lockDeadline } from '../reminders/restore-deadline.ts';
import { lockReminders } from '../reminders/restore-reminders.ts';
import { lockForgotten, lockRenamed } from '../servers/server-list.ts';
import { lockServer } from '../servers/withdraw-report.ts';

const HOUR_MS = 3_600_000;

/** Acts that change the same thing of a subject. */
const FAMILIES: readonly (readonly Change['act'][])[] = [
  ['start-reminders', 'change-reminders', 'snooze-reminders', 'stop-reminders'],
  [
    'join-identity-team',
    'leave-identity-team',
    'request-identity-team',
    'approve-identity-team',
    'decline-identity-team',
  ],
  ['report-server', 'confirm-claim', 'forget-server', 'rename-server'],
  ['set-deadline'],
];

export function createUndoStore(db: Kysely<Schema>, outbox: Outbox): UndoStore {
  const madeIn = ({ tenantId, id }: { tenantId: string; id: string }, now: Date) =>
    selectEntries(db)
      .where('tenant_id', '=', tenantId)
      .where('at', '>', new Date(now.getTime() - UNDO_HOURS * HOUR_MS))
      .where('conversation_id', '=', id)
      .where('act', 'in', FAMILIES.flat())
      .where('undoes', 'is', null);

  return {
    async findLast(conversation, now) {
      const row = await madeIn(conversation, now)
        .where(isNotTakenBack)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? toEntry(row) : null;
    },

    async findSince(conversation, number, now) {
      const rows = await madeIn(conversation, now)
        .where(isNotTakenBack)
        .where('number', '>', number ?? '0')
        .orderBy('number')
        .execute();
      return rows.map(toEntry);
    },

    async find(conversation, number, now) {
      const row = await madeIn(conversation, now).where('number', '=', number).executeTakeFirst();
      return row ? toEntry(row) : null;
    },

    takeBack: (entry, tenantId, asked) =>
      db.transaction().execute(async (trx) => {
        await trx
          .selectFrom('audit_trail')
          .select('number')
          .where('number', '=', entry.number)
          .forUpdate() // another that takes it back waits
          .execute();
        const by = await selectEntries(trx).where('undoes', '=', entry.number).executeTakeFirst();
        if (by) return { outcome: 'undone-before', by: toEntry(by) };
        const subject = await lockSubject(trx, outbox, { tenantId, entry });
        const newer = await newerChange(trx, tenantId, entry);
        const { standing, isUnchanged } = subject;
        if (newer || !isUnchanged) return { outcome: 'overtaken', newer, standing };
        const restored = await subject.restore(asked);
        await recordUndo(trx, entry.number, asked);
        return { outcome: 'undone', standing: restored };
      }),
  };
}

function lockSubject(
  trx: Transaction<Schema>,
  outbox: Outbox,
  { tenantId, entry }: { tenantId: string; entry: AuditEntry },
): Promise<LockedSubject> {
  switch (entry.act) {
    case 'start-reminders':
    case 'change-reminders':
    case 'snooze-reminders':
    case 'stop-reminders':
      return lockReminders(trx, tenantId, entry);
    case 'set-deadline':
      return lockDeadline(trx, outbox, { tenantId, change: entry });
    case 'report-server':
    case 'confirm-claim':
      return lockServer(trx, tenantId, entry);
    case 'forget-server':
      return lockForgotten(trx, tenantId, entry);
    case 'rename-server':
      return lockRenamed(trx, tenantId, entry);
    case 'join-identity-team':
    case 'leave-identity-team':
    case 'request-identity-team':
    case 'approve-identity-team':
    case 'decline-identity-team':
      return lockIdentityTeamChange(trx, outbox, { tenantId, change: entry });
    default:
      throw new Error(`An entry "${entry.act}" of the audit trail can’t be taken back.`);
  }
}

/** The newest later change of the same subject that has not been taken back. */
async function newerChange(
  trx: Transaction<Schema>,
  tenantId: string,
  { number, act, subject, after }: AuditEntry,
): Promise<AuditEntry | null> {
  const family = FAMILIES.find((acts) => acts.includes(act)) ?? [];
  let newer = selectEntries(trx)
    .where('tenant_id', '=', tenantId)
    .where('number', '>', number)
    .where('act', 'in', family)
    .where('subject', '=', subject)
    .where('undoes', 'is', null)
    .where(isNotTakenBack);
  if ('conversationId' in after) {
    newer = newer.where(sql`after ->> 'conversationId'`, '=', after.conversationId);
  }
  const row = await newer.orderBy('number', 'desc').limit(1).executeTakeFirst();
  return row ? toEntry(row) : null;
}

const isNotTakenBack = sql<boolean>`not exists (
  select from audit_trail undo where undo.undoes = audit_trail.number
)`;

async function recordUndo(trx: Transaction<Schema>, number: string, { by, now }: Authored): Promise<void> {
  await trx
    .insertInto('audit_trail')
    .columns([
      'tenant_id',
      'at',
      'author_id',
      'author_name',
      'conversation_id',
      'undoes',
      'act',
      'subject',
      'before',
      'after',
    ])
    .expression((from) =>
      from
        .selectFrom('audit_trail')
        .select(['tenant_id'])
        .select([
          sql<Date>`${now}::timestamptz`.as('at'),
          sql<string | null>`${by.id}::text`.as('author_id'),
          sql<string>`${by.name}::text`.as('author_name'),
          sql<string | null>`${by.conversationId}::text`.as('conversation_id'),
        ])
        .select(['number as undoes', 'act', 'subject', 'before', 'after'])
        .where('number', '=', number),
    )
    .execute();
}
