import assert from 'node:assert/strict';
import { completedServers, progressOf } from '../../bot/servers/judge-server.ts';
import { serverStatusOf } from '../../bot/servers/server.ts';
import { said, server } from '../support/server-reports.ts';

describe('a server that several people disagree on', () => {
  const rule = [{ versions: '<2.6.84.0' }, { authentication: 'account' as const }];
  const bob = said('Bob', 2, { version: '2.6.92.0', authentication: 'application' });
  const ada = said('Ada', 1, { version: '2.6.91.0' });

  it('has every word that contradicts the newest', () => {
    const [kim, eve] = [
      said('Kim', 0, { authentication: 'account' }),
      said('Eve', 0, { version: '2.5.3.0' }),
    ];
    assert.deepEqual(serverStatusOf(server(bob, ada, kim, eve)).contradictions, [ada, eve, kim]);
  });

  for (const word of [{ version: '2.5.3.0' }, { authentication: 'account' }] as const) {
    it(`isn’t off while one says ${Object.values(word).join()}, whoever else says otherwise`, () => {
      const progress = progressOf([server(bob, ada, said('Kim', 0, word))], rule);
      assert.deepEqual(progress, { affected: 0, unknown: 1, reported: 1 });
    });
  }

  it('isn’t off while one contradicts a part of what must hold together', () => {
    const both = [{ versions: '<3.0.0.0', authentication: 'account' as const }];
    const [now, before] = [
      said('Bob', 2, { authentication: 'application' }),
      said('Bob', 0, { version: '2.6.92.0' }),
    ];
    const kim = said('Kim', 1, { authentication: 'account' });
    assert.equal(progressOf([server(now, kim, before)], both)?.unknown, 1);
  });

  it('is off once it is migrated', () => {
    const migrated = said('Bob', 200, { state: 'migrated' });
    const [kim, other] = [
      said('Bob', 1, { version: '2.6.92.0', state: 'in-use' }),
      said('Kim', 0, { version: '1.6.16.0', state: 'in-use' }),
    ];
    assert.deepEqual(progressOf([server(migrated, kim, other)], rule), {
      affected: 0,
      unknown: 0,
      reported: 1,
    });
  });
});

describe('the servers that are done', () => {
  it('remembers how a server was switched, by the report that ended it', () => {
    const rule = [{ versions: '<2.6.84.0' }, { authentication: 'account' as const }];
    const old = said('Kim', 0, { version: '2.5.3.0', authentication: 'account' });
    const upgraded = said('Kim', 1, { version: '2.6.92.0' });
    const switched = said('Kim', 2, { authentication: 'application' });
    assert.deepEqual(completedServers([server(upgraded, old)], rule), []);
    assert.deepEqual(completedServers([server(switched, upgraded, old)], rule), [
      { name: 'AADC01', from: upgraded, to: switched },
    ]);
  });
});
