import assert from 'node:assert/strict';
import { errorsOf, mapOf } from './compile-text.ts';

/** So deep that a parser whose time grows with the square of the depth would need minutes. */
const DEEP = 100_000;

describe('Markdown that is nested too deeply', () => {
  for (const [what, body] of [
    ['quotes', `${'>'.repeat(DEEP)} x`],
    ['quotes with spaces', `${'> '.repeat(DEEP)}x`],
    ['bulleted lists', `${'- '.repeat(DEEP)}x`],
    ['numbered lists', `${'1. '.repeat(DEEP)}x`],
    ['links', `${'['.repeat(DEEP)}x${'](u)'.repeat(DEEP)}`],
    ['images', `${'!['.repeat(DEEP)}x${'](u)'.repeat(DEEP)}`],
    ['bold text', `${'**a '.repeat(DEEP)}x${' b**'.repeat(DEEP)}`],
    ['italics in brackets', `${'(_a '.repeat(DEEP)}x${' b_)'.repeat(DEEP)}`],
  ] as const) {
    it(`is an error with its line: ${what}`, () => {
      assert.match(errorsOf(`# T\n\n${body}`)[0] ?? '', /^notice\.md:3: the Markdown is nested too deeply/);
    });
  }

  for (const [what, body] of [
    ['lists', Array.from({ length: 500 }, (_, level) => `${'  '.repeat(level)}- x`)],
    ['lists with tabs', Array.from({ length: 1_000 }, (_, level) => `${'\t'.repeat(level)}- x`)],
    ['links', Array.from({ length: 5_000 }, () => '[x')],
    ['bold text', Array.from({ length: 5_000 }, () => '**x')],
  ] as const) {
    it(`is an error when each line adds a level: ${what}`, () => {
      assert.match(errorsOf(`# T\n\n${body.join('\n')}`)[0] ?? '', /^notice\.md:\d+: .*nested too deeply/);
    });
  }
});

describe('Markdown that only looks deeply nested', () => {
  for (const [what, body] of [
    ['a long line of marks', '- '.repeat(2_000)],
    ['many links beside each other', '[x](https://example.com/) '.repeat(510)],
    ['many bold words', '**a** '.repeat(510)],
    ['many escaped brackets', '\\['.repeat(1_000)],
    ['names with underscores', 'a_b_c '.repeat(1_000)],
    ['a table of hosts', `|a|\n|-|\n${'|*.example.com|\n'.repeat(510)}`],
    ['code that is far to the right', `- x\n\n  \`\`\`\n${' '.repeat(190)}x\n  \`\`\``],
  ] as const) {
    it(`is accepted: ${what}`, () => {
      assert.equal(mapOf(`# T\n\n${body}`).title, 'T');
    });
  }
});
