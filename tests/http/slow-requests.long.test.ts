import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { openPostgres } from '../support/databases.ts';
import { runCutover } from '../support/running-cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';

describe('a request that never ends', () => {
  const { cutover } = runCutover(openPostgres, createManualClock('2023-09-22T12:00:00Z'));

  const beginnings: [string, string][] = [
    ['headers', 'POST /api/messages HTTP/1.1\r\nHost: localhost\r\n'],
    [
      'body',
      'POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    ],
  ];
  for (const [part, beginning] of beginnings) {
    it(`is cut off in its ${part}`, async () => {
      const socket = connect(cutover.port, '127.0.0.1');
      let answer = '';
      socket.on('data', (chunk) => (answer += String(chunk)));
      socket.write(beginning);
      await once(socket, 'close');
      assert.match(answer, /^HTTP\/1\.1 408 /);
    });
  }
});
