import type { Clock } from '../../platform/clock.ts';
import { CutoverError } from '../../platform/errors.ts';
import type { Token, TokenSource } from '../../sources/graph/organization.ts';

/** A token is not used any more when it ends so soon: a connection takes a while to be made. */
const SPARE_MS = 300_000;

/**
 * A password that is a token of Microsoft Entra ID, to be asked for at each new connection. The token is kept and
 * asked for again five minutes before it ends, and used to its end when none comes; connections that are made at
 * the same time wait for one answer.
 * @param scope such as `https://ossrdbms-aad.database.windows.net/.default`
 * @throws CutoverError `no-database-token`, with what the identity says.
 */
export function createTokenPassword({
  source,
  scope,
  clock,
}: {
  source: TokenSource;
  scope: string;
  /** Real time: tokens know no other. */
  clock: Clock;
}): () => Promise<string> {
  let kept: Token | null = null;
  let asked: Promise<Token> | null = null;

  async function ask(): Promise<Token> {
    const answer = await source.getToken(scope).catch((cause: unknown) => {
      throw missing(cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause), cause);
    });
    if (!answer) throw missing('the credential gave none');
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

function missing(reason: string, cause?: unknown): CutoverError {
  return new CutoverError(
    'no-database-token',
    `DATABASE_URL has no password, and Microsoft Entra ID gave no token in its place: ${reason}. Give this machine an identity that the database knows, or DATABASE_URL a password.`,
    { cause },
  );
}
