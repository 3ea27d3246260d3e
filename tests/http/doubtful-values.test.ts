import assert from 'node:assert/strict';
import { openPostgres } from '../support/databases.ts';
import { call } from '../support/http-call.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runCutover } from '../support/running-cutover.ts';

describe('a doubtful value that the API gets', () => {
  const { cutover } = runCutover(openPostgres, createManualClock('2023-09-22T12:00:00Z'));
  const get = (path: string) => call(cutover.port, 'GET', path);

  it('is refused where it is an unknown time zone, which isn’t taken for UTC', async () => {
    for (const path of ['/api/notices', '/api/campaign', '/api/report.html']) {
      for (const zone of ['Mars/Base', 'BST', '']) {
        const { status, json } = await get(`${path}?zone=${zone}`);
        assert.deepEqual([status, json['field']], [400, 'zone'], path);
        assert.equal(json['detail'], 'zone: must be an IANA time zone such as Europe/Berlin.');
      }
      assert.equal((await get(`${path}?zone=europe/berlin`)).status, 200, path);
    }
  });
});
