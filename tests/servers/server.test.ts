import assert from 'node:assert/strict';
import { evaluate } from '../../bot/alerts/alert-kind.ts';
import { ALERT_KINDS } from '../../bot/alerts/kinds/all-kinds.ts';
import { isDone } from '../../bot/campaign/progress.ts';
import { readVersionFacts } from '../../bot/guidance/version-verdict.ts';
import { alertInput } from '../../bot/servers/alert-input.ts';
import { createJudge, progressOf, completedServers } from '../../bot/servers/judge-server.ts';
import {
  claimKey,
  describeClaim,
  describeReport,
  saysNothingNew,
  serverStatusOf,
  withKnownOrigin,
} from '../../bot/servers/server.ts';
import { theGuide } from '../support/guide.ts';
import { at, outside, said, server } from '../support/server-reports.ts';

describe('a server', () => {
  it('says nothing new when the same is reported again, by whomever', () => {
    const reports = [said('Kim', 0, { version: '1.6.16.0', state: 'in-use' })];
    assert.equal(saysNothingNew({ reports }, said('Kim', 5, { version: '1.6.16.0' })), true);
    assert.equal(saysNothingNew({ reports }, said('Bob', 5, { version: '1.6.16.0', state: 'in-use' })), true);
    assert.equal(saysNothingNew({ reports }, said('Kim', 5, { version: '2.1.20.0' })), false);
    assert.equal(saysNothingNew({ reports }, said('Kim', 5, { role: 'staging' })), false);
  });

  it('measures a report that comes late by what was known at its time', () => {
    const reports = [said('script', 10, { version: '2.1.20.0' }), said('script', 0, { version: '1.6.16.0' })];
    assert.equal(saysNothingNew({ reports }, said('script', 5, { version: '1.6.16.0' })), true);
    assert.equal(saysNothingNew({ reports }, said('script', 5, { version: '1.4.0.0' })), false);
    assert.equal(saysNothingNew({ reports }, said('script', -5, { version: '2.1.20.0' })), false);
  });

  it('has a contradiction while two disagree within a day, and none when one gives in', () => {
    const ada = said('Ada', 0, { version: '1.6.16.0' });
    const bob = said('Bob', 1, { version: '2.1.20.0' });
    assert.equal(serverStatusOf(server(bob, ada)).contradiction, ada);
    assert.equal(serverStatusOf(server({ ...bob, observedAt: at(24) }, ada)).contradiction, null);
    const givesIn = said('Ada', 2, { version: '2.1.20.0' });
    assert.equal(saysNothingNew(server(bob, ada), givesIn), false);
    assert.equal(serverStatusOf(server(givesIn, bob, ada)).contradiction, null);
  });

  it('that is in use again contradicts who called it migrated; that it is migrated contradicts nobody', () => {
    const migrated = said('Kim', 0, { state: 'migrated' });
    const again = said('Ada', 1, { version: '1.6.16.0', state: 'in-use' });
    assert.equal(serverStatusOf(server(again, migrated)).contradiction, migrated);
    assert.equal(serverStatusOf(server({ ...migrated, observedAt: at(2) }, again)).contradiction, null);
  });
});

describe('how a server signs in', () => {
  const account = said('Ada', 0, { version: '2.6.92.0', authentication: 'account' });
  const application = said('Bob', 1, { authentication: 'application' });

  it('is unknown until somebody says, and stays as it was when a report leaves it out', () => {
    assert.equal(serverStatusOf(server(said('Ada', 0, { version: '2.6.92.0' }))).authentication, null);
    assert.equal(serverStatusOf(server(account)).authentication, 'account');
    const later = said('Ada', 2, { version: '2.6.93.0', role: 'active' });
    assert.equal(serverStatusOf(server(later, account)).authentication, 'account');
  });

  it('is the newest word, which contradicts another reporter’s of the same day', () => {
    const status = serverStatusOf(server(application, account));
    assert.deepEqual(
      [status.authentication, status.version, status.contradiction],
      ['application', '2.6.92.0', account],
    );
    const nextDay = { ...application, observedAt: at(24) };
    assert.equal(serverStatusOf(server(nextDay, account)).contradiction, null);
  });

  it('is news once', () => {
    assert.equal(saysNothingNew(server(account), said('Ada', 1, { authentication: 'account' })), true);
    assert.equal(saysNothingNew(server(account), said('Ada', 1, { authentication: 'application' })), false);
    assert.equal(saysNothingNew(server(said('Ada', 0, { version: '2.6.92.0' })), application), false);
  });

  it('stays as a source says when somebody claims otherwise', () => {
    const script = said('script', 0, { version: '2.6.92.0', state: 'in-use', authentication: 'account' });
    const status = serverStatusOf(server(application, script));
    assert.deepEqual([status.authentication, status.claim], ['account', application]);
    assert.notEqual(claimKey(application), claimKey({ ...application, authentication: 'account' }));
  });

  it('is told in words', () => {
    const all = { ...account, role: 'staging', state: 'in-use' } as const;
    assert.equal(describeReport(all), '2.6.92.0, staging, account-based authentication');
    assert.equal(describeReport(application), 'application-based authentication');
    assert.equal(describeClaim(all), 'runs 2.6.92.0, is staging, and signs in with the connector account');
    assert.equal(describeClaim(application), 'signs in as an application');
  });
});

