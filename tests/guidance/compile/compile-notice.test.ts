import assert from 'node:assert/strict';
import { BASE, compileText, errorsOf, mapOf, warningsOf } from './compile-text.ts';

const CUT_OFF = 'It stops working on May 4, 2030.';
const article = (address: string, body: string): string => `---\ncanonicalUrl: ${address}\n---\n${body}`;

describe('intent comments', () => {
  const text = [
    '# T',
    '',
    '<!-- intent: deadline impact -->',
    CUT_OFF,
    'Then nothing syncs.',
    '',
    '> [!WARNING]',
    '> See [more](m.md).',
    '',
    '<!-- intent: compare -->',
    '|a|b|',
    '|-|-|',
    '|[c](c.md)|d|',
    '',
    '<!-- intent: -->',
    'Unmarked.',
    '',
    '<!-- intent: next-steps -->',
    '- x',
    '',
    '## Two',
    '',
    'Also unmarked.',
  ].join('\n');

  it('assign their intents to every following block of the section', () => {
    const { intents } = mapOf(text);
    assert.deepEqual(
      intents.map(({ id, guidance }) => [id, guidance.section, guidance.text]),
      [
        [
          'deadline',
          't',
          `${CUT_OFF}\n\nThen nothing syncs.\n\nSee [more](https://learn.example.com/sync/old/m).`,
        ],
        [
          'impact',
          't',
          `${CUT_OFF}\n\nThen nothing syncs.\n\nSee [more](https://learn.example.com/sync/old/m).`,
        ],
        ['compare', 't', ''],
        ['next-steps', 't', '- x'],
      ],
    );
    assert.deepEqual(intents[0]?.guidance.passages[0], {
      text: CUT_OFF,
      milestone: '2030-05-04',
      intents: ['deadline', 'impact'],
    });
    assert.deepEqual(
      intents[0].guidance.links.map(({ text: words }) => words),
      ['more'],
    );
  });

  it('assign tables and their links', () => {
    const compare = mapOf(text).intents.find(({ id }) => id === 'compare')?.guidance;
    assert.equal(compare?.table?.rows.length, 1);
    assert.equal(compare.links[0]?.description, 'd');
  });

  it('disable the rules', () => {
    const ids = mapOf(`# T\n\n<!-- intent: impact -->\n${CUT_OFF}\n\n## Next steps\n\n- x`).intents.map(
      ({ id }) => id,
    );
    assert.deepEqual(ids, ['impact']);
  });

  it('under two headings are an error that names both lines', () => {
    const twice = '# T\n\n<!-- intent: compare -->\nA.\n\n## Two\n\n<!-- intent: compare -->\nB.';
    assert.deepEqual(errorsOf(twice), [
      'notice.md:8: two headings give the intent "compare" (first on line 3): remove one.',
    ]);
    const other = article('https://learn.example.com/sync/old/m', '# M\n\n<!-- intent: compare -->\nB.');
    const folder = { 'notice.md': '# T\n\n<!-- intent: compare -->\n[m](m.md)', 'm.md': other };
    assert.deepEqual(errorsOf(folder), [
      'm.md:6: two headings give the intent "compare" (first in notice.md:3): remove one.',
    ]);
  });

  it('before no content or within a line are a warning', () => {
    const [inside, nothing] = warningsOf(
      `# T\n\n${CUT_OFF} <!-- intent: a -->\n\n<!-- intent: b -->\n\n## Two`,
    );
    assert.match(inside ?? '', /^notice\.md:3: .*line of its own/);
    assert.match(nothing ?? '', /^notice\.md:5: no content follows the comment for intent "b"/);
  });
});

