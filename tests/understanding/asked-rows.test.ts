import assert from 'node:assert/strict';
import { createRowFinder } from '../../bot/understanding/asked-rows.ts';
import { theGuide } from '../support/guide.ts';

describe('the comparison rows that a message asks about', () => {
  let features: string[];
  before(async () => {
    const table = (await theGuide()).entries.get('compare')?.intent.guidance.table;
    features = table?.rows.map(([name = '']) => name) ?? [];
  });
  const asked = (text: string) => createRowFinder(features)(text).map((row) => features[row]);

  const cases: Record<string, string[]> = {
    'does cloud sync do device writeback?': ['Support for device writeback'],
    'group writeback and device writeback, is that possible': [
      'Support for device writeback',
      'Support for group writeback',
    ],
    'can we still turn on group writeback v2': [],
    'does Connect V2 do device writeback?': ['Support for device writeback'],
    'does cloud sync support PTA': ['Support for Pass-Through Authentication'],
    'is SSO possible': ['Seamless Single Sign-on'],
    'can we use LDAP': ['Connect to LDAP directories'],
    'can it filter by attribute': ["Filter on objects' attribute values"],
    'does it filter by group': ['Filter on Domains/OUs/groups'],
    'do group objects come along': ['Support for group objects'],
    'for a gov customer': ['Support for US Government'],
    'we have three disconnected forests': ['Connect to multiple disconnected on-premises AD forests'],
    'we have 120k objects': ['Support for up to 150,000 objects per AD domain'],
    'we have 150.000 users': ['Support for up to 150,000 objects per AD domain'],
    'we have 150,001 users': ['Unlimited number of objects per AD domain'],
    'how large may a group be': [
      'Groups with up to 50,000 members',
      'Large groups with up to 250,000 members',
    ],
    'how big may our tenant get': [
      'Unlimited number of objects per AD domain',
      'Support for up to 150,000 objects per AD domain',
    ],
    'does it take groups with more than 50,000 members': ['Large groups with up to 250,000 members'],
    'groups over 250,000 members': [
      'Groups with up to 50,000 members',
      'Large groups with up to 250,000 members',
    ],
    'are 60,000 members in a group too many': ['Large groups with up to 250,000 members'],
    'our biggest mailing list has 90k people': ['Large groups with up to 250,000 members'],
    '30k users in one group': ['Groups with up to 50,000 members'],
    'user attributes from two domains, can they be merged': [
      'Support for merging user attributes from multiple domains',
    ],
    'we have 1 million identities': ['Unlimited number of objects per AD domain'],
  };
  for (const [text, rows] of Object.entries(cases)) {
    it(`are ${rows.join(' and ')} for "${text}"`, () => assert.deepEqual(asked(text), rows));
  }

  it('begin with those that the message names in full', () => {
    const find = createRowFinder(['Device sync', 'Hybrid join']);
    assert.deepEqual(find('can cloud sync do hybrid join?'), [1, 0]);
  });

  it('are none when the message names no feature', () => {
    for (const text of ['', 'compare', 'would cloud sync suit us', 'V2 or cloud sync?', '🎉', 'の比較']) {
      assert.deepEqual(asked(text), [], text);
    }
  });

  it('are none when the message matches more than five rows', () => {
    assert.deepEqual(asked(features.join(', ')), []);
  });

  it('are not those of a feature by something else', () => {
    const find = createRowFinder(['Sorting by colour', 'Sorting by unit', 'Relays']);
    assert.deepEqual(find('can it sort by colour'), [0]);
    assert.deepEqual(find('can it sort by size'), []);
  });
});
