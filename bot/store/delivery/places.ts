import { sql, type Kysely } from 'kysely';
import type { ToldName } from '../../delivery/conversation.ts';
import { nameChannel, type Place, type PlaceStore } from '../../delivery/place.ts';
import type { Schema } from '../database/schema.ts';
import { toConversation, type ConversationRow } from './conversation-row.ts';

export function createPlaceStore(db: Kysely<Schema>): PlaceStore {
  return {
    record: (tenantId, names, toldAt) =>
      recordNames(
        db,
        names.map((told) => ({ ...told, tenantId, toldAt })),
      ),

    async unnamed() {
      // Teams has no name for a team's first channel, which has the team's id.
      const { rows } = await sql<ConversationRow & { team_id: string }>`
        select distinct on (tenant_id, team_id) tenant_id, id, kind, service_url, bot_id, team_id
        from conversations channel
        where kind = 'channel' and team_id is not null and not exists (
          select 1 from place_names named
          where named.tenant_id = channel.tenant_id and named.id = channel.id
            and named.kind = case when channel.id = channel.team_id then 'team' else 'conversation' end
        )
        order by tenant_id, team_id`.execute(db);
      return rows.map(({ team_id: teamId, ...row }) => ({ ...toConversation(row), teamId }));
    },

    async find(tenantId, conversationIds) {
      const { rows } = await sql<PlaceRow>`
        select conversation.id, conversation.kind, own.name, team.name as team,
          conversation.id = coalesce(conversation.team_id, conversation.id) as "isFirst"
        from conversations conversation
        left join place_names own
          on own.tenant_id = conversation.tenant_id and own.kind = 'conversation' and own.id = conversation.id
        left join place_names team
          on team.tenant_id = conversation.tenant_id and team.kind = 'team'
            and team.id = coalesce(conversation.team_id, conversation.id)
        where conversation.tenant_id = ${tenantId}
          and conversation.id = any(${sql.val([...new Set(conversationIds)])}::text[])`.execute(db);
      return new Map(rows.map((row) => [row.id, toPlace(row)]));
    },
  };
}

interface PlaceRow extends Place {
  id: string;
  team: string | null;
  isFirst: boolean;
}

function toPlace({ kind, name, team, isFirst }: PlaceRow): Place {
  return { kind, name: kind === 'channel' ? nameChannel({ channel: name, team, isFirst }) : name };
}

export interface DatedName extends ToldName {
  tenantId: string;
  toldAt: Date;
}

/** Saves the newest of each name, in the order of their keys, so that two instances never wait for each other. */
export async function recordNames(db: Kysely<Schema>, names: readonly DatedName[]): Promise<void> {
  const inOrder = names.toSorted((a, b) => a.toldAt.getTime() - b.toldAt.getTime());
  const newest = new Map(inOrder.map((told) => [JSON.stringify([told.tenantId, told.of, told.id]), told]));
  if (newest.size === 0) return;
  const rows = [...newest]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { tenantId, of, id, name, toldAt }]) => ({
      tenant_id: tenantId,
      kind: of,
      id,
      name,
      told_at: toldAt,
    }));
  await db
    .insertInto('place_names')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'kind', 'id'])
        .doUpdateSet((row) => ({ name: row.ref('excluded.name'), told_at: row.ref('excluded.told_at') }))
        .whereRef('place_names.told_at', '<=', 'excluded.told_at')
        .whereRef('place_names.name', '!=', 'excluded.name'),
    )
    .execute();
}
