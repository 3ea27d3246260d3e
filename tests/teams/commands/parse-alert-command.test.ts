import assert from 'node:assert/strict';
import { parseAlertCommand } from '../../../bot/teams/commands/parse-alert-command.ts';

const quietHours = { from: '22:00', until: '07:00' };

describe('the orders about alerts', () => {
  const orders: [string, object | null][] = [
    ['alerts here', { kind: 'alerts-here' }],
    ['please send alerts to me', { kind: 'alerts-here' }],
    ['alerts here as second team', { kind: 'alerts-here', role: 'second-team' }],
    ['alerts here at once', { kind: 'alerts-here', role: 'team' }],
    ['alerts here critical only', { kind: 'alerts-here', severity: 'critical' }],
    ['Alerts here, only critical', { kind: 'alerts-here', severity: 'critical' }],
    ['alerts here everything', { kind: 'alerts-here', severity: 'warning' }],
    ['alerts here quiet 22:00-07:00', { kind: 'alerts-here', quietHours }],
    ['alerts here quiet from 22 to 7', { kind: 'alerts-here', quietHours }],
    [
      'alerts here quiet 22:00-07:00 Europe/Berlin',
      { kind: 'alerts-here', quietHours, zone: 'Europe/Berlin' },
    ],
    ['alerts here quiet 22:00-07:00 in utc', { kind: 'alerts-here', quietHours, zone: 'UTC' }],
    ['alerts here quiet 22:00-07:00 Mars/Base', { kind: 'alerts-here', quietHours, badZone: 'Mars/Base' }],
    [
      'alerts here critical only and quiet 22:00-07:00 Europe/Berlin as second team',
      { kind: 'alerts-here', severity: 'critical', quietHours, zone: 'Europe/Berlin', role: 'second-team' },
    ],
    [
      'alerts here quiet 22:00-07:00 and critical only',
      { kind: 'alerts-here', quietHours, severity: 'critical' },
    ],
    ['alerts here no quiet hours', { kind: 'alerts-here', quietHours: null }],
    ['stop alerts', { kind: 'stop-alerts' }],
    ['cancel our alerts here', { kind: 'stop-alerts' }],
    ['alerts here quiet 25:00-07:00', null],
    ['alerts here quiet 07:00-07:00', null],
    ['alerts here for what?', null],
    ['alerts', null],
  ];
  for (const [text, expected] of orders) {
    it(`reads "${text}" as ${expected ? JSON.stringify(expected) : 'a question'}`, () => {
      assert.deepEqual(parseAlertCommand(text), expected);
    });
  }
});
