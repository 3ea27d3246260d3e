import { findDates } from '../milestones/dates.ts';
import type { Text } from '../milestones/text.ts';
import { flatten, plainText } from './card-text.ts';
import type { Block } from './collect-sections.ts';
import type { ParsedArticle } from './parse-article.ts';
import { withNames } from './placeholders.ts';
import { splitLabelLines } from './label-lines.ts';
import { isKnownTable } from './version-tables.ts';

/**
 * Everything in an article that may state a date of the notice, in reading order: its title, headings, sentences and
 * table rows. What a table says of single versions is no date of the notice.
 */
export function textsOf({ title, sections }: ParsedArticle): Text[] {
  const texts: Text[] = [
    { text: flatten(title), plain: readable(title), line: 1, heading: '', isTitle: true },
  ];
  const path: string[] = [];
  for (const { heading, level, line, blocks } of sections) {
    const under = level === 1 ? '' : readable(heading);
    path.splice(Math.max(0, level - 2), Infinity, under);
    const above = path[level - 3];
    const place = { heading: under, ...(above === undefined ? {} : { above }) };
    if (heading !== title)
      texts.push({
        ...{ text: flatten(heading), plain: readable(heading), line, ...place },
        ...(level === 1 ? { isTitle: true } : {}),
      });
    let intro = '';
    for (const block of blocks) {
      for (const { text, line: at } of block.sentences)
        for (const line of splitLabelLines(flatten(text)))
          texts.push({ text: line, plain: readable(line), line: at, ...place });
      texts.push(...rowsOf(block, { ...place, intro }));
      intro = introOf(block);
    }
  }
  return withSpelledOut(texts);
}

/** Card-safe Markdown as the words that are read. */
function readable(markdown: string): string {
  return withNames(plainText(markdown));
}

const EOS = /\bEOS\b/g;

/** "EOS" is the end of sale where a document speaks of that, and never of an end of support or service. */
function withSpelledOut(texts: Text[]): Text[] {
  const speaksOf = (words: RegExp): boolean => texts.some(({ plain }) => words.test(plain));
  if (!speaksOf(/\bend[ -]of[ -]sales?\b/i) || speaksOf(/\bend[ -]of[ -](?:support|service)\b/i))
    return texts;
  const spell = (plain: string): string => plain.replace(EOS, 'end of sale');
  return texts.map((text) => ({
    ...text,
    plain: spell(text.plain),
    ...(text.cells === undefined
      ? {}
      : { cells: text.cells.map(({ header, plain }) => ({ header: spell(header), plain: spell(plain) })) }),
  }));
}

/** A table of what has changed in the document itself: "Change, Description, Date". */
function isRevisions(headers: readonly string[]): boolean {
  const has = (name: RegExp): boolean => headers.some((header) => name.test(header));
  return has(/^(?:changes?|revisions?|updates?)$/i) && has(/^(?:descriptions?|details)$/i);
}

/** The sentence that leads to what follows: "The dates are in this table:" */
function introOf({ sentences }: Block): string {
  const last = withNames(sentences.at(-1)?.plain ?? '');
  return /:\s*$|\b(?:following|below|this) (?:\w+ )?(?:table|timetable|dates|schedule)\b/i.test(last)
    ? last
    : '';
}

/** Longer than the name of a product or a part. */
const MAX_ITEM = 60;

function rowsOf({ table, rowLines }: Block, place: Pick<Text, 'heading' | 'above' | 'intro'>): Text[] {
  if (table === null || isKnownTable(table)) return [];
  const headers = table.headers.map((header) => readable(header));
  if (isRevisions(headers)) return [];
  return table.rows.map((row, index) => {
    const cells = row.map((cell, column) => ({ header: headers[column] ?? '', plain: readable(cell) }));
    const text = flatten(row.filter((cell) => cell !== '').join(': '));
    const item = cells[0]?.plain ?? '';
    const isItem =
      table.rows.length > 1 && item !== '' && item.length <= MAX_ITEM && findDates(item).length === 0;
    const line = rowLines[index] ?? 1;
    return { text, plain: readable(text), line, ...place, cells, ...(isItem ? { item } : {}) };
  });
}
