import assert from 'node:assert/strict';
import { commandIn } from '../../support/commands.ts';

describe('commands about reminders', () => {
  for (const [text, order] of [
    ['why', { name: 'why', args: {} }],
    ['Why?', { name: 'why', args: {} }],
    ['why did we not get a reminder?', { name: 'why', args: {} }],
    ["why didn't we get the last reminder", { name: 'why', args: {} }],
    ['why have we missed our reminders', { name: 'why', args: {} }],
    ['remind us before weekends', { name: 'weekends', args: { rule: 'before' } }],
    ['remind us after the weekend', { name: 'weekends', args: { rule: 'after' } }],
    ['remind me on weekends', { name: 'weekends', args: { rule: 'on' } }],
    ['remind us every Tuesday', { name: 'weekly', args: { day: 'tuesday' } }],
    ['remind me on Fridays', { name: 'weekly', args: { day: 'friday' } }],
    ['quiet hours 18:00 to 08:00', { name: 'quiet-hours', args: { from: '18:00', until: '08:00' } }],
    ['quiet hours from 22 until 7', { name: 'quiet-hours', args: { from: '22:00', until: '07:00' } }],
    ['no quiet hours', { name: 'no-quiet-hours', args: {} }],
    ['snooze reminders until 2023-09-20', { name: 'snooze', args: { until: '2023-09-20', days: 0 } }],
    ['snooze our reminders for 2 weeks', { name: 'snooze', args: { until: null, days: 14 } }],
    [
      'remind us about cloud sync only at 9 UTC',
      {
        name: 'remind-about',
        args: {
          ...{ phrase: 'cloud sync', isAlone: true, isOrder: true },
          time: { localTime: '09:00', zone: 'UTC' },
        },
      },
    ],
    [
      'remind us only about V1',
      {
        name: 'remind-about',
        args: { phrase: 'V1', isAlone: true, isOrder: true, time: { localTime: null, zone: null } },
      },
    ],
    [
      'please remind me about V1 again',
      {
        name: 'remind-about',
        args: { phrase: 'V1', isAlone: false, isOrder: true, time: { localTime: null, zone: null } },
      },
    ],
    ['stop reminders about V1', { name: 'leave-out', args: { phrase: 'V1' } }],
    ['no more reminders for cloud sync', { name: 'leave-out', args: { phrase: 'cloud sync' } }],
    ['don’t remind us about V1', { name: 'leave-out', args: { phrase: 'V1' } }],
    ['snooze for 1 day', { name: 'snooze', args: { until: null, days: 1 } }],
  ] as const) {
    it(`reads "${text}"`, () => assert.deepEqual(commandIn(text), order));
  }

  for (const question of [
    'why does V1 stop working?',
    'why are there reminders',
    'why is sync not running',
    'quiet hours 25 to 8',
    'quiet hours 8 to 8',
    'quiet hours',
    'snooze',
    'snooze the deadline until 2023-12-01',
    'remind us before the weekend at 9',
    'no reminders for a week, we have holidays',
  ]) {
    it(`reads "${question}" as a question`, () => assert.equal(commandIn(question), null));
  }
});
