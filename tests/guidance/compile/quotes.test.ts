import assert from 'node:assert/strict';
import type { Quote } from '../../../bot/guidance/guidance-map.ts';
import { compileNotice } from '../../../bot/guidance/compile/compile-notice.ts';

const HEAD = '---\ntitle: Retirement of Ferry\n---\n\n# Retirement of Ferry\n\n';

function compile(markdown: string) {
  return compileNotice({ id: 'ferry', entry: 'notice.md', files: new Map([['notice.md', HEAD + markdown]]) });
}

function quotesOf(markdown: string): Quote[] {
  return compile(markdown).map?.sections.flatMap(({ quotes }) => quotes) ?? [];
}

describe('the quotes of a section', () => {
  it('are its paragraphs, and the items of its lists with the sentence before them', () => {
    const quotes = quotesOf('It needs:\n\n- 4 GB of memory\n- two ports\n  - 80\n\nNothing else.\n');
    assert.deepEqual(
      quotes.map(({ text, lead, passage }) => ({ text, lead, passage })),
      [
        { text: 'It needs:', lead: undefined, passage: 0 },
        { text: '- 4 GB of memory', lead: 'It needs:', passage: 1 },
        { text: '- two ports\n  - 80', lead: 'It needs:', passage: 1 },
        { text: 'Nothing else.', lead: undefined, passage: 2 },
      ],
    );
  });

  it('are the rows of its tables in words', () => {
    const quotes = quotesOf('| Plan | Price |\n| --- | --- |\n| Harbour | 12 |\n| Ocean | |\n');
    assert.deepEqual(quotes, [
      { text: '**Harbour**: Price: 12', table: 0, row: 0 },
      { text: '**Ocean**: ', table: 0, row: 1 },
    ]);
  });

  it('say in which phases they hold, and for which intent', () => {
    const [first] = quotesOf(
      '<!-- intent: impact -->\n\n:::zone pivot="before":::\n\nMove soon.\n\n:::zone-end:::\n',
    );
    assert.deepEqual(first, { text: 'Move soon.', passage: 0, when: ['before'], intents: ['impact'] });
  });

  it('have no lead that holds in another phase only', () => {
    const quotes = quotesOf(':::zone pivot="after":::\n\nDo at once:\n\n:::zone-end:::\n\n- move\n');
    assert.equal(quotes.at(-1)?.lead, undefined);
  });

  it('have the other words in which an author says that they are asked for', () => {
    const quotes = quotesOf('<!-- asked: RAM | how much\n memory -->\n\nIt needs 4 GB.\n\nAnd a disk.\n');
    assert.deepEqual(
      quotes.map(({ asked }) => asked),
      [['RAM', 'how much memory'], undefined],
    );
  });

  it('are reported when such words have nothing below them', () => {
    const { problems } = compile('Text.\n\n<!-- asked: RAM -->\n\n## Next\n\nMore.\n');
    assert.ok(
      problems.some(({ line, message }) => line === 9 && /no content follows this comment/.test(message)),
    );
  });
});
