import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createRecent } from '../../bot/platform/recent.ts';

describe('what was read lately', () => {
  let time: sinon.SinonFakeTimers;
  let read: sinon.SinonStub<[], Promise<number>>;

  beforeEach(() => {
    time = sinon.useFakeTimers({ toFake: ['performance'] });
    read = sinon.stub<[], Promise<number>>().resolves(2);
    read.onFirstCall().resolves(1);
  });

  afterEach(() => sinon.restore());

  it('is read once by all who ask meanwhile, and again when it is too old', async () => {
    const recent = createRecent(read, 10);
    assert.deepEqual(await Promise.all([recent.get(), recent.get()]), [1, 1]);
    time.tick(10);
    assert.equal(await recent.get(), 1);
    time.tick(1);
    assert.equal(await recent.get(), 2);
  });

  it('is read again after it could not be read', async () => {
    read.onFirstCall().rejects(new Error('the connection ended'));
    const recent = createRecent(read, 10);
    await assert.rejects(recent.get(), /the connection ended/);
    assert.equal(recent.known(), null);
    assert.equal(await recent.get(), 2);
  });

  it('is known without reading it until it is forgotten', async () => {
    const recent = createRecent(read, 10);
    assert.equal(recent.known(), null);
    await recent.get();
    assert.equal(await recent.known(), 1);
    recent.forget();
    assert.equal(recent.known(), null);
    assert.equal(await recent.get(), 2);
  });
});
