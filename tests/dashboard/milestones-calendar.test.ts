import assert from 'node:assert/strict';
import { writeMilestonesCalendar } from '../../bot/dashboard/milestones-calendar.ts';
import { withOwnDeadlines } from '../../bot/guidance/portfolio.ts';
import { theGuide, theOnlyNotice } from '../support/guide.ts';

const NOW = new Date('2023-09-22T12:00:00Z');

describe('the milestones calendar', () => {
  it('writes the dates in the notice’s sentences day first', async () => {
    const calendar = writeMilestonesCalendar([await theGuide()], NOW);
    const text = calendar.replaceAll('\r\n ', '');
    assert.match(text, /DESCRIPTION:Since 31 August 2022 /);
    assert.doesNotMatch(text, /August 31/);
  });

  /** The event of the date that a tenant has set, by the names of its lines. */
  async function ownEvent(date: string, at: string): Promise<Record<string, string>> {
    const { notice } = await theGuide();
    const own = new Map([[notice.id, { date, reason: 'Granted; see MC1', by: 'Kim', at: new Date(at) }]]);
    const { guides } = withOwnDeadlines(await theOnlyNotice(), own);
    const text = writeMilestonesCalendar([...guides.values()], NOW).replaceAll('\r\n ', '');
    const event = text.split('BEGIN:VEVENT').find((each) => each.includes('SUMMARY:Your organisation'));
    const lines = (event ?? '').trim().split('\r\n');
    return Object.fromEntries(
      lines.map((line): [string, string] => {
        const [name = '', ...value] = line.split(':');
        return [name, value.join(':')];
      }),
    );
  }

  it('moves the organisation’s own date: one UID, and a SEQUENCE that grows', async () => {
    const first = await ownEvent('2023-11-01', '2023-09-20T08:00:00Z');
    const moved = await ownEvent('2023-12-01', '2023-09-21T08:00:00Z');
    assert.equal(first['UID'], 'azure-ad-connect-v1-own-deadline@cutover');
    assert.equal(moved['UID'], first['UID']);
    assert.ok(Number(moved['SEQUENCE']) > Number(first['SEQUENCE']));
    assert.deepEqual(
      [first, moved].map((event) => event['DTSTART;VALUE=DATE']),
      ['20231101', '20231201'],
    );
    assert.match(first['DESCRIPTION'] ?? '', /^Set by Kim\.\\nReason: Granted\\; see MC1\\n/);
  });

  it('keeps the organisation’s own date on a day that a milestone has, too', async () => {
    assert.equal((await ownEvent('2023-10-01', '2023-09-20T08:00:00Z'))['DTSTART;VALUE=DATE'], '20231001');
  });
});
