import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuidanceMap, Milestone } from '../../../bot/guidance/guidance-map.ts';
import { noticesFolder } from '../../../bot/platform/paths.ts';
import { readNotice } from '../../../bot/sources/notices/read-notice.ts';

interface Expected {
  cutOff: string;
  affects: GuidanceMap['affects'];
  status: GuidanceMap['status'];
  milestones: [date: string, kind: Milestone['kind'], scope?: string][];
}

/** Each retirement that comes with Cutover, as its announcement and `notice.yaml` state it. */
const SHIPPED: Record<string, Expected> = {
  'azure-ad-connect-v1': {
    cutOff: '2023-10-01',
    affects: [{ versions: '<2' }],
    status: 'confirmed',
    milestones: [
      ['2021-08', 'announced'],
      ['2022-08-31', 'support-ends'],
      ['2023-10-01', 'cut-off'],
    ],
  },
  'connect-sync-2-5-79': {
    cutOff: '2026-09-30',
    affects: [{ versions: '<2.5.79.0' }],
    status: 'confirmed',
    milestones: [
      ['2025-04-07', 'other', 'the wizard'],
      ['2025-04-30', 'other', 'the wizard'],
      ['2026-09-30', 'cut-off'],
      ['2026-10-23', 'support-ends', 'version 2.5.79.0'],
    ],
  },
  'connect-sync-app-authentication': {
    cutOff: '2027-04-07',
    affects: [{ versions: '<2.6.84.0' }, { authentication: 'account' }],
    status: 'unconfirmed',
    milestones: [['2027-04-07', 'cut-off']],
  },
  'connect-to-cloud-sync': {
    cutOff: 'tenant',
    affects: 'everyone',
    status: 'confirmed',
    milestones: [
      ['2026-04', 'announced'],
      ['2026-07', 'other'],
    ],
  },
};

const ABOUT_CUTOVER = 'cutover';
/** What people ask of every retirement. */
const ALWAYS_ASKED = ['deadline', 'impact', 'support-status', 'am-i-affected', 'what-to-do', 'next-steps'];

describe('the notices that come with Cutover', () => {
  const compile = async (id: string) => {
    const { map, phrases, problems } = await readNotice(join(noticesFolder, id));
    assert.deepEqual(problems, []);
    assert.ok(map);
    return { map, phrases };
  };

  it('are all described here', async () => {
    const entries = await readdir(noticesFolder, { withFileTypes: true });
    const ids = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    assert.deepEqual(ids.sort(), [...Object.keys(SHIPPED), ABOUT_CUTOVER].sort());
  });

  for (const [id, expected] of Object.entries(SHIPPED)) {
    it(`${id} states its dates, and leaves nothing unsettled`, async () => {
      const { map } = await compile(id);
      const { cutOff, affects, status, unsettled } = map;
      const milestones = map.milestones.map(({ date, kind, scope }) =>
        scope === undefined ? [date, kind] : [date, kind, scope],
      );
      assert.deepEqual({ cutOff, affects, status, milestones }, expected);
      assert.deepEqual(unsettled, []);
    });

    it(`${id} answers what is always asked, each in several wordings`, async () => {
      const { map, phrases } = await compile(id);
      const answered = map.intents.map((intent) => intent.id);
      assert.deepEqual(
        ALWAYS_ASKED.filter((intent) => !answered.includes(intent)),
        [],
      );
      for (const intent of answered) {
        assert.ok(phrases.filter((phrase) => phrase.intent === intent).length >= 5, intent);
      }
    });

    it(`${id} names a public page with a date for each article`, async () => {
      const { map } = await compile(id);
      for (const { file, sourceUrl, revised } of map.articles) {
        assert.match(sourceUrl ?? '', /^https:\/\/learn\.microsoft\.com\//, file);
        assert.match(revised ?? '', /^\d{4}-\d{2}-\d{2}$/, file);
      }
    });
  }
});
