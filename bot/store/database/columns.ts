import type { ColumnType } from 'kysely';

/** A moment in UTC. */
export type Instant = ColumnType<Date, Date, Date>;
export type OptionalInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
