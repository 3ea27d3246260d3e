import assert from 'node:assert/strict';
import { evaluate } from '../../../bot/alerts/alert-kind.ts';
import { ALERT_KINDS } from '../../../bot/alerts/kinds/all-kinds.ts';
import type { SyncView } from '../../../bot/alerts/kinds/sync-view.ts';
import type { SyncStatus } from '../../../bot/sources/graph/organization.ts';

const NOW = new Date('2023-09-22T12:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const running: SyncStatus = { isEnabled: true, lastSyncAt: hoursAgo(0.4), lastPasswordSyncAt: hoursAgo(0.1) };
const view: Omit<SyncView, 'answer'> = {
  tenantId: 'tenant',
  before: running,
  unavailableSince: null,
  now: NOW,
  thresholds: { warningHours: 3, criticalHours: 24 },
  cutOff: 'V1 stops working on 1 October 2023.',
};

/** `key: severity title`, of what is in finding. */
function findings(changes: Partial<SyncView> & Pick<SyncView, 'answer'>): string[] {
  return evaluate(ALERT_KINDS.syncStatus, { ...view, ...changes }).flatMap(({ key, finding }) =>
    finding ? [`${key}: ${finding.severity} ${finding.title}`] : [],
  );
}
const seen = (status: Partial<SyncStatus>, changes: Partial<SyncView> = {}) =>
  findings({ ...changes, answer: { kind: 'status', status: { ...running, ...status } } });

describe('the alerts about synchronisation', () => {
  const ages: [number, string[]][] = [
    [0, []],
    [2.99, []],
    [3, ['sync-stale: warning No synchronisation for 3 hours']],
    [23.99, ['sync-stale: warning No synchronisation for 3 hours']],
    [24, ['sync-stale: critical No synchronisation for 24 hours']],
    [10_000, ['sync-stale: critical No synchronisation for 24 hours']],
    [-1, []],
  ];
  for (const [hours, expected] of ages) {
    it(`raises ${expected[0] ?? 'nothing'} ${hours} hours after the last synchronisation`, () => {
      assert.deepEqual(seen({ lastSyncAt: hoursAgo(hours) }), expected);
    });
  }

  it('say that the thresholds are Cutover’s own, and why the team is notified', () => {
    const answer = { kind: 'status' as const, status: { ...running, lastSyncAt: hoursAgo(30) } };
    const [stale] = evaluate(ALERT_KINDS.syncStatus, { ...view, answer }).filter(({ finding }) => finding);
    assert.match(
      stale?.finding?.why ?? '',
      /after 3 hours.*after 24 hours\. These thresholds are Cutover’s own/,
    );
    assert.deepEqual(stale?.finding?.since, hoursAgo(30));
  });

  it('report that synchronisation is turned off, except for a tenant that never synchronised', () => {
    const off = ['sync-off: critical Directory synchronisation is turned off'];
    assert.deepEqual(seen({ isEnabled: false }), off);
    assert.deepEqual(seen({ isEnabled: false, lastSyncAt: hoursAgo(100) }, { before: null }), off);
    assert.deepEqual(seen({ isEnabled: false, lastSyncAt: null }, { before: null }), []);
    assert.deepEqual(seen({ isEnabled: null, lastSyncAt: null }, { before: null }), []);
  });

  it('neither raise nor resolve anything about synchronisation while Graph returns no status', () => {
    for (const answer of [
      { kind: 'throttled', retryAfterSeconds: 10 },
      { kind: 'no-token', reason: 'expired' },
      { kind: 'refused', reason: '403' },
      { kind: 'unreachable', reason: '503' },
    ] as const) {
      const keys = evaluate(ALERT_KINDS.syncStatus, { ...view, answer }).map(({ key }) => key);
      assert.deepEqual(keys, ['graph']);
      assert.deepEqual(findings({ answer, unavailableSince: hoursAgo(0.9) }), []);
      assert.deepEqual(findings({ answer, unavailableSince: hoursAgo(1) }), [
        'graph: warning Cutover can’t read the synchronisation status',
      ]);
    }
  });
});
