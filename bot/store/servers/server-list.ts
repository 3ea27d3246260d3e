import { sql, type ExpressionBuilder, type Transaction } from 'kysely';
import type { Authored } from '../../access/author.ts';
import type { ForgetChange, RenameChange } from '../../dashboard/audit-entry.ts';
import type { RenameOutcome } from '../../servers/ports.ts';
import type { Server } from '../../servers/server.ts';
import { recordChanges } from '../audit/audit-trail.ts';
import type { LockedSubject } from '../audit/locked-subject.ts';
import type { Schema } from '../database/schema.ts';
import { reportsOf, toServerState } from './stored-server.ts';

interface Place {
  tenantId: string;
  asked: Authored;
}

/** As `ServerStore.forget`. */
export async function forget(
  trx: Transaction<Schema>,
  { tenantId, name, asked }: Place & { name: string },
): Promise<boolean> {
  const server = await lockListed(trx, tenantId, name);
  if (!server) return false;
  await trx
    .updateTable('servers')
    .set({ forgotten_at: asked.now, forgotten_by: asked.by.name, changes: sql`changes + 1` })
    .where('id', '=', server.id)
    .execute();
  const change: ForgetChange = {
    act: 'forget-server',
    subject: server.name,
    before: toServerState(server),
    after: { isListed: false },
  };
  await recordChanges(trx, { tenantId, ...asked }, [change]);
  return true;
}

/** As `ServerStore.rename`. */
export async function rename(
  trx: Transaction<Schema>,
  { tenantId, from, to, asked }: Place & { from: string; to: string },
): Promise<RenameOutcome> {
  const server = await lockListed(trx, tenantId, from);
  if (!server) return 'not-listed';
  if (!(await freeName(trx, { tenantId, name: to, except: server.id }))) return 'taken';
  await setName(trx, server.id, to);
  const change: RenameChange = {
    act: 'rename-server',
    subject: server.name,
    before: { name: server.name },
    after: { name: to },
  };
  await recordChanges(trx, { tenantId, ...asked }, [change]);
  return 'renamed';
}

/** Puts a server that was forgotten back on the list. */
export async function putBack(trx: Transaction<Schema>, id: string): Promise<void> {
  await trx
    .updateTable('servers')
    .set({ forgotten_at: null, forgotten_by: null, changes: sql`changes + 1` })
    .where('id', '=', id)
    .execute();
}

/** Locks a server that was forgotten. Taking that back puts it on the list again. */
export async function lockForgotten(
  trx: Transaction<Schema>,
  tenantId: string,
  { subject }: ForgetChange,
): Promise<LockedSubject> {
  const row = await lockRow(trx, tenantId, subject);
  const server = row && (await serverOf(trx, row));
  return {
    standing: standingOf(row?.forgotten_at === null ? server : null),
    isUnchanged: row !== null && row.forgotten_at !== null,
    async restore() {
      if (row) await putBack(trx, row.id);
      return standingOf(server);
    },
  };
}

/** Locks a server that was renamed. Taking that back gives it its name again, unless another server has it. */
export async function lockRenamed(
  trx: Transaction<Schema>,
  tenantId: string,
  { before, after }: RenameChange,
): Promise<LockedSubject> {
  const server = await lockListed(trx, tenantId, after.name);
  const isFree = server && (await freeName(trx, { tenantId, name: before.name, except: server.id }));
  return {
    standing: standingOf(server),
    isUnchanged: isFree === true,
    async restore() {
      if (server) await setName(trx, server.id, before.name);
      return standingOf(server);
    },
  };
}

function standingOf(server: Server | null): LockedSubject['standing'] {
  return { kind: 'server', state: server ? toServerState(server) : null };
}

type ServerRow = { id: string; tenantId: string; name: string; forgotten_at: Date | null };

async function lockRow(trx: Transaction<Schema>, tenantId: string, name: string): Promise<ServerRow | null> {
  const row = await trx
    .selectFrom('servers')
    .select(['id', 'name', 'forgotten_at'])
    .where('tenant_id', '=', tenantId)
    .where('name_key', '=', name.toLowerCase())
    .forUpdate()
    .executeTakeFirst();
  return row ? { ...row, tenantId } : null;
}

async function serverOf(trx: Transaction<Schema>, { id, tenantId, name }: ServerRow): Promise<Server> {
  return { id, tenantId, name, reports: await reportsOf(trx, id, name) };
}

/** Null for a server that is on no list. */
async function lockListed(trx: Transaction<Schema>, tenantId: string, name: string): Promise<Server | null> {
  const row = await lockRow(trx, tenantId, name);
  if (!row || row.forgotten_at !== null) return null;
  const server = await serverOf(trx, row);
  return server.reports.length > 0 ? server : null;
}

/**
 * Whether a server may take a name. One whose reports were all withdrawn gives its name away: nothing is reported of
 * it. A forgotten one keeps it, for the next report of that name puts it back.
 */
async function freeName(
  trx: Transaction<Schema>,
  { tenantId, name, except }: { tenantId: string; name: string; except: string },
): Promise<boolean> {
  const row = await lockRow(trx, tenantId, name);
  if (!row || row.id === except) return true;
  if (row.forgotten_at !== null || (await reportsOf(trx, row.id, row.name)).length > 0) return false;
  await trx
    .updateTable('servers')
    .set({ name_key: `${name.toLowerCase()} ${row.id}` }) // no name has a space
    .where('id', '=', row.id)
    .execute();
  return true;
}

async function setName(trx: Transaction<Schema>, id: string, name: string): Promise<void> {
  await trx
    .updateTable('servers')
    .set({ name, name_key: name.toLowerCase(), changes: sql`changes + 1` })
    .where('id', '=', id)
    .execute();
}

/** A condition's subquery: the reports of a server that stand. */
export function standingReports(server: ExpressionBuilder<Schema, 'servers'>) {
  return server
    .selectFrom('server_reports')
    .select('number')
    .whereRef('server_id', '=', 'servers.id')
    .where('withdrawn_at', 'is', null);
}