describe('a notice folder', () => {
  const notice = `# T\n\n${CUT_OFF} Read [more](sub/more.md#old-name) and [next](/other/next.md?x=1).`;
  const more = article(
    'https://learn.example.com/en-us/sync/old/sub/more',
    "# More\n\nWords.\n\n<a name='old-name'></a>\n\n## New name\n\n<!-- intent: compare -->\n\nCompared. [Deep](deep.md)",
  );
  const files = {
    'notice.md': notice,
    'any/where/more.md': more,
    'next.md': article('https://learn.example.com/other/next', '# Next\n\nN.'),
    'deep.md': article(
      'https://learn.example.com/en-us/sync/old/sub/deep',
      '# Deep\n\nIt stops working on May 4, 2030.',
    ),
    'lost.md': article('https://learn.example.com/lost', '# Lost\n\nL.'),
  };

  it('compiles the announcement and linked articles in any subfolder', () => {
    const map = mapOf(files);
    assert.deepEqual(
      map.articles.map(({ file }) => file),
      ['notice.md', 'any/where/more.md', 'next.md', 'deep.md'],
    );
    assert.deepEqual(
      map.sections.map(({ id }) => id),
      ['t', 'more/more', 'more/new-name', 'next/next', 'deep/deep'],
    );
    assert.equal(map.intents.find(({ id }) => id === 'compare')?.guidance.section, 'more/new-name');
  });

  it('warns about an article that no link leads to', () => {
    assert.deepEqual(warningsOf(files), [
      'lost.md:1: this article is left out because no link leads to https://learn.example.com/lost: link to it or remove the file',
    ]);
  });

  it('marks the milestone in linked articles, too', () => {
    assert.equal(mapOf(files).sections.at(-1)?.passages[0]?.milestone, '2030-05-04');
  });

  it('gives no map when any of its files has an error', () => {
    assert.deepEqual(errorsOf({ ...files, 'lost.md': '' }), ['lost.md:1: the file is empty']);
    assert.match(errorsOf({ 'more.md': more })[0] ?? '', /^notice\.md:1: .*announcement/);
    assert.match(
      errorsOf({ ...files, 'copy.md': more })[0] ?? '',
      /^copy\.md:1: any\/where\/more\.md has the same/,
    );
  });

  for (const [told, dated] of [
    ['with a date', 'T stops working on May 4, 2030.'],
    ['without a date', 'T will be retired.'],
  ] as const) {
    it(`warns of an intent that Cutover answers itself, in a notice ${told}`, () => {
      const text = `# T\n\n${dated}\n\n## Ask\n\n<!-- intent: reminders -->\n\nWe remind you.\n`;
      const warning =
        'notice.md:5: this section gives the intent "reminders", which Cutover answers itself, so its answer is held back: give it another one';
      assert.ok(warningsOf({ 'notice.md': text }).includes(warning));
    });
  }

  it('refuses a base that is not a URL', () => {
    assert.match(errorsOf(notice, 'javascript:x')[0] ?? '', /http or https/);
  });

  it('accepts any file name for the announcement', () =>
    assert.equal(compileText(notice).map?.sourceUrl, BASE));
});

describe('the rules for an announcement without comments', () => {
  const links =
    '[Compare them](c.md#comparison) and see [What is cloud sync?](c.md) or the [version history](v.md).';
  const notice = [
    '# Retire the old sync',
    '',
    'Support for it ended on March 3, 2029. On May 4, 2030 it will stop accepting connections.',
    '',
    "If you're still running it, plan. You need to migrate to the new one.",
    '',
    links,
    '',
    '## Upgrade to V2',
    '',
    'Use this table.',
    '',
    '|Way|Says|',
    '|-|-|',
    '|[Swing](s.md)|slow|',
    '',
    '## Next steps',
    '',
    '- [Go](g.md)',
  ].join('\n');
  const compared = article(
    'https://learn.example.com/sync/old/c',
    '# Cloud sync\n\nIt is light.\n\n## Comparison\n\nSide by side.\n\n### All\n\n|a|b|\n|-|-|\n|1|2|',
  );
  const guidance = (files: string | Record<string, string>, id: string) =>
    mapOf(files).intents.find((intent) => intent.id === id)?.guidance;

  it('find guidance where it exists, and no other intents', () => {
    assert.deepEqual(
      mapOf(notice).intents.map(({ id }) => id),
      [
        ...['deadline', 'impact', 'support-status', 'am-i-affected', 'what-to-do', 'compare'],
        ...['what-is-cloud-sync', 'upgrade-v2', 'version-history', 'next-steps'],
      ],
    );
    assert.deepEqual(mapOf('# T\n\nNothing to see.').intents, []);
    assert.equal(guidance(notice, 'support-status')?.text, 'Support for it ended on March 3, 2029.');
    assert.equal(guidance(notice, 'what-to-do')?.table?.rows.length, 1);
  });

  it('take the list along that an effect leads to, and no reply to the question in a heading', () => {
    const faq = [
      '# The old sync is retired on May 4, 2030',
      '## What happens then?',
      "You'll lose the ability to:\n* Start a cycle.\n* Change a rule.",
      '## Can we go back?',
      "No, a migration can't be undone. You should migrate a test tenant first.",
    ].join('\n\n');
    assert.match(guidance(faq, 'impact')?.text ?? '', /ability to:\n\n- Start a cycle\.\n- Change a rule\./);
    for (const id of ['impact', 'what-to-do']) assert.doesNotMatch(guidance(faq, id)?.text ?? '', /undone/);
  });

  it('use the linked article in the folder, else the sentence around the link', () => {
    assert.match(guidance(notice, 'compare')?.text ?? '', /^\[Compare them\]/);
    const folder = { 'notice.md': notice, 'c.md': compared };
    assert.equal(guidance(folder, 'what-is-cloud-sync')?.text, 'It is light.');
    assert.equal(guidance(folder, 'compare')?.section, 'c/comparison');
    assert.deepEqual(guidance(folder, 'compare')?.table?.rows, [['1', '2']]);
  });
});
