import assert from 'node:assert/strict';
import { isFarAbove, newestVersionIn } from '../../bot/guidance/far-version.ts';
import { theGuide } from '../support/guide.ts';

describe('a version far above the newest known one', () => {
  it('has a higher major number, or a minor number that is much higher', () => {
    for (const version of ['3.0', '11.6.16.0', '25.79.0', '2.57.9.0', '10.0.17763.1']) {
      assert.ok(isFarAbove(version, '2.6.92.0'), version);
    }
    for (const version of ['1.6.16.0', '2.6.93.0', '2.7', '2.16.1.0', '2.6.999999.0']) {
      assert.ok(!isFarAbove(version, '2.6.92.0'), version);
    }
  });

  it('is compared with all that the documents know', async () => {
    const { notice } = await theGuide();
    const newest = newestVersionIn([notice]) ?? '';
    assert.ok(notice.versions.known.some(({ version }) => version === newest));
    assert.ok(!notice.versions.known.some(({ version }) => isFarAbove(version, newest)));
    assert.equal(newestVersionIn([]), null);
  });
});
