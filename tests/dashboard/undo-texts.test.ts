import assert from 'node:assert/strict';
import type { AuditEntry, Change, ReminderState, ServerState } from '../../bot/dashboard/audit-entry.ts';
import { describeChange } from '../../bot/dashboard/audit-trail.ts';
import { describeNewer, describeServer, nameChange } from '../../bot/dashboard/undo-texts.ts';
import { EVERY_NOTICE } from '../../bot/reminders/coverage.ts';
import { DEFAULT_SCHEDULE } from '../../bot/reminders/schedule.ts';
import { KIM } from '../support/author.ts';

const READER = { now: new Date('2023-09-22T12:00:00Z'), zone: 'Europe/Berlin', locale: 'en-GB' };
const AT = new Date('2023-09-22T10:02:00Z');

const entryOf = (change: Change, at = AT, by = KIM): AuditEntry => ({
  ...change,
  ...{ number: '7', undoes: null, at, by },
});

const reminders = (changes: Partial<ReminderState> = {}): ReminderState => ({
  ...DEFAULT_SCHEDULE,
  ...{ conversationId: '19:a', state: 'active', zone: 'Europe/Berlin', snoozedUntil: null },
  coverage: EVERY_NOTICE,
  ...changes,
});
const server = (changes: Partial<ServerState> = {}): ServerState => ({
  ...{ version: '1.6.16.0', role: null, state: 'in-use', claim: null, reported: null },
  ...changes,
});
const team = { level: 0, severity: 'warning', quietHours: null, zone: 'UTC' } as const;

describe('the words for a change that is taken back', () => {
  const changes: [string, Change][] = [
    [
      'reminders at 09:00 Europe/Berlin',
      { act: 'start-reminders', subject: 'notice', before: null, after: reminders() },
    ],
    [
      'reminders changed: at 17:00 (Europe/Berlin) instead of at 09:00 (Europe/Berlin)',
      {
        ...{ act: 'change-reminders', subject: 'notice', before: reminders() },
        after: reminders({ localTime: '17:00' }),
      },
    ],
    [
      'reminders snoozed until 25 September 2023, 02:00',
      {
        ...{ act: 'snooze-reminders', subject: 'notice', before: reminders() },
        after: reminders({ snoozedUntil: '2023-09-25T00:00:00Z' }),
      },
    ],
    [
      'reminders stopped',
      {
        ...{ act: 'stop-reminders', subject: 'notice', before: reminders() },
        after: reminders({ state: 'stopped' }),
      },
    ],
    [
      'alerts here',
      {
        ...{ act: 'join-identity-team', subject: '19:a', before: { team: null, request: null } },
        after: { team, request: null },
      },
    ],
    [
      'request for alerts here',
      {
        ...{ act: 'request-identity-team', subject: '19:a', before: { team: null, request: null } },
        after: { team: null, request: 'waiting' },
      },
    ],
    [
      'alerts stopped',
      {
        ...{ act: 'leave-identity-team', subject: '19:a', before: { team, request: null } },
        after: { team: null, request: null },
      },
    ],
    [
      'AADC01 runs 1.6.16.0 and is staging',
      {
        ...{ act: 'report-server', subject: 'AADC01', before: null },
        after: server({ reported: { version: '1.6.16.0', role: 'staging', state: 'in-use' } }),
      },
    ],
    [
      'AADC01 signs in as an application',
      {
        ...{ act: 'report-server', subject: 'AADC01', before: server() },
        after: server({ reported: { state: 'in-use', authentication: 'application' } }),
      },
    ],
    [
      'confirmed that AADC01 is migrated',
      {
        ...{ act: 'confirm-claim', subject: 'AADC01', before: server() },
        after: server({ state: 'migrated', reported: { state: 'migrated' } }),
      },
    ],
  ];
  for (const [words, change] of changes) {
    it(`are “${words}”`, () => {
      assert.equal(nameChange(entryOf(change), READER), `${words} (Kim, 12:02)`);
    });
  }

  const stop: Change = {
    ...{ act: 'stop-reminders', subject: 'notice', before: reminders() },
    after: reminders({ state: 'stopped' }),
  };

  it('name the day where it was not today', () => {
    const yesterday = entryOf(stop, new Date('2023-09-21T20:00:00Z'));
    assert.equal(nameChange(yesterday, READER), 'reminders stopped (Kim, 21 September 2023, 22:00)');
  });

  it('show a name literally', () => {
    const name = entryOf(stop, AT, { ...KIM, name: '[Kim](https://example.com)' });
    assert.equal(nameChange(name, READER), 'reminders stopped (\\[Kim\\]\\(https://example.com\\), 12:02)');
  });

  it('say what overtook it, and how a server stands', () => {
    const newer = entryOf({
      ...{ act: 'report-server', subject: 'AADC01', before: server() },
      after: server({ state: 'migrated', reported: { state: 'migrated' } }),
    });
    assert.equal(describeNewer(newer, READER), 'Kim reported that AADC01 was migrated (12:02).');
    assert.equal(describeServer(newer, server(), true), 'AADC01 runs 1.6.16.0 again.');
    assert.equal(
      describeServer(newer, server({ claim: { state: 'migrated' } }), false),
      'AADC01 runs 1.6.16.0. A claim that AADC01 is migrated waits to be confirmed.',
    );
    const own = { version: '1.6.16.0', state: 'in-use' } as const;
    assert.equal(
      describeServer(newer, server({ claim: own }), true),
      'AADC01 runs 1.6.16.0 again. That waits to be confirmed.',
    );
    assert.equal(
      describeServer(newer, server({ authentication: 'account' }), true),
      'AADC01 runs 1.6.16.0 and signs in with the connector account again.',
    );
    assert.equal(describeServer(newer, null, true), 'Nothing is reported of AADC01 any more.');
  });

  it('say in the audit trail how a server signed in before', () => {
    const switched = entryOf({
      ...{ act: 'report-server', subject: 'AADC01', before: server({ authentication: 'account' }) },
      after: server({ authentication: 'application' }),
    });
    assert.equal(
      describeChange(switched, READER),
      'Kim reported that AADC01 runs 1.6.16.0 and signs in as an application instead of 1.6.16.0, in use, account-based authentication.',
    );
  });

  it('tell an undo apart in the audit trail', () => {
    assert.equal(describeChange(entryOf(stop), READER), 'Kim turned off reminders of notice.');
    const undo = { ...entryOf(stop), undoes: '6' };
    assert.equal(describeChange(undo, READER), 'Kim took a change back: turned off reminders of notice.');
  });
});
