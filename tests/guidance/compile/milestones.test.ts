import assert from 'node:assert/strict';
import { findDates } from '../../../bot/guidance/milestones/dates.ts';
import { mapOf } from './compile-text.ts';

const kinds = (body: string): string[][] =>
  mapOf(`# T\n\n${body}`).milestones.map(({ date, kind }) => [date, kind]);

describe('dates', () => {
  for (const [text, date] of [
    ['October 1, 2023', '2023-10-01'],
    ['October 1st 2023', '2023-10-01'],
    ['in August 2021', '2021-08'],
    ['April 28 ,2023', '2023-04-28'],
    ['July 1,2023', '2023-07-01'],
    ['Sept 1, 2024', '2024-09-01'],
    ['Sept. 1, 2024', '2024-09-01'],
    ['31 August, 2024', '2024-08-31'],
    ['2023-10-01', '2023-10-01'],
    ['October\u00a01, 2023', '2023-10-01'],
    ['1-Oct-2023', '2023-10-01'],
    ['the 1st of October 2023', '2023-10-01'],
    ['10/31/2023', '2023-10-31'],
    ['31/10/2023', '2023-10-31'],
    ['10/31/23', '2023-10-31'],
    ['31.10.2023', '2023-10-31'],
    ['at the end of October 2023', '2023-10'],
    ['in mid-October 2023', '2023-10'],
    ['on Sunday, 1 October 2023', '2023-10-01'],
    ['in Q4 2023', '2023-10'],
    ['at the end of the third quarter of 2023', '2023-09'],
    ['by the end of 2023', '2023-12'],
    ['on 3/2023', '2023-03'],
  ] as const) {
    it(`reads ${text}`, () =>
      assert.deepEqual(
        [date],
        findDates(`It ends ${text}.`).map((found) => found.date),
      ));
  }

  it('reads both days of a range that names the year once', () => {
    const dates = (text: string): string[] => findDates(text).map(({ date }) => date);
    assert.deepEqual(dates('between September 30 and October 2, 2023'), ['2023-09-30', '2023-10-02']);
    assert.deepEqual(dates('from 3 to 5 October 2023'), ['2023-10-03', '2023-10-05']);
  });

  for (const text of [
    ...[
      'in 2023',
      'in 30 days',
      'Next year',
      'on Monday',
      'at 9:00',
      'version 1.6.16.0',
      'version 2023.10.01',
    ],
    ...[
      'on February 30, 2023',
      'on October 1',
      '2 days after October 1, 2023',
      'you may 2023',
      'on 10/01/2023', // October in some countries, January in others
    ],
  ]) {
    it(`finds no date in "${text}"`, () => assert.deepEqual(findDates(`It ends ${text}.`), []));
  }
});

