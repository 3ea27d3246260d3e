import type { Clock } from '../../platform/clock.ts';
import { DEADLINES } from '../../platform/deadlines.ts';
import { withinDeadline } from '../../platform/within-deadline.ts';
import type { Token, TokenSource } from './organization.ts';

/** A token is not used any more when it ends so soon: what it is for takes a while. */
const SPARE_MS = 300_000;

/**
 * A token that is kept and asked for again five minutes before it ends, and used to its end when none comes. Those
 * who ask at the same time wait for one answer, for 3 seconds at most.
 * @param scope such as `https://ossrdbms-aad.database.windows.net/.default`
 * @throws what the source throws; CutoverError `deadline-passed`.
 */
export function createKeptToken({
  source,
  scope,
  clock,
  tokenMs = DEADLINES.tokenMs,
}: {
  source: TokenSource;
  scope: string;
  /** Real time: tokens know no other. */
  clock: Clock;
  tokenMs?: number;
}): () => Promise<string> {
  let kept: Token | null = null;
  let asked: Promise<Token> | null = null;

  async function ask(): Promise<Token> {
    const answer = await withinDeadline('Microsoft Entra ID', tokenMs, (abortSignal) =>
      source.getToken(scope, { abortSignal }),
    );
    if (!answer) throw new Error('the credential gave none');
    return answer;
  }

  return async () => {
    if (kept && lasts(kept, clock.now())) return kept.token;
    asked ??= ask().finally(() => (asked = null));
    try {
      kept = await asked;
    } catch (error) {
      if (!kept || !lasts(kept, clock.now(), 0)) throw error;
    }
    return kept.token;
  };
}

function lasts({ expiresOnTimestamp = 0 }: Token, now: Date, spareMs = SPARE_MS): boolean {
  return expiresOnTimestamp - now.getTime() > spareMs;
}