describe('a claim', () => {
  it('keeps its key, which cards that were posted earlier carry', () => {
    assert.equal(claimKey(said('Ana', 1, { state: 'migrated' })), '1ce8b43d1a612abf');
  });
});

describe('a server that a source reports', () => {
  const script = said('script', 0, { version: '1.6.16.0', state: 'in-use' });
  const claim = said('Ana', 1, { state: 'migrated' });

  it('stands as the source says, with the claim beside it', () => {
    const status = serverStatusOf(server(claim, script));
    assert.deepEqual([status.version, status.state, status.claim], ['1.6.16.0', 'in-use', claim]);
    assert.deepEqual(status.counted, [script]);
  });

  it('stands as the source says whichever came first', () => {
    const status = serverStatusOf(server(said('script', 2, { version: '1.6.16.0', state: 'in-use' }), claim));
    assert.deepEqual([status.state, status.claim], ['in-use', null]);
  });

  it('stands as was confirmed until the source says otherwise', () => {
    const confirmed = { ...claim, confirmedBy: 'Kim' };
    assert.equal(serverStatusOf(server(confirmed, claim, script)).state, 'migrated');
    const again = said('script', 2, { version: '1.6.16.0', state: 'in-use' });
    assert.equal(serverStatusOf(server(again, confirmed, claim, script)).state, 'in-use');
  });

  it('has no claim once whoever made it takes it back', () => {
    const back = said('Ana', 2, { version: '1.6.16.0', state: 'in-use' });
    assert.equal(saysNothingNew(server(claim, script), back), false);
    assert.equal(serverStatusOf(server(back, claim, script)).claim, null);
  });

  it('keeps a claim once, and a source’s word that settles it', () => {
    assert.equal(saysNothingNew(server(claim, script), said('Ana', 2, { state: 'migrated' })), true);
    assert.equal(saysNothingNew(server(claim, script), said('Bob', 2, { state: 'migrated' })), false);
    const again = said('script', 2, { version: '1.6.16.0', state: 'in-use' });
    assert.equal(saysNothingNew(server(claim, script), again), false);
    assert.equal(saysNothingNew(server(script), again), true);
  });

  it('takes a member’s word as a claim, whoever they are', () => {
    const status = serverStatusOf(server(said('Kim', 1, { state: 'migrated' }), script));
    assert.deepEqual([status.state, status.claim?.reporter], ['in-use', 'Kim']);
  });
});

describe('a server that a team reports', () => {
  const kim = said('Kim', 0, { version: '1.6.16.0', state: 'in-use' });

  it('takes the word of somebody outside as a claim', () => {
    const eve = outside('Eve', 1, { state: 'migrated' });
    const status = serverStatusOf(server(eve, kim));
    assert.deepEqual([status.state, status.claim, status.isConfirmed], ['in-use', eve, true]);
    assert.equal(serverStatusOf(server(said('Bob', 2, { state: 'migrated' }), eve, kim)).state, 'migrated');
  });

  it('takes a member’s word wherever they write, and knows them by their id', () => {
    const its = server(kim);
    const elsewhere = outside('Kim', 1, { state: 'migrated' });
    assert.equal(withKnownOrigin(its, elsewhere).origin, 'team');
    assert.equal(withKnownOrigin(its, { ...elsewhere, reporter: 'Kim (Contoso)' }).origin, 'team');
    assert.equal(withKnownOrigin(its, { ...elsewhere, reporterId: 'another Kim' }).origin, 'person');
    assert.equal(withKnownOrigin(its, { ...elsewhere, reporterId: null }).origin, 'person');
    assert.equal(withKnownOrigin(server({ ...kim, reporterId: null }), elsewhere).origin, 'person');
  });

  it('lets nobody take back a claim of somebody else who has the same name', () => {
    const claim = outside('Ana', 1, { state: 'migrated' });
    const other = outside('Ana', 2, { version: '1.6.16.0', state: 'in-use', reporterId: 'another Ana' });
    assert.equal(serverStatusOf(server(other, claim, kim)).claim, claim);
    assert.equal(serverStatusOf(server({ ...other, reporterId: claim.reporterId }, claim, kim)).claim, null);
  });
});