describe('milestones', () => {
  it('are a cut-off for every verb that means stopping', () => {
    for (const words of [
      'will stop working',
      'stops accepting servers',
      'will be retired',
      'no longer works',
    ]) {
      assert.deepEqual(kinds(`Sync ${words} on May 4, 2030.`), [['2030-05-04', 'cut-off']], words);
    }
    for (const words of ['is shut down', 'will be decommissioned', 'refuses every server']) {
      assert.deepEqual(kinds(`Sync ${words} on May 4, 2030.`), [['2030-05-04', 'cut-off']], words);
    }
  });

  it('are announced before support-ended and support-ended before cut-off', () => {
    assert.deepEqual(kinds('The retirement was announced in May 2029 and nothing is supported.'), [
      ['2029-05', 'announced'],
    ]);
    assert.deepEqual(kinds('From May 4, 2030 it is out of support and can stop working.'), [
      ['2030-05-04', 'support-ends'],
    ]);
    assert.deepEqual(kinds('We held a call on May 4, 2030.'), []);
  });

  it('are not announced because of "as announced"', () => {
    assert.deepEqual(kinds('As announced, sync will stop working on May 4, 2030.'), [
      ['2030-05-04', 'cut-off'],
    ]);
  });

  it('have the kinds of their clauses in a sentence with two dates', () => {
    assert.deepEqual(kinds('We announced it in May 2029, and on May 4, 2030 sync will stop working.'), [
      ['2029-05', 'announced'],
      ['2030-05-04', 'cut-off'],
    ]);
  });

  it('have the first sentence and the strongest kind of a date', () => {
    const [only, ...more] = mapOf(
      '# T\n\nSupport ends on May 4, 2030.\n\nSync stops working on 4 May, 2030.',
    ).milestones;
    assert.equal(more.length, 0);
    assert.deepEqual(
      [only?.kind, only?.text, only?.source.line],
      ['cut-off', 'Support ends on May 4, 2030.', 3],
    );
  });

  it('omit a month when a day in it has the same kind', () => {
    assert.deepEqual(kinds('Sync stops working on May 4, 2030. In May 2030 sync will be retired.'), [
      ['2030-05-04', 'cut-off'],
    ]);
  });

  it('have the latest cut-off day as the cut-off', () => {
    const map = mapOf('# T\n\nSync stops working on May 4, 2030. In China it stops working on June 5, 2030.');
    assert.equal(map.cutOff, '2030-06-05');
    assert.equal(mapOf('# T\n\nSync stops working in May 2030.').cutOff, '2030-05');
  });

  it('are ends of support where use goes on after what is called a retirement', () => {
    const retired = 'Relay was retired on May 4, 2030.';
    assert.deepEqual(kinds(`${retired} Relays remain operational after May 4, 2030. They are unsupported.`), [
      ['2030-05-04', 'support-ends'],
    ]);
    assert.deepEqual(
      kinds(`${retired} Migrate, so that jobs keep working after May 4, 2030. Relay is unsupported.`),
      [['2030-05-04', 'cut-off']],
    );
  });

  it('are what two sentences of a table cell say together', () => {
    const table = (cell: string): string =>
      `| Feature | Details |\n| --- | --- |\n| Relay Mail | ${cell} |\n`;
    const support = 'Support ends on May 4, 2030.';
    assert.deepEqual(kinds(table(`${support} After this date, calls will fail.`)), [
      ['2030-05-04', 'cut-off'],
    ]);
    assert.deepEqual(kinds(table(`${support} Use Hub Mail.`)), [['2030-05-04', 'support-ends']]);
  });

  it('are ends of support where a service refuses a protocol on a later day', () => {
    const support = 'Relay stopped supporting TLS 1.0 on May 4, 2029.';
    assert.deepEqual(kinds(support), [['2029-05-04', 'cut-off']]);
    assert.deepEqual(kinds(`${support} We began disabling TLS 1.0 on May 4, 2030.`), [
      ['2029-05-04', 'support-ends'],
      ['2030-05-04', 'cut-off'],
    ]);
  });

  it('are read from numbers in the order that another date of the document shows', () => {
    const dates = (other: string): string[] =>
      mapOf(`# T\n\nCalls fail from 05/04/2030. Support ended on ${other}.`).milestones.map(
        ({ date }) => date,
      );
    assert.deepEqual(dates('30/04/2029'), ['2029-04-30', '2030-04-05']);
    assert.deepEqual(dates('04/30/2029'), ['2029-04-30', '2030-05-04']);
    assert.deepEqual(dates('April 30, 2029'), ['2029-04-30']);
    assert.deepEqual(dates('April 30, 2029, with version 1.14.20'), ['2029-04-30']);
  });

  it('are what the text behind a term says, which vendors use for more than one thing', () => {
    assert.deepEqual(kinds('Relay reaches its end of availability on May 4, 2029.'), [
      ['2029-05-04', 'cut-off'],
    ]);
    assert.deepEqual(
      kinds(
        'End of availability: May 4, 2029. You can no longer create relays after this date.\n\nEnd of life: May 4, 2030. All relays will be automatically upgraded to Hub.',
      ),
      [
        ['2029-05-04', 'new-use-ends'],
        ['2030-05-04', 'cut-off'],
      ],
    );
  });

  it('leave out the last day on which something goes on before an end', () => {
    assert.deepEqual(
      kinds(
        'Version 3 remains the default until May 3, 2029. On May 4, 2029, all relays will be force upgraded.',
      ),
      [['2029-05-04', 'cut-off']],
    );
  });

  it('end new use in a column for those who are new', () => {
    assert.deepEqual(
      kinds(
        '| Feature | Change | New tenant change date | Current tenant change date |\n| --- | --- | --- | --- |\n| Relay | Retirement | May 4, 2029 | May 4, 2030 |',
      ),
      [
        ['2029-05-04', 'new-use-ends'],
        ['2030-05-04', 'cut-off'],
      ],
    );
  });

  it('are left out in a table of what becomes available', () => {
    assert.deepEqual(kinds('| Date | Availability |\n| --- | --- |\n| May 2029 | Hub will GA for all |'), []);
  });

  it('are steps where a column only counts them', () => {
    assert.deepEqual(
      kinds(
        '| Region | Phase 1 | Phase 2 (removal) |\n| --- | --- | --- |\n| North | May 4, 2029 | May 4, 2030 |\n| South | June 5, 2029 | June 5, 2030 |',
      ),
      [
        ['2029-05-04', 'other'],
        ['2029-06-05', 'other'],
        ['2030-05-04', 'cut-off'],
        ['2030-06-05', 'cut-off'],
      ],
    );
  });

  it('have an earlier version than that of the title as their scope', () => {
    const map = mapOf(
      '# Relay 3 is retired on May 4, 2030\n\nRelay 2 is supported until June 5, 2028. Move to Relay 4 by May 4, 2030.',
    );
    assert.deepEqual(
      map.milestones.map(({ date, kind, scope }) => [date, kind, scope]),
      [
        ['2028-06-05', 'support-ends', 'Relay 2'],
        ['2030-05-04', 'cut-off', undefined],
      ],
    );
  });

  it('are none where a version that comes later ends', () => {
    const ofRelay = (text: string): string[] =>
      mapOf(`# Relay 3.1 is retired on May 4, 2030\n\n${text}`).milestones.map(({ date }) => date);
    assert.deepEqual(ofRelay('Relay 4 is supported until June 5, 2032.'), ['2030-05-04']);
    assert.deepEqual(ofRelay('Fixes for the 3.2.x branch will be made until June 5, 2032.'), ['2030-05-04']);
    assert.deepEqual(ofRelay('Relay 3 is supported until June 5, 2032.'), ['2030-05-04', '2032-06-05']);
  });

  it('are about a part where use goes on after the end that is stated', () => {
    const map = mapOf(
      '# T\n\nRelay is retired on May 4, 2030. Existing certificates remain valid until June 5, 2030.',
    );
    assert.deepEqual(
      map.milestones.map(({ date, kind, scope }) => [date, kind, scope]),
      [
        ['2030-05-04', 'cut-off', undefined],
        ['2030-06-05', 'cut-off', 'Existing certificates'],
      ],
    );
    assert.equal(map.cutOff, '2030-05-04');
  });

  it('have the line of their sentence within a paragraph', () => {
    const map = mapOf('# T\n\nFirst line\nof words. Sync stops working\non May 4, 2030.');
    assert.equal(map.milestones[0]?.source.line, 4);
  });

  it('are not taken from linked articles', () => {
    const linked = `---\ncanonicalUrl: https://learn.example.com/sync/old/more\n---\n# More\n\nBorn May 5, 2001.`;
    const map = mapOf({
      'notice.md': '# T\n\n[More](more.md) stops working on May 4, 2030.',
      'more.md': linked,
    });
    assert.deepEqual(map.articles.length, 2);
    assert.deepEqual(
      map.milestones.map(({ date }) => date),
      ['2030-05-04'],
    );
  });

  it('are passages of their own, between joined sentences', () => {
    const map = mapOf(
      '# T\n\nOne. Two.  Sync stops working on May 4, 2030. Three, e.g. this. Version 2.0.3.0 too.',
    );
    assert.deepEqual(map.sections[0]?.passages, [
      { text: 'One. Two.' },
      { text: 'Sync stops working on May 4, 2030.', milestone: '2030-05-04' },
      { text: 'Three, e.g. this. Version 2.0.3.0 too.' },
    ]);
  });
});
