import type { Origin, Server, ServerReport } from './server.ts';
import { serverStatusOf } from './server.ts';

/** Why somebody's word isn't enough to take a server off the list, or to rename it. */
export type RemovalRefusal =
  /** A source reports it: an identity team alone may decide otherwise. */
  | 'reported-by-source'
  /** It was reported, or confirmed, where the campaign is followed. */
  | 'reported-by-team'
  /** Somebody else has reported it, too. */
  | 'reported-by-others';

/** Who asks, and from where. */
export interface RemovalWord extends Pick<ServerReport, 'reporter' | 'reporterId'> {
  origin: Origin;
  /** Whether they ask where an identity team gets its alerts. */
  isIdentityTeam: boolean;
}

/**
 * Null: the word is enough. What raises work isn't ended by anybody less trusted: who takes a server off the list must
 * be as trusted as whoever has reported it. Of a server that people outside the campaign have reported, everybody may
 * take back what they alone have said.
 */
export function removalRefusalOf(server: Pick<Server, 'reports'>, word: RemovalWord): RemovalRefusal | null {
  if (word.isIdentityTeam) return null;
  const { reports } = server;
  if (reports.some(({ origin }) => origin === 'source')) return 'reported-by-source';
  if (word.origin === 'team') return null;
  if (serverStatusOf(server).isConfirmed) return 'reported-by-team';
  const isOwn = reports.every(
    ({ reporter, reporterId }) =>
      reporterId === word.reporterId && (reporterId !== null || reporter === word.reporter),
  );
  return isOwn ? null : 'reported-by-others';
}
