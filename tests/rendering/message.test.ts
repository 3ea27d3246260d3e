import assert from 'node:assert/strict';
import { toString } from 'mdast-util-to-string';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { escapeMarkdown } from '../../bot/rendering/message.ts';
import { toSummary } from '../../bot/guidance/plain-text.ts';

const TYPED = [
  '**bold** _thin_ `code` ~~gone~~',
  '[a link](https://example.com) ![a picture](https://example.com)',
  '# no heading\n> no quote\n- no list\n+ none\n1. no number\n2) none either\n===\n---',
  '<b>HTML</b> &lt;b&gt; &amp; &copy;',
  'C:\\Program Files\\x | y',
  '{{DATE(2023-10-01T00:00:00Z,SHORT)}}',
];

const titleOf = (typed: string) => typed.replaceAll(/\s+/g, ' ').slice(0, 30);

describe('what somebody typed', () => {
  for (const typed of TYPED) {
    it(`is shown as it was typed: ${titleOf(typed)}`, () => {
      const escaped = escapeMarkdown(typed);
      const parsed = unified().use(remarkParse).parse(escaped);
      const kinds = new Set<string>();
      visit(parsed, ({ type }) => void kinds.add(type));
      assert.deepEqual([...kinds], ['root', 'paragraph', 'text']);
      assert.equal(parsed.children.map((paragraph) => toString(paragraph)).join('\n'), typed);
      assert.ok(!/\{\{DATE\(/.test(escaped), 'Teams would compute it');
    });

    it(`is said in a notification as it was typed: ${titleOf(typed)}`, () => {
      assert.equal(toSummary(escapeMarkdown(typed)), typed.replaceAll(/\s+/g, ' '));
    });
  }

  it('keeps its lines', () => assert.equal(escapeMarkdown('one\r\ntwo\n\n\nthree'), 'one\n\ntwo\n\nthree'));

  it('is told from times that only a card can write', () => {
    assert.equal(
      toSummary('✔ Acknowledged by Kim, {{DATE(2023-09-24T07:05:00Z,SHORT)}} {{TIME(2023-09-24T07:05:00Z)}}'),
      '✔ Acknowledged by Kim',
    );
  });
});
