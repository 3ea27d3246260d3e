import assert from 'node:assert/strict';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import type { Guide } from '../../bot/guidance/guide.ts';
import { readNamedNotices } from '../../bot/understanding/named-notices.ts';

describe('the notices that a phrase names', () => {
  let guides: Guide[];
  before(async () => {
    guides = [...(await loadPortfolio()).guides.values()];
  });

  const read = (phrase: string) => {
    const found = readNamedNotices(phrase, guides);
    return 'named' in found
      ? found.named.map(({ notice }) => notice.id)
      : { unclear: found.unclear, among: found.among.length };
  };

  for (const [phrase, ...ids] of [
    ['V1', 'azure-ad-connect-v1'],
    ['the V1 deadline', 'azure-ad-connect-v1'],
    ['Azure AD Connect 1.x', 'azure-ad-connect-v1'],
    ['cloud sync', 'connect-to-cloud-sync'],
    ['the move to cloud sync', 'connect-to-cloud-sync'],
    ['2.5.79.0', 'connect-sync-2-5-79'],
    ['Entra Connect Sync below 2.5.79.0', 'connect-sync-2-5-79'],
    ['application authentication', 'connect-sync-app-authentication'],
    ['connect-sync-app-authentication', 'connect-sync-app-authentication'],
    ['V1 and cloud sync', 'azure-ad-connect-v1', 'connect-to-cloud-sync'],
    [
      'V1, 2.5.79 & the move to cloud sync',
      'azure-ad-connect-v1',
      'connect-sync-2-5-79',
      'connect-to-cloud-sync',
    ],
  ] as const) {
    it(`are ${ids.join(' and ')} for "${phrase}"`, () => assert.deepEqual(read(phrase), ids));
  }

  for (const [phrase, unclear, among] of [
    ['Entra Connect', 'Entra Connect', 3],
    ['V1 and Exchange', 'Exchange', 0],
    ['what happens to V1', 'what happens to V1', 0],
    ['the deadline', 'the deadline', 0],
  ] as const) {
    it(`are unclear for "${phrase}"`, () => assert.deepEqual(read(phrase), { unclear, among }));
  }
});
