import assert from 'node:assert/strict';
import { findByAddress } from '../../bot/guidance/find-by-address.ts';
import { theGuide } from '../support/guide.ts';

const LEARN = 'https://learn.microsoft.com';

describe('findByAddress', () => {
  const cases: [string, string | null][] = [
    [`${LEARN}/entra/identity/hybrid/cloud-sync/what-is-provisioning-agent`, 'provisioning-agent'],
    [`${LEARN}/en-us/entra/identity/hybrid/cloud-sync/what-is-provisioning-agent/`, 'provisioning-agent'],
    [
      'https://docs.microsoft.com/azure/active-directory/hybrid/what-is-provisioning-agent?view=x',
      'provisioning-agent',
    ],
    [`${LEARN}/de-de/azure/active-directory/hybrid/decommission-connect-sync-v1#next-steps`, 'next-steps'],
    [`${LEARN}/entra/identity/hybrid/decommission-connect-sync-v1#nowhere`, 'deadline'],
    [`${LEARN}/entra/identity/hybrid/connect/plan-connect-topologies`, null],
    ['https://example.com/what-is-provisioning-agent', null],
    [LEARN, null],
    ['what-is-provisioning-agent', null],
    ['', null],
  ];
  for (const [address, intent] of cases) {
    it(`finds ${intent ?? 'no intent'} for "${address}"`, async () => {
      assert.equal(findByAddress(await theGuide(), address), intent);
    });
  }
});
