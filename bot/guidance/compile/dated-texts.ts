import type { Text } from '../milestones/read-statements.ts';
import { flatten, plainText } from './card-text.ts';
import type { Block } from './collect-sections.ts';
import type { ParsedArticle } from './parse-article.ts';

/** Everything in an article that may state a date, in reading order: its title, headings, sentences and table rows. */
export function textsOf({ title, sections }: ParsedArticle): Text[] {
  const texts: Text[] = [{ text: flatten(title), plain: plainText(title), line: 1, heading: '' }];
  for (const { heading, level, line, blocks } of sections) {
    const under = level === 1 ? '' : plainText(heading);
    if (heading !== title)
      texts.push({ text: flatten(heading), plain: plainText(heading), line, heading: under });
    for (const block of blocks) {
      for (const { text, plain, line: at } of block.sentences)
        texts.push({ text: flatten(text), plain, line: at, heading: under });
      texts.push(...rowsOf(block, under));
    }
  }
  return texts;
}

function rowsOf({ table, rowLines }: Block, heading: string): Text[] {
  if (table === null) return [];
  return table.rows.map((row, index) => {
    const cells = row.map((cell, column) => ({
      header: plainText(table.headers[column] ?? ''),
      plain: plainText(cell),
    }));
    const text = flatten(row.filter((cell) => cell !== '').join(': '));
    return { text, plain: plainText(text), line: rowLines[index] ?? 1, heading, cells };
  });
}
