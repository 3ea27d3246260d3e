import { sql, type Kysely } from 'kysely';
import type { NonEmptyArray } from '../../platform/batch.ts';
import type { Post, Instants } from '../../delivery/ports.ts';
import type { Schema } from '../database/schema.ts';
import { inSeconds } from './claim.ts';

/** Longer than any request takes: a process that is sending a post for longer has died. */
const SENDING_SECONDS = 30;

/** A claimed post whose request is about to leave. */
export interface Departure {
  post: Pick<Post, 'id' | 'attempts'>;
  instants: Instants;
}

/**
 * Marks claimed posts as being sent; this spends the one repeat of those that are repeats. The result is false for
 * posts that somebody has claimed again, changed or deleted since, and for rows that another transaction has locked.
 */
export function departUnlocked(db: Kysely<Schema>, departures: NonEmptyArray<Departure>): Promise<boolean[]> {
  return markSending(db, departures, sql`for update of posts skip locked`);
}

/** Does the same for one post, and waits for the transaction that has locked it. */
export async function departAlone(db: Kysely<Schema>, departure: Departure): Promise<boolean> {
  const [hasDeparted = false] = await markSending(db, [departure], sql`for update of posts`);
  return hasDeparted;
}

async function markSending(
  db: Kysely<Schema>,
  departures: NonEmptyArray<Departure>,
  locking: ReturnType<typeof sql>,
): Promise<boolean[]> {
  const [{ instants }] = departures;
  const wanted = departures.map(({ post: { id, attempts } }) => ({ id, attempts }));
  // A lease that has run out is still a claim; a settlement clears it, and ends the claim.
  const { rows } = await sql<{ id: string; attempts: number }>`
    with held as (
      select posts.id from posts
      join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted(id uuid, attempts integer)
        on wanted.id = posts.id and wanted.attempts = posts.attempts
      where posts.state in ('planned', 'unknown') and posts.lease_until is not null
      ${locking}
    )
    update posts set state = 'sending', is_repeat = is_repeat or state = 'unknown', reason = null,
      changed_at = ${instants.now}, lease_until = ${inSeconds(SENDING_SECONDS, instants)}
    from held where posts.id = held.id
    returning posts.id, posts.attempts`.execute(db);
  const departed = new Map(rows.map(({ id, attempts }) => [id, attempts]));
  return departures.map(({ post: { id, attempts } }) => {
    if (departed.get(id) !== attempts) return false;
    return departed.delete(id); // of several departures for one claim, the first gets it
  });
}
