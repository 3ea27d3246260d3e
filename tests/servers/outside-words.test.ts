import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isDone } from '../../bot/campaign/progress.ts';
import { completedServers, progressOf } from '../../bot/servers/judge-server.ts';
import {
  saysNothingNew,
  serverStatusOf,
  withKnownOrigin,
  type Server,
  type ServerReport,
} from '../../bot/servers/server.ts';
import { theGuide } from '../support/guide.ts';
import { outside, said, server } from '../support/server-reports.ts';

describe('a server that only people outside report', () => {
  const counted = async (...newestFirst: ServerReport[]) =>
    progressOf([server(...newestFirst)], (await theGuide()).notice.affects);
  const off = outside('Eve', 1, { state: 'migrated' });
  const affected = outside('Ana', 0, { version: '1.6.16.0', state: 'in-use' });

  it('stands as they say, and is not confirmed', () => {
    const { state, isConfirmed, claim } = serverStatusOf(server(off));
    assert.deepEqual([state, isConfirmed, claim], ['migrated', false, off]);
  });

  it('does not count when they say that it is off, and is work left when they say that it is not', async () => {
    assert.equal(await counted(off), null);
    assert.equal(await counted(outside('Eve', 1, { version: '2.5.190.0', state: 'in-use' })), null);
    assert.deepEqual(await counted(affected), { affected: 1, unknown: 0, reported: 1 });
    assert.deepEqual(await counted(outside('Ana', 0, { role: 'staging' })), {
      affected: 0,
      unknown: 1,
      reported: 1,
    });
  });

  it('is work left until a team, a source or a confirmation says otherwise', async () => {
    const left = { affected: 1, unknown: 0, reported: 1 };
    const done = { affected: 0, unknown: 0, reported: 1 };
    assert.deepEqual(await counted(off, affected), left);
    assert.deepEqual(await counted(outside('Ana', 2, { state: 'migrated' }), affected), left);
    assert.deepEqual(await counted({ ...off, confirmedBy: 'Kim' }, off, affected), done);
    assert.deepEqual(await counted(said('Kim', 2, { state: 'migrated' }), off, affected), done);
    assert.deepEqual(await counted(said('script', 2, { state: 'decommissioned' }), off, affected), done);
  });

  it('keeps a word once, and the same word of somebody who is trusted more', () => {
    assert.equal(saysNothingNew(server(off), outside('Eve', 2, { state: 'migrated' })), true);
    assert.equal(saysNothingNew(server(off), said('Kim', 2, { state: 'migrated' })), false);
    assert.equal(saysNothingNew(server(off), { ...off, confirmedBy: 'Kim' }), false);
  });
});

describe('words from outside', () => {
  const word = fc.record(
    {
      version: fc.constantFrom('1.6.16.0', '2.1.20.0', '2.5.190.0', '99.0.0.0'),
      role: fc.constantFrom('active' as const, 'staging' as const),
      state: fc.constantFrom('in-use' as const, 'migrated' as const, 'decommissioned' as const),
    },
    { requiredKeys: [] },
  );
  const reportBy = (...reporters: string[]) =>
    fc.tuple(
      fc.constantFrom('AADC01', 'AADC02', 'FAKE99'),
      fc.constantFrom(...reporters),
      fc.integer({ min: -9, max: 9 }),
      word,
    );

  /** As the store keeps them. */
  function keep(servers: Map<string, Server>, report: ServerReport): void {
    const its = servers.get(report.name) ?? server(...[]);
    const next = withKnownOrigin(its, report);
    if (saysNothingNew(its, next)) return;
    const reports = [next, ...its.reports].sort((a, b) => b.observedAt.getTime() - a.observedAt.getTime());
    servers.set(report.name, { ...its, name: report.name, reports });
  }

  it('never turn reminders into silence, in whatever sequence', async () => {
    const rule = (await theGuide()).notice.affects;
    const isSilent = (servers: Map<string, Server>) => {
      const progress = progressOf([...servers.values()], rule);
      return progress !== null && isDone(progress);
    };
    const standing = fc.array(reportBy('script', 'Kim', 'Ana', 'Eve'), { maxLength: 6 });
    const words = fc.array(reportBy('Ana', 'Eve', 'script '), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(standing, words, (earlier, later) => {
        const servers = new Map<string, Server>();
        const outsiders = ['Ana', 'Eve', 'script '];
        for (const [name, reporter, hours, report] of earlier) {
          const origin = outsiders.includes(reporter) ? { origin: 'person' as const } : {};
          keep(servers, said(reporter, hours, { ...report, ...origin, name }));
        }
        for (const [name, reporter, hours, report] of later) {
          const wasSilent = isSilent(servers);
          const completed = completedServers([...servers.values()], rule).length;
          keep(servers, outside(reporter, hours, { ...report, name }));
          assert.equal(isSilent(servers) && !wasSilent, false);
          assert.equal(completedServers([...servers.values()], rule).length, completed);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
