import { sql, type Kysely } from 'kysely';

/** Lets a request to become an identity team be withdrawn. */
export async function allowWithdrawnRequests(db: Kysely<never>): Promise<void> {
  await sql`
    alter table identity_team_requests
      drop constraint identity_team_requests_state_check,
      add constraint identity_team_requests_state_check
        check (state in ('waiting', 'approved', 'declined', 'expired', 'withdrawn'))`.execute(db);
}
