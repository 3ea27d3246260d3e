import assert from 'node:assert/strict';
import { writeMilestonesCalendar } from '../../bot/dashboard/milestones-calendar.ts';
import { theGuide } from '../support/guide.ts';

describe('the milestones calendar', () => {
  it('writes the dates in the notice’s sentences day first', async () => {
    const calendar = writeMilestonesCalendar([await theGuide()], new Date('2023-09-22T12:00:00Z'));
    const text = calendar.replaceAll('\r\n ', '');
    assert.match(text, /DESCRIPTION:Since 31 August 2022 /);
    assert.doesNotMatch(text, /August 31/);
  });
});
