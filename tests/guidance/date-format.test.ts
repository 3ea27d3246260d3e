import assert from 'node:assert/strict';
import {
  formatDistance,
  describeMilestone,
  formatDate,
  formatInstant,
} from '../../bot/guidance/date-format.ts';
import { formatSource } from '../../bot/rendering/answer-cards.ts';
import { countdown } from '../../bot/rendering/countdown.ts';
import { reminderFacts } from '../../bot/rendering/note-cards.ts';
import { toTableData } from '../../bot/rendering/tables.ts';

const cutOff = { date: '2023-10-01', precision: 'day' } as const;
const zone = 'Asia/Tokyo';

describe('dates and numbers', () => {
  it('follow the reader’s country in English sentences', () => {
    assert.equal(formatDate(cutOff), 'Sunday 1 October 2023');
    assert.equal(formatDate(cutOff, 'en-GB'), 'Sunday 1 October 2023');
    assert.equal(formatDate(cutOff, 'en-US'), 'Sunday, October 1, 2023');
    assert.match(formatDate(cutOff, 'en-IN'), /^Sunday,? 1 October,? 2023$/);
    assert.equal(formatDate({ date: '2021-08', precision: 'month' }, 'en-US'), 'August 2021');
  });

  it('are English, with the month in words, for readers of other languages', () => {
    for (const locale of ['de-DE', 'ja-JP', 'ar-EG', 'en', '', 'not a locale', 'x-klingon']) {
      assert.equal(formatDate(cutOff, locale), 'Sunday 1 October 2023', locale);
    }
    assert.equal(formatDistance(1234, 'de-DE'), 'in 1,234 days');
    assert.equal(formatDistance(123_456, 'en-IN'), 'in 1,23,456 days');
  });

  it('follow the reader’s locale in a milestone', () => {
    const milestone = { ...cutOff, kind: 'cut-off', text: '', source: { file: '', line: 1 } } as const;
    const now = new Date('2023-09-22T12:00:00Z');
    assert.equal(
      describeMilestone(milestone, 'V1', { now, zone, locale: 'en-US' }),
      'V1 stops working **on Sunday, October 1, 2023**, in 9 days.',
    );
    assert.equal(
      describeMilestone(milestone, 'V1', { now, zone, locale: 'ja-JP' }),
      'V1 stops working **on Sunday 1 October 2023**, in 9 days.',
    );
    assert.equal(countdown('2030-10-01', { now, zone, locale: 'en-US' }).count, '2,566');
  });

  it('follow the reader’s locale in a table, except within a URL', () => {
    const [first, second] = toTableData(
      {
        headers: ['Version', 'Released'],
        rows: [
          ['2.0.28.0', '2023-10-01'],
          ['[see 2023-10-02](https://example.com/2023-10-01)', ''],
        ],
      },
      'en-US',
    ).rows;
    assert.equal(first?.facts[0]?.value, 'October 1, 2023');
    assert.equal(second?.name, '[see October 2, 2023](https://example.com/2023-10-01)');
  });

  it('follow the reader’s locale and the schedule’s zone in upcoming reminders', () => {
    const offsets = [{ offset: 7, dueAt: new Date('2023-09-24T00:00:00Z') }];
    const schedule = { localTime: '09:00', zone, offsets: [7] };
    assert.deepEqual(reminderFacts(offsets, schedule, '2023-10-01'), [
      { title: 'Sunday 24 September 2023, 09:00', value: '7 days before' },
    ]);
    assert.equal(
      reminderFacts(offsets, schedule, '2023-10-01', 'ja-JP')[0]?.title,
      'Sunday 24 September 2023, 09:00',
    );
    assert.equal(
      formatInstant(new Date('2023-09-24T00:00:00Z'), zone, 'en-US'),
      'Sunday, September 24, 2023, 9:00 AM',
    );
  });

  it('follow the reader’s locale in a source', () => {
    const source = { article: 'A', heading: 'A', url: 'https://example.com', revised: '2023-05-31' };
    assert.match(formatSource(source), /as of 31 May 2023/);
    assert.match(formatSource(source, 'en-US'), /as of May 31, 2023/);
  });
});
