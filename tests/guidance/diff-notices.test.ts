import assert from 'node:assert/strict';
import { describeDifference } from '../../bot/guidance/describe-difference.ts';
import { diffNotices } from '../../bot/guidance/diff-notices.ts';
import { mapOf } from './compile/compile-text.ts';

/** One page on the hardening of a sync service, as it read in its first, second and third life. */
const FIRST = `# Update the sync agent by 7 April 2025

Upgrade to version 2.4.18.0 by April 7, 2025. After that date, setup tasks in the wizard fail.

## What you need to do

You must upgrade every server. See [how to upgrade](upgrade.md).

| Service | Minimum |
| --- | --- |
| Synchronization | 2.4.18.0 |
`;
const SECOND = `# Update the sync agent by 30 April 2025

We have extended the deadline by three weeks. Every sign-in in the wizard stops working on April 30, 2025.

The wizard's federation pages stop working on April 7, 2025.

## What you need to do

You must upgrade every server. See [how to upgrade](upgrade.md).

| Service | Minimum |
| --- | --- |
| Synchronization | 2.4.18.0 |
`;
const THIRD = `# Update the sync agent by 30 September 2026

All synchronization services stop working on September 30, 2026 on servers below version 2.5.79.0.

## What you need to do

You must upgrade every server to 2.5.79.0. See [automatic upgrade](automatic.md).

| Service | Minimum |
| --- | --- |
| Synchronization | 2.5.79.0 |
`;

describe('the difference of two notices', () => {
  it('is empty between a notice and itself, and between copies that differ in layout alone', () => {
    const difference = diffNotices(mapOf(FIRST), mapOf(FIRST.replaceAll('\n\n', '\n\n\n')));
    assert.equal(difference.isEmpty, true);
    assert.equal(describeDifference(difference), 'Nothing has changed.');
  });

  it('tells a moved cut-off with the two sentences', () => {
    const { cutOff, milestones } = diffNotices(mapOf(FIRST), mapOf(SECOND));
    assert.deepEqual(cutOff, {
      from: '2025-04-07',
      to: '2025-04-30',
      before: 'Update the sync agent by 7 April 2025',
      now: 'Update the sync agent by 30 April 2025',
    });
    assert.ok(milestones.some(({ to }) => to?.date === '2025-04-30'));
  });

  it('tells what is gone, moved and new between the second and the third life', () => {
    const difference = diffNotices(mapOf(SECOND), mapOf(THIRD));
    assert.equal(difference.cutOff?.to, '2026-09-30');
    assert.deepEqual(
      difference.milestones.map(({ change, from, to }) => [change, from?.date, to?.date]),
      [
        ['removed', '2025-04-07', undefined],
        ['moved', '2025-04-30', '2026-09-30'],
      ],
    );
    assert.deepEqual(difference.links, {
      added: [{ text: 'automatic upgrade', url: 'https://learn.example.com/sync/old/automatic' }],
      removed: [{ text: 'how to upgrade', url: 'https://learn.example.com/sync/old/upgrade' }],
    });
    assert.deepEqual(difference.tables, [
      {
        change: 'changed',
        heading: 'What you need to do',
        headers: ['Service', 'Minimum'],
        added: [['Synchronization', '2.5.79.0']],
        removed: [['Synchronization', '2.4.18.0']],
      },
    ]);
    const changed = difference.answers
      .filter(({ change }) => change === 'changed')
      .map(({ intent }) => intent);
    assert.ok(changed.includes('what-to-do'), changed.join());
  });

  it('is a text for a person', () => {
    assert.equal(
      describeDifference(diffNotices(mapOf(SECOND), mapOf(THIRD))).split('\n\n')[0],
      [
        'Cut-off: moved from 2025-04-30 to 2026-09-30.',
        '  Before: Update the sync agent by 30 April 2025',
        '  Now:    Update the sync agent by 30 September 2026',
      ].join('\n'),
    );
  });

  it('tells which article is gone, and which answers are held back and why', () => {
    const announcement = '# T\n\nT stops working on May 4, 2030. Read [all about U](u.md).\n';
    const about =
      '---\ntitle: All about U\ncanonicalUrl: https://learn.example.com/sync/old/u\n---\n\n# All about U\n';
    const before = mapOf({
      'notice.md': `${announcement}\n## Comparison\n\nSide by side.\n`,
      'u.md': `${about}\n<!-- intent: what-is-cloud-sync -->\n\nU runs elsewhere.\n`,
    });
    const after = mapOf({ 'notice.md': `${announcement}\n## Comparison\n` });
    const difference = diffNotices(before, after);
    assert.deepEqual(difference.articles, { added: [], removed: [{ file: 'u.md', title: 'All about U' }] });
    const text = describeDifference(difference);
    assert.match(text, /^Articles:\n {2}removed: u\.md \(All about U\)$/m);
    assert.match(
      text,
      /held back: what-is-cloud-sync, because "All about U" in u\.md is gone\n.*before: U runs elsewhere\./,
    );
    assert.match(text, /held back: compare, because "Comparison" in notice\.md doesn't lead to it any more/);
  });

  it('tells a milestone whose kind changed, an answer whose source is gone, and a new status', () => {
    const before = mapOf(`${FIRST}\n## Comparison\n\nSide by side.\n`);
    const after = { ...mapOf(FIRST), status: 'unconfirmed' as const };
    const difference = diffNotices(before, after);
    assert.deepEqual(difference.facts, [{ fact: 'status', from: 'confirmed', to: 'unconfirmed' }]);
    assert.deepEqual(
      difference.answers.map(({ change, intent }) => [change, intent]),
      [['removed', 'compare']],
    );
    assert.equal(difference.cutOff, null);
    const kinds = diffNotices(
      mapOf('# T\n\nT is retired on May 4, 2030.'),
      mapOf('# T\n\nSupport for T ends on May 4, 2030.'),
    );
    assert.deepEqual(
      kinds.milestones.map(({ change, from, to }) => [change, from?.kind, to?.kind]),
      [['changed', 'cut-off', 'support-ends']],
    );
  });
});
