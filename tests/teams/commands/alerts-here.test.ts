import assert from 'node:assert/strict';
import { commandIn } from '../../support/commands.ts';

const alertsHere = (args: object) => ({ name: 'alerts-here', args });
const quietHours = { from: '22:00', until: '07:00' };

describe('commands about alerts', () => {
  const orders: [string, object | null][] = [
    ['alerts here', alertsHere({})],
    ['please send alerts to me', alertsHere({})],
    ['alerts here as second team', alertsHere({ role: 'second-team' })],
    ['alerts here at once', alertsHere({ role: 'team' })],
    ['alerts here critical only', alertsHere({ severity: 'critical' })],
    ['Alerts here, only critical', alertsHere({ severity: 'critical' })],
    ['alerts here everything', alertsHere({ severity: 'warning' })],
    ['alerts here quiet 22:00-07:00', alertsHere({ quietHours })],
    ['alerts here quiet from 22 to 7', alertsHere({ quietHours })],
    ['alerts here quiet 22:00-07:00 Europe/Berlin', alertsHere({ quietHours, zone: 'Europe/Berlin' })],
    ['alerts here quiet 22:00-07:00 in utc', alertsHere({ quietHours, zone: 'UTC' })],
    ['alerts here quiet 22:00-07:00 Mars/Base', alertsHere({ quietHours, badZone: 'Mars/Base' })],
    [
      'alerts here critical only and quiet 22:00-07:00 Europe/Berlin as second team',
      alertsHere({ severity: 'critical', quietHours, zone: 'Europe/Berlin', role: 'second-team' }),
    ],
    ['alerts here quiet 22:00-07:00 and critical only', alertsHere({ quietHours, severity: 'critical' })],
    ['alerts here no quiet hours', alertsHere({ quietHours: null })],
    ['stop alerts', { name: 'stop-alerts', args: {} }],
    ['cancel our alerts here', { name: 'stop-alerts', args: {} }],
    ['alerts here quiet 25:00-07:00', null],
    ['alerts here quiet 07:00-07:00', null],
    ['alerts here for what?', null],
    ['alerts', null],
  ];
  for (const [text, expected] of orders) {
    it(`reads "${text}" as ${expected ? JSON.stringify(expected) : 'a question'}`, () => {
      assert.deepEqual(commandIn(text), expected);
    });
  }
});
