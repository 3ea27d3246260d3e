import type { JudgedServerInput } from '../alerts/kinds/server-version.ts';
import { impactOf } from '../campaign/affected.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Verdict } from '../guidance/version-verdict.ts';
import { countedImpactOf } from './judge-server.ts';
import {
  claimKey,
  describeClaim,
  describeReport,
  serverStatusOf,
  type Server,
  type ServerReport,
  type ServerStatus,
} from './server.ts';

/** What the alerts need to know about a server. */
export function alertInput(
  server: Server,
  {
    guide,
    verdict,
    now,
    forgottenBy = null,
  }: {
    guide: Guide;
    verdict: Verdict | null;
    now: Date;
    /** Who took it off the list; default: nobody. */
    forgottenBy?: string | null;
  },
): JudgedServerInput {
  const { tenantId, name } = server;
  const status = serverStatusOf(server);
  const { role, isConfirmed, counted, contradiction } = status;
  const [newest] = counted;
  const claim = claimToConfirm(status, guide);
  return {
    tenantId,
    name,
    verdict,
    since: counted.findLast(({ version }) => version === verdict?.version)?.observedAt ?? now,
    role,
    reporter: counted.find(({ version }) => version !== undefined)?.reporter ?? '',
    isConfirmed,
    isHeldOpen: !isConfirmed && countedImpactOf(server, guide.notice.affects) !== null,
    newestReport: newest
      ? `${describeReporter(newest)}: ${describeReport(newest)}.`
      : forgottenBy && `Removed from the list by ${forgottenBy}.`,
    lastReport: newest && isConfirmed ? `${describeReport(newest)}, reported by ${newest.reporter}` : null,
    claim: claim && {
      key: claimKey(claim),
      reporter: claim.reporter,
      says: describeClaim(claim),
      at: claim.observedAt,
    },
    conflictingReport: contradiction ? `${contradiction.reporter}: ${describeReport(contradiction)}` : null,
    guide,
    now,
  };
}

/** A word that raises work counts without anybody's confirmation. */
function claimToConfirm(status: ServerStatus, { notice }: Guide): ServerReport | null {
  const isRaised = !status.isConfirmed && impactOf(status, notice.affects) !== 'not-affected';
  return isRaised ? null : status.claim;
}

/** `Reported by Kim`, with who confirmed it where somebody had to. */
function describeReporter({ reporter, confirmedBy }: ServerReport): string {
  return `Reported by ${reporter}${confirmedBy === undefined ? '' : `, confirmed by ${confirmedBy}`}`;
}
