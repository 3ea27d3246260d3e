import assert from 'node:assert/strict';
import { errorsOf, mapOf, warningsOf } from './compile-text.ts';

const ANNOUNCEMENT = '# Retirement of Fenwick Relay\n\nRelay is retired on August 31, 2027.\n';
const withNotice = (yaml: string, announcement = ANNOUNCEMENT) => ({
  'notice.md': announcement,
  'notice.yaml': yaml,
});

/** Nine lines that stand for millions of values. */
const unfolding = Array.from({ length: 9 }, (_, i) =>
  i === 0 ? 'a0: &a0 [x]' : `a${i}: &a${i} [${`*a${i - 1},`.repeat(9)}]`,
).join('\n');

describe('notice.yaml', () => {
  it('has defaults for everything', () => {
    const { subject, names, status, affects, unsettled } = mapOf(ANNOUNCEMENT);
    assert.deepEqual(
      { subject, names, status, affects, unsettled },
      { subject: 'Fenwick Relay', names: [], status: 'confirmed', affects: 'everyone', unsettled: [] },
    );
  });

  it('settles what stops, for whom, when, and how sure that is', () => {
    const map = mapOf(
      withNotice(
        [
          'subject: Relay below 4.2',
          'names: [Relay, Fenwick Relay]',
          'url: https://docs.example.com/relay/retirement',
          'status: unconfirmed',
          'affects:',
          '  - versions: ">=2.0 <4.2"',
          '  - authentication: account',
          'cutOff: tenant',
        ].join('\n'),
        `${ANNOUNCEMENT}\n[Move](move.md).\n`,
      ),
      null,
    );
    assert.equal(map.subject, 'Relay below 4.2');
    assert.deepEqual(map.names, ['Relay', 'Fenwick Relay']);
    assert.equal(map.sourceUrl, 'https://docs.example.com/relay/retirement');
    assert.equal(map.sections[0]?.links[0]?.url, 'https://docs.example.com/relay/move');
    assert.equal(map.status, 'unconfirmed');
    assert.deepEqual(map.affects, [{ versions: '>=2.0 <4.2' }, { authentication: 'account' }]);
    assert.equal(map.cutOff, 'tenant');
  });

  it('corrects a milestone, adds one and removes one', () => {
    const map = mapOf(
      withNotice(
        [
          'milestones:',
          '  - { date: 2027-08-31, kind: support-ends }',
          '  - { date: 2028-01-31, kind: cut-off, text: Relay stops. }',
          '  - { date: 2026-06-02, kind: none }',
        ].join('\n'),
        `${ANNOUNCEMENT}\nIt was announced on June 2, 2026.\n`,
      ),
    );
    assert.deepEqual(
      map.milestones.map(({ date, kind, text, source }) => [date, kind, text, source]),
      [
        [
          '2027-08-31',
          'support-ends',
          'Relay is retired on August 31, 2027.',
          { file: 'notice.md', line: 3 },
        ],
        ['2028-01-31', 'cut-off', 'Relay stops.', { file: 'notice.yaml', line: 3 }],
      ],
    );
    assert.equal(map.cutOff, '2028-01-31');
  });

  for (const [yaml, problem] of [
    ['subject: [a]', /^notice\.yaml:1: subject: /],
    ['status: maybe', /^notice\.yaml:1: status: must be confirmed or unconfirmed$/],
    ['\naffects:\n  - versions: below 2', /^notice\.yaml:3: affects.*/],
    ['affects:\n  - {}', /^notice\.yaml:2: affects/],
    ['cutOff: 2027-02-30', /^notice\.yaml:1: cutOff/],
    ['names: []', /^notice\.yaml:1: names/],
    ['url: ftp://x', /^notice\.yaml:1: url: give an http or https address/],
    ['url: https://x.example\ncutoff: 2027-08-31', /^notice\.yaml:2: cutoff: is not known here: remove it/],
    ['cutOff: 2027', /^notice\.yaml:1: cutOff: write a date as YYYY-MM-DD or YYYY-MM, or tenant/],
    ['affects: all', /^notice\.yaml:1: affects: .*everyone/],
    ['names: [a]\nsubject: *Relay* below 4', /^notice\.yaml:2: not valid YAML/],
    ['status: confirmed\nsubject: *Relay', /^notice\.yaml:2: not valid YAML: .*Relay.*quotes/],
    [unfolding, /^notice\.yaml:2: not valid YAML: .*/],
    ['a: [1', /^notice\.yaml:1: not valid YAML/],
    ['milestones:\n  - { date: 2027-01-01, kind: other }', /^notice\.yaml:2: .*2027-01-01: give its text/],
  ] as const) {
    it(`is refused with its line when it says ${JSON.stringify(yaml)}`, () => {
      assert.match(errorsOf(withNotice(yaml))[0] ?? '', problem);
    });
  }
});

