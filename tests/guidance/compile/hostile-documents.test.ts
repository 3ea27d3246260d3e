import assert from 'node:assert/strict';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { atLineStart, escapeText, plainText } from '../../../bot/guidance/compile/card-text.ts';
import type { GuidanceMap } from '../../../bot/guidance/guidance-map.ts';
import { BASE, compileText, mapOf } from './compile-text.ts';

const SCRIPT_LINKS = [
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](<java\tscript:alert(1)>)',
  '[x](&#106;avascript:alert(1))',
  '[x](java&Tab;script:alert(1))',
  '[x](java&NewLine;script:alert(1))',
  '[x](&#1;javascript:alert(1))',
  '[x][evil]',
  '[evil]',
  '<javascript:alert(1)>',
  '<JAVASCRIPT:alert(1)>',
  '[x](data:text/html,<script>alert(1)</script>)',
  '<data:text/html;base64,PHN2Zz4=>',
  '[x](vbscript:x)',
  '[x](file:///etc/passwd)',
  '[x](mailto:a@example.com)',
  'a@example.com',
  '[x](https://learn.example.com@evil.example/)',
  '\\[x\\](javascript:alert(1))',
  '\\[x](javascript:alert(1))',
  '[x\\](javascript:alert(1))',
  '`[x](javascript:alert(1))`',
  '\\[x\\]`(javascript:alert(1))`',
  '\\[x\\]<b>(javascript:alert(1))</b>',
  '&#91;x&#93;(javascript:alert(1))',
  '&lt;javascript:alert(1)&gt;',
  '\\![x](https://example.com/tracker.png)',
  '![x](https://example.com/tracker.png)',
  '<script>alert(1)</script>',
  'a <script>alert(1)</script> b',
  '<img src=x onerror=alert(1)>',
  'a <a href="javascript:alert(1)">x</a> b',
  '<<b>script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&amp;lt;script&amp;gt;',
  '`<script>alert(1)</script>`',
  '[a](<https://e.example/x)](javascript:alert(1)>)',
  '[\\](javascript:alert(1))](https://example.com/)',
  '[a`b](https://example.com/?`)',
  '\\# h \\> q \\* b \\_ i \\`\\`\\` \\~\\~\\~',
];

/** Every string of a map that a card may read as Markdown. */
function textsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return /^(?:url|sourceUrl|file|id)$/.test(key) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => textsOf(item, name));
}

/** CommonMark reads the text as a card would: only the allowed markup, only http(s) links. */
function assertCardSafe(map: GuidanceMap, source: string): void {
  for (const text of textsOf(map)) {
    assert.doesNotMatch(text, /<[a-z/!?]/i, source);
    visit(unified().use(remarkParse).parse(text), (node) => {
      const allowed = ['root', 'paragraph', 'text', 'strong', 'emphasis', 'list', 'listItem', 'link'];
      assert.ok(allowed.includes(node.type), `${node.type} in ${JSON.stringify(text)} from ${source}`);
      if (node.type !== 'link') return;
      assert.match(node.url, /^https?:\/\//, source);
      assert.equal(new URL(node.url).username, '', source);
    });
    // A client that knows no escapes must find no link to a script either.
    for (const [, target] of text.matchAll(/\]\(([^)]*)\)/g)) assert.match(target ?? '', /^https?:/, source);
  }
  for (const { links } of map.sections)
    for (const { url } of links) assert.match(url, /^https?:\/\//, source);
}

const DEFINITION = '\n\n[evil]: javascript:alert(1)\n';

describe('a hostile document', () => {
  it('puts no script, image, tag or foreign URL on a card, from any part of an article', () => {
    for (const trick of SCRIPT_LINKS) {
      const cell = trick.replaceAll('|', '');
      for (const body of [
        trick,
        `A **${trick}** b _${trick}_ c.`,
        `> [!NOTE]\n> ${trick}`,
        `- ${trick}\n  - ${trick}`,
        `|h ${cell}|i|\n|-|-|\n|${cell}|${cell}|`,
        `## ${trick}\n\nText.`,
        `It stops working on May 4, 2030 ${trick}.`,
        `    ${trick}`,
      ]) {
        const source = `# T ${trick}\n\n${body}${DEFINITION}`;
        assertCardSafe(mapOf(source), source);
        assertCardSafe(mapOf(source, null), source);
      }
    }
  });

  it('puts none on a card from its front matter', () => {
    for (const trick of SCRIPT_LINKS) {
      const yaml = JSON.stringify(trick);
      assertCardSafe(mapOf(`---\ntitle: ${yaml}\ndescription: ${yaml}\n---\n# T`), trick);
    }
  });

  it('puts none on a card from any combination of parts', () => {
    let state = 20231001;
    const random = (limit: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state >> 8) % limit;
    };
    const glue = [
      '',
      ' ',
      '\n',
      '\n\n',
      '\\',
      '*',
      '**',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '](',
      '<',
      '!',
      '> ',
      '- ',
      '1. ',
    ];
    const more = [
      ...glue,
      '|',
      '\n|a|b|\n|-|-|\n|',
      '&',
      '#',
      '~~',
      ':::',
      '<!-- ',
      ' -->',
      '[!NOTE]',
      '\t',
      '：',
      '。',
    ];
    for (let round = 0; round < 300; round += 1) {
      let source = '# T\n\n';
      for (let part = 0; part < 8; part += 1) {
        source += more[random(more.length)] ?? '';
        source += SCRIPT_LINKS[random(SCRIPT_LINKS.length)] ?? '';
        source += glue[random(glue.length)] ?? '';
      }
      const { map } = compileText({ 'notice.md': source + DEFINITION }, BASE);
      if (map !== null) assertCardSafe(map, source);
    }
  });

  it('does not turn a link after an exclamation mark into an image', () => {
    const text = mapOf('# T\n\nWow\\![x](https://example.com/a.png)').sections[0]?.text;
    assert.equal(text, 'Wow\\![x](https://example.com/a.png)');
  });
});

describe('card-safe text', () => {
  it('can be turned back into plain text', () => {
    assert.equal(plainText('\\[x\\]\\(y) [z](https://example.com/)'), '[x](y) z');
    for (const words of [
      'a*b_c',
      '[x](y)',
      '\\',
      '`code`',
      '2023. x',
      '- x',
      'R&D',
      '&lt;',
      '太字＊',
      'C:\\Program Files',
    ]) {
      assert.equal(plainText(atLineStart(escapeText(words))), words);
    }
    assert.equal(plainText('**Read** [the *page*.](https://example.com/a_b) _now_'), 'Read the page. now');
  });
});
