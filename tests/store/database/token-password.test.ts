import assert from 'node:assert/strict';
import { createTokenPassword } from '../../../bot/store/database/token-password.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const SCOPE = 'https://ossrdbms-aad.database.windows.net/.default';

/** Gives token 1, 2, … for an hour each, and remembers what it was asked for. */
function createIssuer(clock: { now(): Date }) {
  const issuer = {
    scopes: [] as string[],
    failure: null as Error | null,
    async getToken(scope: string) {
      issuer.scopes.push(scope);
      await Promise.resolve();
      if (issuer.failure) throw issuer.failure;
      return {
        token: `token ${issuer.scopes.length}`,
        expiresOnTimestamp: clock.now().getTime() + 3_600_000,
      };
    },
  };
  return issuer;
}

describe('a token as a password', () => {
  const clock = createManualClock('2026-01-05T08:00:00Z');
  const setUp = () => {
    const source = createIssuer(clock);
    return { source, password: createTokenPassword({ source, scope: SCOPE, clock }) };
  };

  it('is requested once, for the database, and cached', async () => {
    const { source, password } = setUp();
    assert.deepEqual([await password(), await password()], ['token 1', 'token 1']);
    assert.deepEqual(source.scopes, [SCOPE]);
  });

  it('is requested once for simultaneous connections', async () => {
    const { source, password } = setUp();
    assert.deepEqual(new Set(await Promise.all([password(), password(), password()])), new Set(['token 1']));
    assert.equal(source.scopes.length, 1);
  });

  it('is renewed five minutes before it expires', async () => {
    const { password } = setUp();
    await password();
    clock.advance({ minutes: 54 });
    assert.equal(await password(), 'token 1');
    clock.advance({ minutes: 1 });
    assert.equal(await password(), 'token 2');
  });

  it('is used until it expires when renewal fails, and not longer', async () => {
    const { source, password } = setUp();
    await password();
    source.failure = new Error('the identity endpoint is down');
    clock.advance({ minutes: 58 });
    assert.equal(await password(), 'token 1');
    clock.advance({ minutes: 2 });
    await assert.rejects(password(), { code: 'no-database-token', message: /identity endpoint is down/ });
    source.failure = null;
    assert.match(await password(), /^token \d$/);
  });

  it('fails with the remedy when the identity issues none', async () => {
    const password = createTokenPassword({
      source: { getToken: () => Promise.resolve(null) },
      scope: SCOPE,
      clock,
    });
    await assert.rejects(password(), {
      code: 'no-database-token',
      message: /^DATABASE_URL has no password, and .* gave no token.*or DATABASE_URL a password\.$/,
    });
  });
});
