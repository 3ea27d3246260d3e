import assert from 'node:assert/strict';
import { judgeSync, type SyncView } from '../../bot/alerts/sync-signals.ts';
import type { SyncStatus } from '../../bot/sources/graph/organization.ts';

const NOW = new Date('2023-09-22T12:00:00Z');
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const running: SyncStatus = { isEnabled: true, lastSyncAt: hoursAgo(0.4), lastPasswordSyncAt: hoursAgo(0.1) };
const view: Omit<SyncView, 'answer'> = {
  tenantId: 'tenant',
  before: running,
  blindSince: null,
  now: NOW,
  thresholds: { warningHours: 3, criticalHours: 24 },
  cutOff: 'V1 stops working on 1 October 2023.',
};

/** `key: severity title`, of what is in trouble. */
function troubles(changes: Partial<SyncView> & Pick<SyncView, 'answer'>): string[] {
  return judgeSync({ ...view, ...changes }).flatMap(({ key, trouble }) =>
    trouble ? [`${key}: ${trouble.severity} ${trouble.title}`] : [],
  );
}
const seen = (status: Partial<SyncStatus>, changes: Partial<SyncView> = {}) =>
  troubles({ ...changes, answer: { kind: 'status', status: { ...running, ...status } } });

describe('judgeSync', () => {
  const ages: [number, string[]][] = [
    [0, []],
    [2.99, []],
    [3, ['sync-stale: warning Nothing has synchronised for 3 hours']],
    [23.99, ['sync-stale: warning Nothing has synchronised for 3 hours']],
    [24, ['sync-stale: critical Nothing has synchronised for 24 hours']],
    [10_000, ['sync-stale: critical Nothing has synchronised for 24 hours']],
    [-1, []],
  ];
  for (const [hours, expected] of ages) {
    it(`${hours} hours after the last synchronisation tells ${expected[0] ?? 'nothing'}`, () => {
      assert.deepEqual(seen({ lastSyncAt: hoursAgo(hours) }), expected);
    });
  }

  it('says which limits are Cutover’s own, and why one gets it', () => {
    const answer = { kind: 'status' as const, status: { ...running, lastSyncAt: hoursAgo(30) } };
    const [stale] = judgeSync({ ...view, answer }).filter(({ trouble }) => trouble);
    assert.match(stale?.trouble?.why ?? '', /after 3 hours.*after 24; these limits are its own/);
    assert.deepEqual(stale?.trouble?.since, hoursAgo(30));
  });

  it('tells once switched off, and not of a tenant that never synchronised', () => {
    const off = ['sync-off: critical Directory synchronisation is switched off'];
    assert.deepEqual(seen({ isEnabled: false }), off);
    assert.deepEqual(seen({ isEnabled: false, lastSyncAt: hoursAgo(100) }, { before: null }), off);
    assert.deepEqual(seen({ isEnabled: false, lastSyncAt: null }, { before: null }), []);
    assert.deepEqual(seen({ isEnabled: null, lastSyncAt: null }, { before: null }), []);
  });

  it('says nothing of their synchronisation, bad or good, when it cannot see', () => {
    for (const answer of [
      { kind: 'throttled', retryAfterSeconds: 10 },
      { kind: 'no-token', reason: 'expired' },
      { kind: 'refused', reason: '403' },
      { kind: 'unreachable', reason: '503' },
    ] as const) {
      const keys = judgeSync({ ...view, answer }).map(({ key }) => key);
      assert.deepEqual(keys, ['graph']);
      assert.deepEqual(troubles({ answer, blindSince: hoursAgo(0.9) }), []);
      assert.deepEqual(troubles({ answer, blindSince: hoursAgo(1) }), [
        'graph: warning Cutover cannot see whether synchronisation runs',
      ]);
    }
  });
});
