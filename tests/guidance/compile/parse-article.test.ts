import assert from 'node:assert/strict';
import type { Section } from '../../../bot/guidance/guidance-map.ts';
import { BASE, errorsOf, mapOf, warningsOf } from './compile-text.ts';

const HOST = 'https://learn.example.com';
/** The first section of a document with this body; a cut-off keeps it free of warnings. */
const first = (body: string): Section => {
  const [section] = mapOf(`# T\n\n${body}`).sections;
  assert.ok(section);
  return section;
};
const CUT_OFF = '\n\n## End\n\nIt stops working on May 4, 2030.\n';
const warnings = (body: string): string[] => warningsOf(`# T\n\n${body}${CUT_OFF}`);

describe('links', () => {
  const url = (target: string): string | undefined => first(`[x](${target})`).links[0]?.url;

  it('become absolute, without .md', () => {
    assert.equal(url('connect/a.md'), `${HOST}/sync/old/connect/a`);
    assert.equal(url('./connect/a.md'), `${HOST}/sync/old/connect/a`);
    assert.equal(url('../b.md?tabs=x#part-1'), `${HOST}/sync/b?tabs=x#part-1`);
    assert.equal(url('/windows/c.md'), `${HOST}/windows/c`);
    assert.equal(url('#part'), `${BASE}#part`);
  });

  it('to other hosts keep .md', () => {
    assert.equal(url('https://github.com/a/b/README.md'), 'https://github.com/a/b/README.md');
  });

  it('have characters escaped that would end them in a card', () => {
    assert.equal(url('<a (b).md>'), `${HOST}/sync/old/a%20%28b%29`);
  });

  it('are found as references, in headings and in tables', () => {
    const section = first('[one][r]\n\n|a|b|\n|-|-|\n|[two](t.md)|more|\n\n[r]: u.md');
    assert.deepEqual(
      section.links.map(({ text, description }) => [text, description]),
      [
        ['one', ''],
        ['two', 'more'],
      ],
    );
    assert.equal(mapOf('# [T](t.md)').sections[0]?.links[0]?.url, `${HOST}/sync/old/t`);
  });

  it('become text with a warning when they cannot be resolved', () => {
    assert.deepEqual(first('[mail](mailto:a@example.com) me').links, []);
    assert.equal(first('[mail](mailto:a@example.com) me').text, 'mail me');
    assert.match(warnings('[mail](mailto:a@example.com)')[0] ?? '', /^notice\.md:3: .*only http and https/);
  });

  it('are relative to the base, else to the canonicalUrl', () => {
    const text = '---\ncanonicalUrl: https://own.example.com/a/b\n---\n# T\n\n[x](c.md)';
    assert.equal(mapOf(text, null).sections[0]?.links[0]?.url, 'https://own.example.com/a/c');
    assert.equal(mapOf(text, null).sourceUrl, 'https://own.example.com/a/b');
    assert.equal(mapOf(text).sections[0]?.links[0]?.url, `${HOST}/sync/old/c`);
  });
});

describe('alerts', () => {
  const alerts = (body: string) => first(body).alerts.map(({ kind, text }) => [kind, text]);

  it('are found in any case, without a space and after three spaces', () => {
    assert.deepEqual(alerts('>[!IMPORTANT]\n>A'), [['important', 'A']]);
    assert.deepEqual(alerts('   > [!Note]  \n   > A'), [['note', 'A']]);
    assert.deepEqual(alerts('> [!warning]\n>\n> A\n>\n> - b'), [['warning', 'A\n\n- b']]);
  });

  it('can follow each other in one quote', () => {
    assert.deepEqual(alerts('> [!NOTE]\n> A\n> [!TIP]\n> B **b**\n>\n> [!CAUTION]\n> C'), [
      ['note', 'A'],
      ['tip', 'B **b**'],
      ['caution', 'C'],
    ]);
  });

  it('are found in a list item', () => {
    const section = first('- item\n\n  > [!NOTE]\n  > A\n- next');
    assert.deepEqual(section.alerts, [{ kind: 'note', text: 'A' }]);
    assert.equal(section.text, '- item\n- next');
  });

  it('are passages but not part of the section’s text', () => {
    const section = first('Before.\n\n> [!NOTE]\n> Inside.\n\nAfter.');
    assert.equal(section.text, 'Before.\n\nAfter.');
    assert.deepEqual(
      section.passages.map(({ text }) => text),
      ['Before.', 'Inside.', 'After.'],
    );
  });

  it('are text when words follow the marker, like plain quotes', () => {
    assert.deepEqual(alerts('> [!NOTE] A'), []);
    assert.match(warnings('> [!NOTE] A')[0] ?? '', /^notice\.md:3: this is not an alert/);
    assert.equal(first('> A quote.').text, 'A quote.');
  });
});

