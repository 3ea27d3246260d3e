import assert from 'node:assert/strict';
import { mapOf } from '../compile/compile-text.ts';

/** What a document states, as `DATE KIND`, with its scope where it has one. */
function kindsIn(document: string): string[] {
  return mapOf(document).milestones.map(({ date, kind, scope }) =>
    [date, kind, scope].filter(Boolean).join(' '),
  );
}

/** A document about Fenwick Relay with the given text. */
function about(text: string): string[] {
  return kindsIn(`# Changes to Fenwick Relay\n\n${text}`);
}

describe('new use and support that end on one day', () => {
  const newUse = 'Starting May 4, 2030, you can no longer create relays.';

  it('are both milestones where two texts say so', () => {
    const both = ['2030-05-04 support-ends', '2030-05-04 new-use-ends'];
    assert.deepEqual(about(`${newUse} Support for certificates ends on May 4, 2030.`), both);
    assert.deepEqual(about(`Relay is out of support from May 4, 2030.\n\n## Orders\n\n${newUse}`), both);
    assert.deepEqual(
      about('- May 4, 2030: no new relays can be created\n- May 4, 2030: end of support for old relays'),
      both,
    );
  });

  it('are one where the same day is the end of use, or is only no longer supported for new use', () => {
    assert.deepEqual(about(`${newUse} Relay is shut down on May 4, 2030.`), ['2030-05-04 cut-off']);
    assert.deepEqual(
      about('From May 4, 2030, Relay is no longer supported for new projects. Support ends on May 4, 2030.'),
      ['2030-05-04 support-ends'],
    );
    assert.deepEqual(about(newUse), ['2030-05-04 new-use-ends']);
  });
});

describe('a day without a year', () => {
  const post = (published: string, text: string): string[] =>
    kindsIn(`---\ntitle: Changes to Relay\ndate: ${published}\n---\n\n${text}`);
  const ends = 'Starting April 30th, Relay is shut down.';

  it('is the next one after the publication of a post that names no year', () => {
    assert.deepEqual(post('2030-03-24', ends), ['2030-04-30 cut-off']);
    assert.deepEqual(post('2030-11-20', ends), ['2031-04-30 cut-off']);
    assert.deepEqual(post('2030-03-24T09:00:00Z', ends), ['2030-04-30 cut-off']);
    assert.deepEqual(post('"2030-03-24 09:00:00 +0200"', ends), ['2030-04-30 cut-off']);
    assert.deepEqual(post('03/24/2030', ends), ['2030-04-30 cut-off']);
  });

  it('is the one of its text where a text names the year, and unknown where nothing does', () => {
    assert.deepEqual(post('2030-03-24', `Move by April 30, 2032. ${ends}`), ['2032-04-30 cut-off']);
    assert.deepEqual(post('2030-03-24', `${ends} We wrote to you on April 30, 2029.`).slice(-1), [
      '2029-04-30 cut-off',
    ]);
    assert.deepEqual(post('some day', ends), []);
    assert.deepEqual(kindsIn(`---\ntitle: Relay\nms.date: 03/24/2030\n---\n\n${ends}`), []);
    assert.deepEqual(kindsIn(`---\ntitle: Relay\n---\n\n${ends}`), []);
  });
});

describe('a heading that is a date alone', () => {
  it('is the day of a message that tells of a later end', () => {
    assert.deepEqual(about('## May 4, 2030\n\nWe are closing. Relay is shut down on June 4, 2031.'), [
      '2030-05-04 announced',
      '2031-06-04 cut-off',
    ]);
  });

  it('is the day of what stands under it in a timetable of such headings', () => {
    assert.deepEqual(
      about('## May 4, 2030\n\nNew relays cannot be created.\n\n## June 4, 2031\n\nRelay is shut down.'),
      ['2030-05-04 new-use-ends', '2031-06-04 cut-off'],
    );
  });
});

describe('a name before a date, of several in one sentence', () => {
  it('says what part the day is about', () => {
    assert.deepEqual(about('The retirement dates are: East: May 4, 2030; West: June 4, 2030.'), [
      '2030-05-04 cut-off East',
      '2030-06-04 cut-off West',
    ]);
  });

  it('is no part where it says what happens', () => {
    assert.deepEqual(about('End of support: May 4, 2030; Removal: June 4, 2030.'), [
      '2030-05-04 support-ends',
      '2030-06-04 cut-off',
    ]);
  });
});

describe('a retirement after which use goes on', () => {
  const ends = 'Relay is retired on May 4, 2030.';

  it('is an end of support where a text says so beside the end of support', () => {
    assert.deepEqual(
      about(`${ends} Apps will continue to work after that. There are no security fixes then.`),
      ['2030-05-04 support-ends'],
    );
  });

  it('is an end of use where a heading only asks, or where the product never did it', () => {
    const asked = '\n\n## Will my app continue to work after the upgrade?\n\nIn most cases.';
    assert.deepEqual(about(`${ends} Relay does not support folders.${asked}`), ['2030-05-04 cut-off']);
    assert.deepEqual(
      about(`${ends} Relay doesn't support folders.\n\nThe app will continue to work after the upgrade.`),
      ['2030-05-04 cut-off'],
    );
  });
});

describe('a row of a timetable', () => {
  it('that names an end of sale is none of support, whatever stays supported', () => {
    assert.deepEqual(
      about(
        [
          '| Phase | Date | Details |',
          '| --- | --- | --- |',
          '| End of marketing | May 4, 2030 | New plans are disabled. What runs is supported until the end of support. |',
          '| End of service | June 4, 2031 | We terminate all relays. |',
        ].join('\n'),
      ),
      ['2030-05-04 new-use-ends', '2031-06-04 cut-off'],
    );
  });
});

describe('of several ends', () => {
  const ends = 'Relay stops working on May 4, 2030.';

  it('the one of support for what comes instead is none of the notice', () => {
    const hub = 'Hub 1 is supported until June 4, 2035.';
    assert.deepEqual(about(`${ends} ${hub} Move to Hub 1.`), ['2030-05-04 cut-off']);
    assert.deepEqual(about(`${ends} Migrate your relays to the Hub 1. The ${hub}`), ['2030-05-04 cut-off']);
    assert.deepEqual(about(`${hub} Move to Hub 1.`), ['2035-06-04 support-ends']);
    assert.deepEqual(about(`${ends} Hub 1 goes out of support on June 4, 2029.`), [
      '2029-06-04 support-ends',
      '2030-05-04 cut-off',
    ]);
  });

  it('the one of a thing that is called a part is about that', () => {
    const whole = 'Fenwick Relay is switched off on June 4, 2030.';
    const part = (what: string): string[] => about(`${what} switched off on May 4, 2030. ${whole}`);
    assert.deepEqual(part('The editor, which is part of Fenwick Relay, is'), [
      '2030-05-04 cut-off editor',
      '2030-06-04 cut-off',
    ]);
    assert.deepEqual(part('Our log viewer, an optional module of Fenwick Relay, is'), [
      '2030-05-04 cut-off log viewer',
      '2030-06-04 cut-off',
    ]);
    assert.deepEqual(part('Relay, which is used a lot, is'), ['2030-05-04 other', '2030-06-04 cut-off']);
  });

  it('the one of all technical support is no end of use', () => {
    const support =
      'We give technical support for a while, but will remove all support for Relay on May 4, 2030.';
    assert.deepEqual(about(support), ['2030-05-04 support-ends']);
    assert.deepEqual(about('We will remove all support for old sign-ins on May 4, 2030.'), [
      '2030-05-04 cut-off',
    ]);
  });
});
