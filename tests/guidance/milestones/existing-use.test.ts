import assert from 'node:assert/strict';
import { mapOf } from '../compile/compile-text.ts';

/** What a document about Fenwick Relay with these lines states, as `DATE KIND`. */
function about(...lines: string[]): string[] {
  const map = mapOf(['# Changes to Fenwick Relay', '', ...lines].join('\n'));
  return map.milestones.map(({ date, kind }) => `${date} ${kind}`);
}

describe('the only end that a document dates', () => {
  const support = ['Relay 1 is deprecated and no longer supported as of May 4, 2030.', '', '## Relays', ''];

  it('is the end of use where another section says that what exists stops', () => {
    assert.deepEqual(about(...support, 'Existing relays are stopped and deleted.'), ['2030-05-04 cut-off']);
    assert.deepEqual(about(...support, 'All relays using it will no longer work.'), ['2030-05-04 cut-off']);
    assert.deepEqual(about(...support, 'Relay 1 will be disabled for everybody.'), ['2030-05-04 cut-off']);
  });

  it('stays one of support where what exists goes on, may stop, or stops at another time', () => {
    for (const goesOn of [
      'Existing relays are not deleted.',
      'Existing relays may be stopped.',
      'Existing relays will be deleted at a later date.',
      'If you do nothing, existing relays are deleted.',
      'Existing relays can no longer create new rules.',
      'Are existing relays deleted?',
      'The tab of rules is disabled.',
    ])
      assert.deepEqual(about(...support, goesOn), ['2030-05-04 support-ends'], goesOn);
  });

  it('stays one of support beside another one, or beside a sentence that says that use goes on', () => {
    const later = 'Relay 2 is no longer supported as of May 4, 2031.';
    assert.deepEqual(about(later, '', ...support, 'Existing relays are deleted.'), [
      '2030-05-04 support-ends',
      '2031-05-04 support-ends',
    ]);
    assert.deepEqual(about(...support, 'Existing relays keep working.', '', 'Existing trials are closed.'), [
      '2030-05-04 support-ends',
    ]);
  });

  it('is a deprecation that is the end of use where what exists stops', () => {
    const deprecated = ['Relay 1 is deprecated as of May 4, 2030.', ''];
    assert.deepEqual(about(...deprecated, 'Existing relays on Relay 1 will stop.'), ['2030-05-04 cut-off']);
    assert.deepEqual(about(...deprecated, 'Use Relay 2 for more relays.'), ['2030-05-04 announced']);
  });
});

describe('a row of a timetable', () => {
  const row = (stage: string, description: string): string[] =>
    about(
      '| Stage | Date | Description |',
      '| --- | --- | --- |',
      `| ${stage} | May 4, 2030 | ${description} |`,
    );

  it('ends use where its description says that what exists stops', () => {
    assert.deepEqual(row('End of support', 'All relays are permanently disabled and deprovisioned.'), [
      '2030-05-04 cut-off',
    ]);
    assert.deepEqual(row('End of life', 'Relay is switched off.'), ['2030-05-04 cut-off']);
    assert.deepEqual(row('', 'Running deployments are permanently disabled.'), ['2030-05-04 cut-off']);
  });

  it('says what the sentence of its description says, before the name of its phase', () => {
    assert.deepEqual(row('Sale freeze', 'The plan is no longer sold.'), ['2030-05-04 new-use-ends']);
    assert.deepEqual(row('Freeze', 'Soon'), ['2030-05-04 cut-off']);
  });

  it('ends support where its description says no more than that', () => {
    assert.deepEqual(row('End of support', 'Relays go on without fixes.'), ['2030-05-04 support-ends']);
    assert.deepEqual(row('Announcement', 'We announce that all relays will be deleted.'), [
      '2030-05-04 announced',
    ]);
  });
});

describe('what is only called a retirement', () => {
  const retired = ['Relay 4 is retired on May 4, 2030.', ''];

  it('is an end of support where the document says only that there are no fixes any more', () => {
    assert.deepEqual(about(...retired, 'There will be no more security fixes.'), ['2030-05-04 support-ends']);
    assert.deepEqual(about(...retired, '- No bug fixes', '- No security patches'), [
      '2030-05-04 support-ends',
    ]);
  });

  it('is an end of use where more is said, or where the fixes stop before', () => {
    for (const more of [
      'There will be no more security fixes, and relays will be switched off.',
      'Until then there will be no more security fixes.',
      'Support for it ends.',
    ])
      assert.deepEqual(about(...retired, more), ['2030-05-04 cut-off'], more);
    assert.deepEqual(
      about(...retired, 'Hub 2 reaches its end of life on May 4, 2029, and gets no security fixes then.'),
      ['2029-05-04 support-ends', '2030-05-04 cut-off'],
    );
  });
});
