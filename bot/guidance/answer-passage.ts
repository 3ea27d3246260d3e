import { describePassages, sourceOfSection, topicsOf, type Answer } from './answer.ts';
import { isWrittenDate, localiseDates, type LocalNow } from './date-format.ts';
import type { Guide } from './guide.ts';
import type { Section } from './guidance-map.ts';
import { toPlainText } from './plain-text.ts';

/** A section of a notice's documents, or a row of one of its tables. */
export interface PassagePlace {
  /** The section's id. */
  section: string;
  /** Indexes; null for the section itself. */
  row: { table: number; row: number } | null;
}

/** What is offered under it. */
const FOLLOW_UPS = ['deadline', 'what-to-do', 'am-i-affected'];

/** The answer that a section or a row of a table gives. Null for one that the notice doesn't have, or without text. */
export function answerPassage(
  guide: Guide,
  { section: id, row }: PassagePlace,
  localNow: LocalNow,
): Answer | null {
  const section = guide.notice.sections.find((candidate) => candidate.id === id);
  const said = section && (row ? sayRow(section, row, localNow) : saySection(guide, section, localNow));
  if (!section || !said) return null;
  return {
    intent: 'passage',
    ...said,
    source: sourceOfSection(guide.notice, guide, section),
    followUps: topicsOf(guide, FOLLOW_UPS),
  };
}

type Said = Pick<Answer, 'title' | 'paragraphs' | 'table'>;

function saySection(guide: Guide, section: Section, localNow: LocalNow): Said | null {
  const paragraphs = describePassages(guide, section.passages, localNow);
  const [table = null] = section.tables;
  if (paragraphs.length === 0 && table === null) return null;
  return { title: section.heading, paragraphs, table };
}

/** A row in words: its name, which is its first cell that is no date, and each other cell behind its header. */
function sayRow(
  { tables }: Section,
  { table: t, row: r }: { table: number; row: number },
  { locale }: LocalNow,
): Said | null {
  const table = tables[t];
  const row = table?.rows[r];
  if (!table || !row) return null;
  const cells = row.map((cell, i) => ({ header: table.headers[i] ?? '', ...readCell(cell, locale) }));
  const named = cells.find(({ text, isDate }) => text !== '' && !isDate) ?? cells[0];
  const paragraphs = cells
    .filter((cell) => cell !== named && cell.text !== '')
    .map(({ header, text }) => (header === '' ? text : `**${header}**: ${text}`));
  return named ? { title: named.text, paragraphs, table: null } : null;
}

/** A cell with its date in the reader's form. */
function readCell(cell: string, locale: string | undefined): { text: string; isDate: boolean } {
  return { text: localiseDates(cell, locale), isDate: isWrittenDate(toPlainText(cell).trim()) };
}