describe('content that cards cannot show', () => {
  it('is removed: videos, images, comments', () => {
    const body =
      'A ![alt](i.png) b.\n\n> [!VIDEO https://example.com/v]\n\n<!-- secret -->\n\nC<!-- s --> d.';
    assert.equal(first(body).text, 'A b.\n\nC d.');
    assert.deepEqual(warnings(body), []);
  });

  it('is removed with a warning: includes, tags', () => {
    assert.equal(first('A [!INCLUDE [t](../x.md)] b <u>c</u>.').text, 'A b c.');
    const [include, tag] = warnings('[!include [t](../x.md)]\n\n<iframe>x</iframe>');
    assert.match(include ?? '', /^notice\.md:3: the include \.\.\/x\.md is left out/);
    assert.match(tag ?? '', /^notice\.md:5: HTML is left out/);
  });

  it('is removed: the marker of a div quote, and selectors', () => {
    assert.equal(first('> [!div class="nextstepaction"]\n> [Go](go.md)').links.length, 1);
    assert.equal(first('A.\n\n> [!div class="op_single_selector"]\n> - [Old](o.md)\n\nB.').text, 'A.\n\nB.');
  });

  it('is removed: other directives, except their content', () => {
    const image = ':::image type="content" source="a.png" alt-text="hidden words":::';
    const complex = ':::image type="complex" source="a.png" alt-text="x":::\nhidden too\n:::image-end:::';
    const body = `A.\n\n${image}\n\n${complex}\n\n::: moniker range=">=1"\nB uses :::no-loc text="Name":::.\n::: moniker-end`;
    assert.equal(first(body).text, 'A.\n\nB uses Name.');
  });

  it('is plain text: code', () => {
    assert.equal(
      first('Run `Get-Sync`.\n\n```powershell\n:::zone\nSet-Sync\n```').text,
      'Run Get-Sync.\n\n:::zone\nSet-Sync',
    );
  });

  it('is a space: a line break in a cell', () => {
    assert.deepEqual(first('|a|\n|-|\n|b<br/>c|').tables, [{ headers: ['a'], rows: [['b c']] }]);
  });
});

describe('text', () => {
  it('keeps bold, italic and links, drops what is struck out, and escapes characters that look like markup', () => {
    assert.equal(first('**b** *i* ~~s~~ a\\*b snake_case [x]').text, '**b** _i_ a\\*b snake\\_case \\[x\\]');
    assert.equal(first('un*believ*able').text, 'un*believ*able');
  });

  it('does not start a list by accident', () => {
    assert.equal(first('2023\\. was a year').text, '2023\\. was a year');
    assert.equal(first('\\- a minus').text, '\\- a minus');
  });

  it('indents nested lists by two spaces and keeps numbers', () => {
    assert.equal(first('3. a\n4. b\n   - c\n     * d\n').text, '3. a\n4. b\n  - c\n    - d');
    assert.equal(first('- [ ] task').text, '- task');
  });

  it('keeps Japanese and full-width characters', () => {
    const words = '同期は２０２３年に「停止」します。＊移行＿してください［今すぐ］。';
    assert.equal(first(`${words}\n続き**太字**です。`).text, `${words}続き**太字**です。`);
  });
});

describe('headings', () => {
  it('with the same text get GitHub’s suffixes', () => {
    const ids = mapOf('# T\n\n## Same\n\n## Same\n\n## Same').sections.map(({ id }) => id);
    assert.deepEqual(ids, ['t', 'same', 'same-1', 'same-2']);
  });

  it('have links to their anchors', () => {
    assert.equal(mapOf('# T\n\n## What is V2?').sections[1]?.url, `${BASE}#what-is-v2`);
    assert.equal(mapOf('# T', null).sections[0]?.url, null);
  });
});

describe('an invalid file', () => {
  it('is reported with file and line', () => {
    assert.match(errorsOf('')[0] ?? '', /^notice\.md:1: the file is empty/);
    assert.match(errorsOf('---\ntitle: x\n\n# T\n')[0] ?? '', /^notice\.md:1: .*never closed/);
    assert.match(
      errorsOf('---\ntitle: x\nbad: [1\n---\n# T\n')[0] ?? '',
      /^notice\.md:[34]: .*not valid YAML/,
    );
    assert.match(errorsOf('# T\n\na\0b')[0] ?? '', /^notice\.md:3: .*NUL/);
    assert.match(errorsOf('# T\n\n<!-- never closed\n\nLost.')[0] ?? '', /^notice\.md:3: .*never closed/);
  });
});

describe('front matter', () => {
  it('with a date that is none is read without it, and says so', () => {
    const text = '---\ntitle: x\nms.date: 13/45/2023\n---\n# T';
    assert.equal(mapOf(text).revised, null);
    assert.match(warningsOf(text).join('\n'), /^notice\.md:3: .*13\/45\/2023/m);
  });

  it('can have other keys, be absent, or have spaces after its delimiters', () => {
    const map = mapOf("--- \ntitle: 'A: b'\nms.date: 05/31/2023 \nf1.keywords:\n- NOCSH\nx:\n--- \n# T");
    assert.deepEqual([map.title, map.revised], ['A: b', '2023-05-31']);
    assert.deepEqual([mapOf('# T').title, mapOf('# T').revised], ['T', null]);
    assert.equal(mapOf('\uFEFF---\r\ntitle: B\r\n---\r\n# T\r\n').title, 'B');
  });
});
