import assert from 'node:assert/strict';
import type { Report } from '../../../bot/servers/server.ts';
import { parseReport } from '../../../bot/teams/commands/parse-report.ts';

const read: [string, Omit<Report, 'name'>][] = [
  ['AADC01 runs 1.6.16.0', { state: 'in-use', version: '1.6.16.0' }],
  ['AADC01 is staging, 2.1.20.0', { state: 'in-use', version: '2.1.20.0', role: 'staging' }],
  ['AADC01 has been migrated to cloud sync', { state: 'migrated' }],
  ['AADC01 was moved to a new server', { state: 'migrated' }],
  ['AADC01 was switched off', { state: 'decommissioned' }],
  ['AADC01 is in use', { state: 'in-use' }],
  ['server named AADC01 is back in use', { state: 'in-use' }],
  ['AADC01 signs in with an account', { state: 'in-use', authentication: 'account' }],
  ['AADC01 still signs in with the connector account', { state: 'in-use', authentication: 'account' }],
  ['AADC01 signs in to Entra ID as an application', { state: 'in-use', authentication: 'application' }],
  ['AADC01 authenticates as a service principal', { state: 'in-use', authentication: 'application' }],
  ['AADC01 uses application authentication', { state: 'in-use', authentication: 'application' }],
  ['AADC01 now uses application-based authentication', { state: 'in-use', authentication: 'application' }],
  ['AADC01 uses the connector account', { state: 'in-use', authentication: 'account' }],
  ['AADC01 is on account-based authentication', { state: 'in-use', authentication: 'account' }],
  [
    'AADC01 runs 2.6.92.0 and signs in as an application',
    { state: 'in-use', version: '2.6.92.0', authentication: 'application' },
  ],
  [
    'AADC01 runs 2.6.92.0, is staging, and uses account authentication',
    { state: 'in-use', version: '2.6.92.0', role: 'staging', authentication: 'account' },
  ],
  [
    'AADC01 is active, 2.6.92.0 with app-based auth',
    { state: 'in-use', version: '2.6.92.0', role: 'active', authentication: 'application' },
  ],
];

/** Words about moving to something that leaves the server in use. */
const stillInUse: [string, Omit<Report, 'name'>][] = [
  ['AADC01 was moved to application authentication', { state: 'in-use', authentication: 'application' }],
  ['AADC01 has been migrated to app-based sign-in', { state: 'in-use', authentication: 'application' }],
  [
    'AADC01 was switched to application-based authentication',
    { state: 'in-use', authentication: 'application' },
  ],
  ['AADC01 switched back to account authentication', { state: 'in-use', authentication: 'account' }],
  ['AADC01 was moved to 2.6.84.0', { state: 'in-use', version: '2.6.84.0' }],
  ['AADC01 has been upgraded to version 2.6.84.0', { state: 'in-use', version: '2.6.84.0' }],
];

const notRead = [
  'AADC01 no longer signs in with an account',
  'AADC01 doesn’t use application authentication',
  'AADC01 uses an account',
  'AADC01 uses pass-through authentication',
  'AADC01 was moved to another authentication',
  'AADC01 was migrated to V2',
  'AADC01 was migrated to Entra Connect Sync 2.5',
  'does AADC01 use application authentication',
  'everyone uses application authentication',
];

describe('a report of a server that somebody types', () => {
  for (const [text, report] of read) {
    it(`is read from “${text}”`, () => {
      assert.deepEqual(parseReport(text), { name: 'AADC01', ...report });
    });
  }

  for (const [text, report] of stillInUse) {
    it(`leaves the server in use where it says “${text}”`, () => {
      assert.deepEqual(parseReport(text), { name: 'AADC01', ...report });
    });
  }

  for (const text of notRead) {
    it(`isn’t read from “${text}”`, () => {
      assert.equal(parseReport(text), null);
    });
  }
});
