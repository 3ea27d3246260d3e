import assert from 'node:assert/strict';
import { openPostgres } from '../support/databases.ts';
import { call, JSON_TYPE } from '../support/http-call.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runCutover } from '../support/running-cutover.ts';

describe('a doubtful value that the API gets', () => {
  const { cutover } = runCutover(openPostgres, createManualClock('2023-09-22T12:00:00Z'));
  const get = (path: string) => call(cutover.port, 'GET', path);
  const report = (server: object) =>
    call(cutover.port, 'POST', '/api/servers', {
      headers: JSON_TYPE,
      body: JSON.stringify({ servers: [server] }),
    });

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

  it('is recorded only when confirmed where it is a version far above every documented one', async () => {
    const refused = await report({ name: 'FAR01', version: '99.1' });
    assert.deepEqual([refused.status, refused.json['field']], [422, 'servers[0].version']);
    assert.match(
      String(refused.json['detail']),
      /99\.1 is far above 2\.\d+\.\d+\.\d+, the newest version that is known: .*"confirmed": true/,
    );
    const listed = async () => (await get('/api/servers?name=FAR01')).json['count'];
    assert.equal(await listed(), 0);
    const { status } = await report({ name: 'FAR01', version: '99.1', confirmed: true });
    assert.deepEqual([status, await listed()], [200, 1]);
  });
});