describe('a sentence that the compiler is not sure of', () => {
  const settle = (body: string) => mapOf(`# T\n\n${body}`).unsettled.map((open) => open.settle);

  it('is listed with its line, its reading and what settles it', () => {
    assert.deepEqual(mapOf('# T\n\nMigrate by August 31, 2027.').unsettled, [
      {
        file: 'notice.md',
        line: 3,
        sentence: 'Migrate by August 31, 2027.',
        reading: 'existing use stops on 2027-08-31, which the sentence does not say itself',
        settle: 'cutOff: 2027-08-31',
      },
    ]);
    assert.deepEqual(warningsOf('# T\n\nMigrate by August 31, 2027.'), [
      'notice.md:3: "Migrate by August 31, 2027." is read as: existing use stops on 2027-08-31, which the sentence does not say itself. To settle it, write "cutOff: 2027-08-31" in notice.yaml',
    ]);
  });

  it('is one of several ends of support, where nothing says when use stops', () => {
    const two = 'Mainstream support ends on August 31, 2027. Extended support ends on August 31, 2029.';
    assert.deepEqual(settle(two), ['cutOff: 2027-08-31', 'cutOff: 2029-08-31']);
    assert.deepEqual(settle('Support ends on August 31, 2027.'), []);
    assert.deepEqual(settle('Support ends on August 31, 2027. It is shut down on October 1, 2027.'), []);
  });

  it('is one of several that name a day on which use stops', () => {
    assert.deepEqual(settle('It is shut down on August 31, 2027.\n\nAll calls fail after October 1, 2027.'), [
      'cutOff: 2027-08-31',
      'cutOff: 2027-10-01',
    ]);
  });

  it('is not the day after another', () => {
    assert.deepEqual(settle('It works until August 31, 2027. It is shut down on September 1, 2027.'), []);
  });

  it('is the last about a part, where nothing is said of the whole', () => {
    assert.deepEqual(settle('The mobile app is shut down on August 31, 2027.'), ['cutOff: 2027-08-31']);
    assert.deepEqual(settle('Support of the mobile app ends on August 31, 2027.'), ['cutOff: 2027-08-31']);
  });

  it('is one whose date could be the end, where no other states one', () => {
    assert.deepEqual(settle('It becomes read-only on August 31, 2027.'), ['cutOff: 2027-08-31']);
    assert.deepEqual(settle('Our roadmap for its end names August 31, 2027 in bold.'), [
      'cutOff: 2027-08-31',
    ]);
    assert.deepEqual(settle('Our roadmap names August 31, 2027 in bold.'), ['cutOff: 2027-08-31']);
    assert.deepEqual(settle('It is shut down on July 1, 2027. Our roadmap names August 31, 2027.'), []);
  });

  it('is one with a later date than the end that was read, of which it says nothing', () => {
    assert.deepEqual(
      settle('It is shut down on August 31, 2027. Our roadmap for its end names October 1, 2027 in bold.'),
      ['cutOff: 2027-10-01'],
    );
  });

  it('is an end of support after the end of use, and an end of new use alone', () => {
    assert.deepEqual(settle('It is shut down on August 31, 2027. Security fixes end on October 1, 2027.'), [
      'cutOff: 2027-10-01',
    ]);
    assert.deepEqual(settle("New workspaces can't be created after April 1, 2027."), ['cutOff: 2027-04-01']);
  });

  it('is one with a date in numbers that has two meanings, and none that names a month', () => {
    assert.deepEqual(settle('It is shut down in August 2027.'), []);
    assert.deepEqual(settle('It is shut down on August 31, 2027. See you on 10/11/2027.'), [
      'milestones: [{ date: 2027-10-11, kind: cut-off, text: "…" }]',
    ]);
  });

  it('is none where the title speaks of the end that follows, or where a second one repeats it', () => {
    const body = 'Migrate by August 31, 2027.';
    assert.deepEqual(mapOf(`# Retirement of Relay\n\n${body}`).unsettled, []);
    assert.deepEqual(settle(`${body} You have until August 31, 2027.`), []);
  });

  it('is none of several where the title names the last', () => {
    const body = 'Calls fail from July 1, 2027. It is shut down on August 31, 2027.';
    assert.deepEqual(mapOf(`# Relay retires on August 31, 2027\n\n${body}`).unsettled, []);
    assert.deepEqual(
      mapOf(`# Relay retires on July 1, 2027\n\n${body}`).unsettled.map((open) => open.settle),
      ['cutOff: 2027-08-31'],
    );
  });

  it('is none about the part that the title names', () => {
    const body = 'Relay is retired in Region South on August 31, 2027.';
    assert.deepEqual(mapOf(`# Relay in Region South\n\n${body}`).unsettled, []);
    assert.deepEqual(settle(body), ['cutOff: 2027-08-31']);
  });

  it('is an end that only follows, after the one that is stated', () => {
    assert.deepEqual(
      settle('It is shut down on August 31, 2027. An exception lets you use it until October 1, 2027.'),
      ['cutOff: 2027-10-01'],
    );
  });

  it('is one that calls the end off without a date', () => {
    assert.deepEqual(settle('It is shut down on August 31, 2027. We have paused the retirement.'), [
      'cutOff: 2027-08-31',
    ]);
  });

  it('is settled by notice.yaml', () => {
    const map = mapOf(withNotice('cutOff: 2027-08-31', '# T\n\nMigrate by August 31, 2027.\n'));
    assert.deepEqual([map.cutOff, map.unsettled], ['2027-08-31', []]);
  });
});
