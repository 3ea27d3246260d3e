import assert from 'node:assert/strict';
import { createReadiness } from '../../bot/platform/readiness.ts';

describe('readiness', () => {
  it('names every failing part, and is ok again when none fails', () => {
    const readiness = createReadiness();
    readiness.enter('running');
    assert.deepEqual(readiness.read(), { status: 'ok' });
    readiness.report('store', 'The database does not answer.');
    readiness.report('signing-keys', 'The signing keys cannot be fetched.');
    readiness.report('signing-keys', null);
    assert.deepEqual(readiness.read(), {
      status: 'failing',
      failing: { store: 'The database does not answer.' },
    });
    readiness.report('store', null);
    assert.deepEqual(readiness.read(), { status: 'ok' });
  });

  it('is starting or stopping with the process, whatever its parts report', () => {
    const readiness = createReadiness();
    readiness.report('store', 'The database does not answer.');
    assert.deepEqual(readiness.read(), { status: 'starting' });
    readiness.enter('running');
    readiness.report('store', null);
    readiness.enter('stopping');
    assert.deepEqual(readiness.read(), { status: 'stopping' });
  });
});
