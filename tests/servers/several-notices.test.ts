import assert from 'node:assert/strict';
import { judgeVersion, readVersionFacts } from '../../bot/guidance/version-verdict.ts';
import { byUrgency, type Portfolio } from '../../bot/guidance/portfolio.ts';
import { describeVerdict } from '../../bot/guidance/answer-versions.ts';
import { createLeadingJudge, leadingGuide, progressOf } from '../../bot/servers/judge-server.ts';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import { said, server } from '../support/server-reports.ts';

describe('a server among several notices', () => {
  let portfolio: Portfolio;
  before(async () => {
    portfolio = await loadPortfolio();
  });
  const lead = (version: string) =>
    leadingGuide(
      server(said('Kim', 0, { version, state: 'in-use' })),
      byUrgency(portfolio, { now: new Date('2026-11-29T12:00:00Z'), zone: 'UTC' }),
    ).notice.id;
  const progress = (id: string, version?: string) =>
    progressOf(
      [server(said('Kim', 0, { state: 'in-use', ...(version === undefined ? {} : { version }) }))],
      portfolio.guides.get(id)?.notice.affects ?? [],
    );

  it('is judged by the notice whose range is closest to its version', () => {
    assert.equal(lead('1.6.16.0'), 'azure-ad-connect-v1');
    assert.equal(lead('2.5.3.0'), 'connect-sync-2-5-79');
    assert.equal(lead('2.5.79.0'), 'connect-sync-app-authentication');
    assert.equal(lead('2.6.92.0'), 'connect-sync-2-5-79', 'which knows the version');
  });

  it('is supported until the day that any notice states, also of a version that another one affects', () => {
    const judge = createLeadingJudge(portfolio, new Date('2026-11-29T12:00:00Z'));
    const { guide, verdict } = judge(server(said('Kim', 0, { version: '2.5.79.0', state: 'in-use' })));
    assert.equal(guide.notice.id, 'connect-sync-app-authentication');
    assert.equal(verdict?.known?.endOfSupport, '2026-10-23');
    const localNow = { now: new Date('2026-11-29T12:00:00Z'), zone: 'UTC' };
    const text = describeVerdict(guide, verdict, localNow);
    assert.match(
      text,
      /7 April 2027[\s\S]*unconfirmed[\s\S]*support ended on \*\*Friday 23 October 2026\*\*/,
    );
  });

  it('is told by the notice’s title what affects it, as a sentence, where no deadline is known', () => {
    const known = portfolio.guides.get('connect-sync-app-authentication');
    assert.ok(known);
    const guide = { ...known, deadline: null };
    const localNow = { now: new Date('2026-11-29T12:00:00Z'), zone: 'UTC' };
    const verdict = judgeVersion('2.5.79.0', readVersionFacts(guide.notice), localNow);
    assert.ok(describeVerdict(guide, verdict, localNow).endsWith(`is affected. ${guide.notice.title}.`));
  });

  it('counts for each notice by that notice’s own rule', () => {
    assert.deepEqual(progress('azure-ad-connect-v1', '2.5.3.0'), { affected: 0, unknown: 0, reported: 1 });
    assert.deepEqual(progress('connect-sync-2-5-79', '2.5.3.0'), { affected: 1, unknown: 0, reported: 1 });
    assert.deepEqual(progress('connect-to-cloud-sync', '2.6.92.0'), { affected: 1, unknown: 0, reported: 1 });
  });

  it('is unknown to a notice that goes by what nobody has reported', () => {
    assert.deepEqual(progress('connect-sync-app-authentication', '2.6.92.0')?.unknown, 1);
    for (const id of ['azure-ad-connect-v1', 'connect-sync-2-5-79']) assert.equal(progress(id)?.unknown, 1);
  });
});