describe('the progress of the servers', () => {
  it('counts one whose version nobody knows neither as on V1 nor as off it, and is not done with it', async () => {
    const rule = (await theGuide()).notice.affects;
    const all = [
      server(said('Kim', 0, { version: '2.1.20.0' })),
      server(said('Kim', 0, { role: 'staging' })),
    ];
    const progress = progressOf(all, rule);
    assert.ok(progress);
    assert.deepEqual(progress, { affected: 0, unknown: 1, reported: 2 });
    assert.equal(isDone(progress), false);
    assert.deepEqual(progressOf([server(said('Kim', 0, { state: 'migrated' }))], rule), {
      affected: 0,
      unknown: 0,
      reported: 1,
    });
    assert.equal(progressOf([], rule), null);
  });

  it('takes the major number before any date: 1.6.16.0, newer than 2.0.28.0, is on V1', async () => {
    const rule = (await theGuide()).notice.affects;
    const progress = progressOf(
      [server(said('a', 0, { version: '1.6.16.0' })), server(said('a', 0, { version: '2.0.28.0' }))],
      rule,
    );
    assert.deepEqual(progress, { affected: 1, unknown: 0, reported: 2 });
  });

  it('remembers who got off V1 and how', async () => {
    const rule = (await theGuide()).notice.affects;
    const [from, to] = [said('Kim', 0, { version: '1.6.16.0' }), said('Bob', 2, { state: 'migrated' })];
    assert.deepEqual(completedServers([server(said('x', 9, { role: 'staging' }), to, from)], rule), [
      { name: 'AADC01', from, to },
    ]);
    assert.deepEqual(completedServers([server(from)], rule), []);
    assert.deepEqual(completedServers([server(said('Kim', 0, { version: '2.1.20.0' }))], rule), []);
  });
});

const signalOf = (...input: Parameters<typeof alertInput>) => {
  const [signal] = evaluate(ALERT_KINDS.server, alertInput(...input));
  assert.ok(signal);
  return signal;
};

describe('the alert about a server', () => {
  it('says what happened, since when, what it means, what to do, and both who contradict', async () => {
    const guide = await theGuide();
    const now = at(10);
    const judge = createJudge(readVersionFacts(guide.notice), now);
    const its = server(
      said('Ada', 2, { version: '1.6.16.0', role: 'active' }),
      said('Kim', 1, { version: '2.1.20.0' }),
    );
    const { key, finding } = signalOf(its, { guide, verdict: judge(its), now });
    assert.equal(key, 'server aadc01');
    assert.equal(finding?.title, 'AADC01 still runs Azure AD Connect V1');
    assert.deepEqual(finding.since, at(2));
    assert.match(finding.meaning, /1 October 2023/);
    assert.match(finding.next.url ?? '', /^https:\/\/learn\.microsoft\.com\//);
    assert.deepEqual(finding.facts.at(-1), { title: 'Conflicting report', value: 'Kim: 2.1.20.0' });
  });

  it('is over with what was reported', async () => {
    const guide = await theGuide();
    const its = server(said('Kim', 3, { state: 'migrated' }), said('Ada', 2, { version: '1.6.16.0' }));
    const judge = createJudge(readVersionFacts(guide.notice), at(10));
    assert.deepEqual(signalOf(its, { guide, verdict: judge(its), now: at(10) }), {
      tenantId: 'tenant',
      key: 'server aadc01',
      finding: null,
      outcome: 'Reported by Kim: migrated.',
    });
  });

  it('is raised and not resolved by people outside, whose word is a claim', async () => {
    const guide = await theGuide();
    const now = at(10);
    const judge = createJudge(readVersionFacts(guide.notice), now);
    const ana = outside('Ana', 2, { version: '1.6.16.0' });
    const raised = signalOf(server(ana), { guide, verdict: judge(server(ana)), now });
    assert.deepEqual(raised.finding?.facts.at(-1), { title: 'Reported by', value: 'Ana, not confirmed' });
    const its = server(outside('Eve', 3, { state: 'migrated' }), ana);
    const signals = evaluate(ALERT_KINDS.server, alertInput(its, { guide, verdict: judge(its), now }));
    assert.deepEqual(
      signals.map(({ key, finding }) => [key, finding?.title]),
      [['claim aadc01', 'Eve says AADC01 was migrated']],
    );
    // Whoever raised it has withdrawn it.
    const alone = server(outside('Eve', 3, { state: 'migrated' }));
    assert.equal(signalOf(alone, { guide, verdict: judge(alone), now }).finding, null);
  });
});
