import assert from 'node:assert/strict';
import { removalRefusalOf, type RemovalWord } from '../../bot/servers/removal.ts';
import type { Origin, ServerReport } from '../../bot/servers/server.ts';

const KIM: RemovalWord = { reporter: 'Kim', reporterId: 'kim', origin: 'person', isIdentityTeam: false };
const IN_CHANNEL: RemovalWord = { ...KIM, origin: 'team' };
const IN_TEAM: RemovalWord = { ...IN_CHANNEL, isIdentityTeam: true };

function reportBy(reporterId: string | null, origin: Origin, changes: Partial<ServerReport> = {}) {
  const observedAt = new Date('2023-09-22T12:00:00Z');
  return { name: 'AADC01', version: '1.6.16.0', reporter: 'Kim', reporterId, origin, observedAt, ...changes };
}

describe('who may take a server off the list', () => {
  it('is whoever alone has reported it', () => {
    assert.equal(removalRefusalOf({ reports: [reportBy('kim', 'person')] }, KIM), null);
    assert.equal(
      removalRefusalOf({ reports: [reportBy(null, 'person')] }, { ...KIM, reporterId: null }),
      null,
    );
  });

  it('is nobody outside the campaign where somebody else has reported it, or confirmed it', () => {
    const both = [reportBy('kim', 'person'), reportBy('ana', 'person')];
    assert.equal(removalRefusalOf({ reports: both }, KIM), 'reported-by-others');
    assert.equal(removalRefusalOf({ reports: [reportBy('kim', 'team')] }, KIM), 'reported-by-team');
    const confirmed = [reportBy('kim', 'person', { confirmedBy: 'Ana' })];
    assert.equal(removalRefusalOf({ reports: confirmed }, KIM), 'reported-by-team');
    const nameless = [reportBy(null, 'person', { reporter: 'Ana' })];
    assert.equal(removalRefusalOf({ reports: nameless }, { ...KIM, reporterId: null }), 'reported-by-others');
  });

  it('is everybody where the campaign is followed, unless a source reports it', () => {
    assert.equal(removalRefusalOf({ reports: [reportBy('ana', 'team')] }, IN_CHANNEL), null);
    const bySource = { reports: [reportBy('kim', 'team'), reportBy('app', 'source')] };
    assert.equal(removalRefusalOf(bySource, IN_CHANNEL), 'reported-by-source');
  });

  it('is an identity team, whoever reports it', () => {
    assert.equal(removalRefusalOf({ reports: [reportBy('app', 'source')] }, IN_TEAM), null);
  });
});
