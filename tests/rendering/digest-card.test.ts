import assert from 'node:assert/strict';
import type { OpenServers } from '../../bot/campaign/progress.ts';
import { withOwnDeadlines } from '../../bot/guidance/portfolio.ts';
import { describeDigest } from '../../bot/rendering/digest-card.ts';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';

describe('the text of a digest', () => {
  const localNow = { now: new Date('2026-12-07T08:00:00Z'), zone: 'UTC' };
  const none: OpenServers = { affected: [], unknown: [] };

  it('says what is past with servers left, what comes, and who is unknown, and leaves out what is done', async () => {
    const own = { date: '2027-03-15', reason: null, by: 'Kim', at: localNow.now };
    const { guides } = withOwnDeadlines(await loadPortfolio(), new Map([['connect-to-cloud-sync', own]]));
    const notice = (id: string, progress: [number, number] | null, openServers = none) => {
      const guide = guides.get(id);
      assert.ok(guide);
      const [affected = 0, unknown = 0] = progress ?? [];
      return { guide, progress: progress && { reported: 9, affected, unknown }, openServers };
    };
    const { paragraphs } = describeDigest(
      [
        notice('connect-to-cloud-sync', [2, 0], { affected: ['AADC01', 'AADC02'], unknown: [] }),
        notice('connect-sync-app-authentication', null),
        notice('connect-sync-2-5-79', [1, 1], { affected: ['AADC01'], unknown: ['AADC03'] }),
        notice('azure-ad-connect-v1', [0, 0]),
      ],
      localNow,
    );
    assert.deepEqual(paragraphs, [
      '**Past, with servers left**',
      '- Entra Connect Sync below 2.5.79.0, 30 September 2026, 68 days ago: AADC01 still affected; AADC03 unknown.',
      '**Still to come**',
      '- Entra Connect Sync in your tenant, 15 March 2027, in 98 days. 2 affected.\n- Entra Connect Sync below 2.6.84.0 or with account sign-in, 7 April 2027, in 121 days. No server is reported.',
      '**Unknown**: nobody has reported enough about AADC03. Type, for example: AADC01 runs VERSION',
    ]);
  });

  it('names a notice whose date nobody has recorded', async () => {
    const { guides } = await loadPortfolio();
    const guide = guides.get('connect-to-cloud-sync');
    assert.ok(guide);
    const progress = { reported: 1, affected: 1, unknown: 0 };
    const { paragraphs } = describeDigest([{ guide, progress, openServers: none }], localNow);
    assert.deepEqual(paragraphs, [
      '**Without a date**',
      '- Entra Connect Sync in your tenant: none is recorded for your organisation.',
    ]);
  });
});
