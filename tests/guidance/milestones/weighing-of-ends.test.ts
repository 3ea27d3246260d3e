import assert from 'node:assert/strict';
import { mapOf } from '../compile/compile-text.ts';

/** What a document with these sentences states, as `DATE KIND`, with the scope where there is one. */
function about(sentences: readonly string[], title = 'Changes to Fenwick Relay'): string[] {
  const { milestones } = mapOf([`# ${title}`, ...sentences].join('\n\n'));
  return milestones.map(({ date, kind, scope }) => [date, kind, scope].filter(Boolean).join(' '));
}

describe('a deprecation', () => {
  const deprecated = 'Relay is deprecated as of May 4, 2030.';

  it('is the end of use where the next sentence says that customers lose it', () => {
    for (const lost of [
      'Customers can no longer send messages through it.',
      "You can't call it any more.",
      'Tenants are not able to sign in with it.',
      'All users lose access.',
      'They can no longer pay or register cards by typing numbers.',
    ])
      assert.deepEqual(about([`${deprecated} ${lost}`]), ['2030-05-04 cut-off'], lost);
  });

  it('stays an announcement where less is said', () => {
    for (const less of [
      "You can't create new relays any more.",
      'You can no longer find it in the menu.',
      'You may no longer be able to call it.',
      'Customers can no longer use it in version 5.2.',
      'If you can no longer send messages, use Hub.',
    ])
      assert.deepEqual(about([`${deprecated} ${less}`]), ['2030-05-04 announced'], less);
    assert.deepEqual(about([deprecated, 'Use Hub.', 'You can no longer send messages through it.']), [
      '2030-05-04 announced',
    ]);
  });
});

describe('what a product ran on', () => {
  const retired = 'On May 4, 2030, Fenwick retired Relay.';

  it('is taken down in a step after the end', () => {
    for (const step of [
      'From October 4, 2030, Fenwick removes the Relay infrastructure.',
      'Users will no longer be provisioned with its infrastructure beginning on October 4, 2030.',
      'Fenwick begins decommissioning parts of that infrastructure on October 4, 2030.',
      'The dismantling of its data centers begins on October 4, 2030.',
      'The hardware of Relay will be switched off on October 4, 2030.',
      'The archive site goes offline on October 4, 2030.',
      'The Relay forum is closed on October 4, 2030.',
    ])
      assert.deepEqual(about([retired, step]), ['2030-05-04 cut-off', '2030-10-04 other'], step);
  });

  it('is the end where nothing says that use ended before, or where more is said', () => {
    for (const end of [
      'The infrastructure of Relay will be switched off on October 4, 2030.',
      'Fenwick decommissions the infrastructure on October 4, 2030.',
    ])
      assert.deepEqual(about(['Fenwick announced this on May 4, 2030.', end]), [
        '2030-05-04 announced',
        '2030-10-04 cut-off',
      ]);
    for (const end of [
      'Relay stops for everyone on October 4, 2030.',
      'Calls to Relay are refused from October 4, 2030.',
      'Relay is switched off on October 4, 2030.',
    ])
      assert.deepEqual(about([retired, end]).at(-1), '2030-10-04 cut-off', end);
  });
});

describe('an end for a product of another name', () => {
  const end = 'Relay Phone stops on May 4, 2030.';

  it('is about that product', () => {
    for (const other of [
      "Relay Phone won't be available for Fenwick Server Classic after October 4, 2030.",
      'Access will be removed from Fenwick Server Classic on October 4, 2030.',
      'Relay Phone no longer works with Fenwick Server Classic after October 4, 2030.',
    ])
      assert.deepEqual(
        about([end, other], 'Relay Phone'),
        ['2030-05-04 cut-off', '2030-10-04 cut-off Fenwick Server Classic'],
        other,
      );
  });

  it('is none where a day stands in the place of the name', () => {
    assert.deepEqual(about([end, 'It is retired on October 4, 2030.'], 'Relay Phone'), [
      '2030-05-04 other',
      '2030-10-04 cut-off',
    ]);
  });

  it('is about the whole where the title names the other, or nothing else ends', () => {
    const other = "It won't be available for Fenwick Server Classic after October 4, 2030.";
    assert.deepEqual(about([other], 'Relay Phone'), ['2030-10-04 cut-off']);
    assert.deepEqual(
      about([end, other], 'Relay Phone on Fenwick Server Classic').at(-1),
      '2030-10-04 cut-off',
    );
  });
});

describe('the date among the details of a message', () => {
  const message = (...details: string[]): string[] => about([details.map((each) => `- ${each}`).join('\n')]);

  it('is the day of the announcement', () => {
    for (const detail of [
      'Workspace: Billing',
      'Impacted audience: Partners',
      'Category: Retirement',
      'Applies to: All tenants',
      'Author: Robin',
    ])
      assert.deepEqual(message('Date: May 4, 2030', detail), ['2030-05-04 announced'], detail);
  });

  it('is none where it stands beside something else', () => {
    assert.deepEqual(message('Date: May 4, 2030'), []);
    assert.deepEqual(message('Date: May 4, 2030', 'Time: 10:00'), []);
    assert.deepEqual(message('Date: May 4, 2030', 'Place: Online'), []);
    assert.deepEqual(message('Released: May 4, 2030', 'Category: News'), []);
    assert.deepEqual(message('Removal date: May 4, 2030', 'Category: News'), ['2030-05-04 cut-off']);
  });
});
