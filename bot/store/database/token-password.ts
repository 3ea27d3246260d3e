import type { Clock } from '../../platform/clock.ts';
import { CutoverError } from '../../platform/errors.ts';
import { createKeptToken } from '../../sources/graph/kept-token.ts';
import type { TokenSource } from '../../sources/graph/organization.ts';

/**
 * A password that is a token of Microsoft Entra ID, to be asked for at each new connection.
 * @param scope such as `https://ossrdbms-aad.database.windows.net/.default`
 * @throws CutoverError `no-database-token`, with what the identity says.
 */
export function createTokenPassword(token: {
  source: TokenSource;
  scope: string;
  /** Real time: tokens know no other. */
  clock: Clock;
}): () => Promise<string> {
  const read = createKeptToken(token);
  return () =>
    read().catch((cause: unknown) => {
      const reason = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause);
      throw new CutoverError(
        'no-database-token',
        `DATABASE_URL has no password, and Microsoft Entra ID gave no token in its place: ${reason.replace(/\.$/, '')}. Give this machine an identity that the database knows, or DATABASE_URL a password.`,
        { cause },
      );
    });
}
