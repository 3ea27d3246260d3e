import assert from 'node:assert/strict';
import { advise, comparedIn, needsOf, wizardOf, type Verdict } from '../../bot/guidance/adviser.ts';
import { createGuide, type Guide } from '../../bot/guidance/guide.ts';
import type { GuidanceMap, Intent, Table } from '../../bot/guidance/guidance-map.ts';
import { theGuide } from '../support/guide.ts';

/** The guide with another comparison, as another notice would have it; without one for null. */
async function guideWith(table: Table | null): Promise<Guide> {
  const { entries } = await theGuide();
  const mapOf = (id: string): GuidanceMap => {
    const map = entries.get(id)?.map;
    assert.ok(map);
    return map;
  };
  const changed = (intent: Intent) =>
    intent.id === 'compare' ? [{ ...intent, guidance: { ...intent.guidance, table } }] : [];
  const notice = mapOf('compare');
  const map = { ...notice, intents: notice.intents.flatMap(changed) };
  return createGuide({ map, phrases: [] }, { map: mapOf('greeting-help'), phrases: [] });
}

const PUMPS: Table = {
  headers: ['Feature', 'Old pump', 'New pump'],
  rows: [
    ['Pumps water', '●', '●'],
    ['Pumps sand', '●', ''],
    ['Runs at night', '', '●'],
    ['Floats', 'With a buoy', '●'],
    ['Pumps milk', '', ''],
  ],
};

describe('the adviser', () => {
  let guide: Guide;
  let rows: string[][];
  before(async () => {
    guide = await theGuide();
    rows = guide.entries.get('compare')?.intent.guidance.table?.rows ?? [];
  });

  const rowNamed = (name: string) => {
    const index = rows.findIndex(([first]) => first === name);
    assert.ok(index >= 0, name);
    return index;
  };
  const verdictOn = (...names: string[]): Verdict => {
    const verdict = advise(guide, names.map(rowNamed));
    assert.ok(verdict);
    return verdict;
  };

  it('lists the comparison rows that differ, in the document’s order', () => {
    const differing = rows.flatMap(([, first, second], index) => (first === second ? [] : [index]));
    assert.deepEqual(
      needsOf(guide).map(({ row }) => row),
      differing,
    );
    assert.equal(differing.length, 15);
  });

  it('words a need as the notice does, else by the row’s name', async () => {
    const titleOf = (name: string) => needsOf(guide).find((need) => need.name === name)?.title;
    assert.equal(
      titleOf('Unlimited number of objects per AD domain'),
      'More than 150,000 objects in one domain',
    );
    assert.equal(titleOf('Large groups with up to 250,000 members'), 'Groups of more than 50,000 members');
    assert.deepEqual(
      needsOf(await guideWith(PUMPS)).map(({ title }) => title),
      ['Pumps sand', 'Runs at night', 'Floats'],
    );
  });

  it('treats a cell that is a sentence as support', () => {
    const lackedBy = (name: string) => needsOf(guide).find(({ row }) => row === rowNamed(name))?.lackedBy;
    assert.equal(lackedBy('Support for device objects'), 'second');
    assert.equal(lackedBy('On-demand provisioning'), 'first');
    assert.equal(lackedBy('Support for device writeback'), null);
  });

  it('recommends cloud sync when it supports every need', () => {
    const { kind, title, paragraphs } = verdictOn('On-demand provisioning', 'Support for device writeback');
    assert.deepEqual([kind, title], ['second', 'Cloud sync has what you need']);
    assert.deepEqual(paragraphs.slice(0, 2), [
      '**Connect sync** lacks: Provisioning on demand.',
      '**Cloud sync** has conditions for: Device writeback.',
    ]);
  });

  it('recommends connect sync when only cloud sync lacks something', () => {
    const { kind, title, paragraphs } = verdictOn(
      'Support for group writeback',
      'Support for device objects',
    );
    assert.deepEqual([kind, title], ['first', 'Connect sync has what you need']);
    assert.equal(paragraphs[0], '**Cloud sync** lacks: Device objects; Group writeback.');
  });

  it('recommends cloud sync with its missing rows when both lack something', () => {
    const { kind, title, paragraphs } = verdictOn('Support for device objects', 'On-demand provisioning');
    assert.deepEqual([kind, title], ['conflict', 'Cloud sync, except for 1 of your 2 needs']);
    assert.deepEqual(paragraphs.slice(0, 2), [
      '**Cloud sync** lacks: Device objects.',
      '**Connect sync** lacks: Provisioning on demand.',
    ]);
  });

  it('recommends neither when nothing is selected or both support every need', () => {
    assert.equal(verdictOn().kind, 'either');
    assert.match(verdictOn().paragraphs[0] ?? '', /^Select what you need/);
    const { kind, title } = verdictOn('Support for device writeback');
    assert.deepEqual([kind, title], ['either', 'Neither lacks anything you need']);
  });

  it('describes each selected row once, in the document’s order', () => {
    const device = rowNamed('Support for device objects');
    const verdict = advise(guide, [rowNamed('On-demand provisioning'), device, device]);
    assert.deepEqual(
      verdict?.rows.map(({ name, cells }) => [name, ...cells]),
      [
        ['Support for device objects', '✔ Yes', '✖ No'],
        ['On-demand provisioning', '✖ No', '✔ Yes'],
      ],
    );
  });

  it('ignores rows that don’t differ', () => {
    const same = rowNamed('Support for user objects');
    const nothing = advise(guide, []);
    assert.deepEqual(advise(guide, [same, -1, 0.5, rows.length, Number.NaN, Infinity]), nothing);
  });

  it('names the comparison as its source and links to the wizard', () => {
    const { source, paragraphs } = verdictOn('Support for device objects');
    assert.match(source.heading, /^Comparison/);
    assert.match(source.url, /^https:\/\/learn\.microsoft\.com\/.+#comparison/);
    const wizard = wizardOf(guide);
    assert.ok(wizard);
    assert.ok(paragraphs.at(-1)?.endsWith(`[${wizard.text}](${wizard.url}).`));
  });

  it('uses the comparison of another notice', async () => {
    const pumps = await guideWith(PUMPS);
    assert.deepEqual(comparedIn(pumps), ['Old pump', 'New pump']);
    assert.deepEqual(
      needsOf(pumps).map(({ row, lackedBy }) => [row, lackedBy]),
      [
        [1, 'second'],
        [2, 'first'],
        [3, null],
      ],
    );
    assert.equal(advise(pumps, [2])?.title, 'New pump has what you need');
    assert.deepEqual(advise(pumps, [1, 3])?.paragraphs, [
      '**New pump** lacks: Pumps sand.',
      '**Old pump** has conditions for: Floats.',
    ]);
  });

  for (const [what, table] of [
    ['no table', null],
    ['a table that compares nothing', { headers: ['A', 'B', 'C'], rows: [['a', 'one', 'two']] }],
    ['a comparison of three', { headers: ['A', 'B', 'C', 'D'], rows: [['a', '●', '', '●']] }],
  ] as const) {
    it(`is not offered for a notice with ${what}`, async () => {
      const other = await guideWith(table as Table | null);
      assert.deepEqual([comparedIn(other), needsOf(other), advise(other, [0])], [null, [], null]);
    });
  }
});
