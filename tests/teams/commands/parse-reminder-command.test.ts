import assert from 'node:assert/strict';
import { parseCommand } from '../../../bot/teams/commands/parse-command.ts';

describe('orders about reminders', () => {
  for (const [text, order] of [
    ['why', { kind: 'why' }],
    ['Why?', { kind: 'why' }],
    ['why did we not get a reminder?', { kind: 'why' }],
    ["why didn't we get the last reminder", { kind: 'why' }],
    ['why have we missed our reminders', { kind: 'why' }],
    ['remind us before weekends', { kind: 'weekend', rule: 'before' }],
    ['remind us after the weekend', { kind: 'weekend', rule: 'after' }],
    ['remind me on weekends', { kind: 'weekend', rule: 'on' }],
    ['quiet hours 18:00 to 08:00', { kind: 'quiet-hours', from: '18:00', until: '08:00' }],
    ['quiet hours from 22 until 7', { kind: 'quiet-hours', from: '22:00', until: '07:00' }],
    ['no quiet hours', { kind: 'no-quiet-hours' }],
    ['snooze reminders until 2023-09-20', { kind: 'snooze', until: '2023-09-20', days: 0 }],
    ['snooze our reminders for 2 weeks', { kind: 'snooze', until: null, days: 14 }],
    ['snooze for 1 day', { kind: 'snooze', until: null, days: 1 }],
  ] as const) {
    it(`are read: ${text}`, () => assert.deepEqual(parseCommand(text), order));
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
  ]) {
    it(`are not seen in "${question}"`, () => assert.equal(parseCommand(question), null));
  }
});
