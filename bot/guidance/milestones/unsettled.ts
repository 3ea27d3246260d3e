import type { Unsettled } from '../guidance-map.ts';
import { findAmbiguousDates, findDates } from './dates.ts';
import type { Document, Statement, Text } from './read-statements.ts';
import { readClause } from './rules/statement-rules.ts';

/** A year, or a part of one, that no month narrows down. */
const YEAR_ALONE =
  /(?<![\w.,/-]|\d )(?:(?:early|mid|late|spring|summer|autumn|fall|winter)[ -])?(20\d{2})(?![\w/-]|\.\d)/i;

/**
 * The sentences of an announcement that leave its cut-off or a date open, each with how it was read and the line for
 * `notice.yaml` that settles it.
 */
export function findUnsettled(
  { texts }: Document,
  statements: readonly Statement[],
  file: string,
): Unsettled[] {
  const unsettled = ({ text, line }: Text, reading: string, settle: string): Unsettled => ({
    ...{ file, line, sentence: text, reading, settle },
  });
  const cutOffs = statements.filter(({ kind, scope }) => kind === 'cut-off' && scope === null);
  const supportEnds = statements.filter(({ kind, scope }) => kind === 'support-ends' && scope === null);
  const found: Unsettled[] = [];
  for (const { text, date, certainty, precision } of cutOffs) {
    if (certainty === 'implied') {
      found.push(
        unsettled(
          text,
          `existing use stops on ${date}, which the sentence does not say itself`,
          `cutOff: ${date}`,
        ),
      );
    } else if (cutOffs.length > 1) {
      found.push(
        unsettled(
          text,
          `existing use stops on ${date}, one of ${cutOffs.length} such dates`,
          `cutOff: ${date}`,
        ),
      );
    } else if (precision === 'month') {
      found.push(unsettled(text, `existing use stops in ${date}, without a day`, `cutOff: ${date}`));
    }
  }
  if (cutOffs.length === 0) {
    for (const { text, date } of supportEnds) {
      const reading = `support ends on ${date}, and nothing says when existing use stops`;
      found.push(unsettled(text, reading, `cutOff: ${date}`));
    }
  }
  if (statements.every(({ kind }) => kind !== 'cut-off' && kind !== 'support-ends')) {
    for (const text of texts) {
      const year = yearOfEnd(text);
      if (year === null) continue;
      const reading = `existing use stops in ${year}, without a month, and is left out`;
      found.push(unsettled(text, reading, `cutOff: ${year}-MM-DD`));
    }
  }
  for (const text of texts) {
    for (const { words, readings } of findAmbiguousDates(text.plain)) {
      const reading = `"${words}" is ${readings.join(' or ')}, and is left out`;
      const settle = `milestones: [{ date: ${readings[0]}, kind: cut-off, text: "…" }]`;
      found.push(unsettled(text, reading, settle));
    }
  }
  return found;
}

/** The year in which a sentence without any date says that existing use stops. */
function yearOfEnd({ plain }: Text): string | null {
  const match = YEAR_ALONE.exec(plain);
  if (match === null || findDates(plain).length > 0) return null;
  return readClause(plain.replace(match[0], '@'))?.reading === 'cut-off' ? (match[1] ?? null) : null;
}
