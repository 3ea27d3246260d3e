import type { KnownVersion } from '../guidance-map.ts';
import { findDates } from '../milestones/dates.ts';
import type { ParsedArticle } from './parse-article.ts';
import type { ParsedSection } from './collect-sections.ts';

const HEADING = /^(?:version |v|release )?(\d{1,6}(?:\.\d{1,6}){1,5})$/i;
const RELEASED = /\b(?:released?|available|published|shipped)\b/i;
const SUPPORT_ENDS = /\b(?:end of (?:support|life)|support(?:ed)? (?:ends?|until|till|through))\b/i;

/** The versions of a history that has a heading for each, with a sentence that says when it was released. */
export function versionsInHeadings({ sections }: ParsedArticle): KnownVersion[] {
  return sections.flatMap((section, index) => {
    const version = HEADING.exec(section.heading.trim())?.[1];
    if (version === undefined) return [];
    const lines = linesUnder(sections, index);
    const released = dateIn(lines, RELEASED);
    if (released === null) return [];
    return [{ version, released, endOfSupport: dateIn(lines, SUPPORT_ENDS), note: '' }];
  });
}

/** The sentences of a section and of those below it. */
function linesUnder(sections: readonly ParsedSection[], index: number): string[] {
  const [own, ...rest] = sections.slice(index);
  if (own === undefined) return [];
  const end = rest.findIndex(({ level }) => level <= own.level);
  const below = end < 0 ? rest : rest.slice(0, end);
  return [own, ...below].flatMap(({ blocks }) =>
    blocks.flatMap(({ sentences }) => sentences.map(({ plain }) => plain)),
  );
}

function dateIn(lines: readonly string[], words: RegExp): string | null {
  for (const line of lines.filter((text) => words.test(text))) {
    const day = findDates(line).find(({ precision }) => precision === 'day');
    if (day) return day.date;
  }
  return null;
}
