import { hasVerb } from './clauses.ts';
import { datesIn, type DocumentDates } from './document-dates.ts';
import { BACK, kindFrom, type Read, readThen } from './read-date.ts';
import type { DatedReading } from './read-row.ts';
import { readClause } from './rules/statement-rules.ts';
import type { Text } from './text.ts';

/** A question with what it asks, without its mark. */
const QUESTION = /^(.{5,120})\?\W*$/;
/** An answer without a subject: "Only until May 5, 2027." */
const ELLIPTIC =
  /^\W*(?:yes|no|only|not|just|until|till|through|on|in|by|from|after|before|at|as of|as|starting|since|@)\b/i;
/** Characters of an answer that says no more than the day. */
const MAX_ANSWER = 80;

/**
 * What the context says of a date that its own sentence only names: "Can it still be bought?" - "Only until May 5, 2027."; or
 * "The day is May 5, 2027. From then on calls fail."
 */
export function readInContext(
  dated: readonly DatedReading[],
  texts: readonly Text[],
  index: number,
  known: DocumentDates,
): DatedReading[] {
  const last = dated.at(-1);
  const text = texts[index];
  if (last === undefined || text === undefined || last.read !== null) return [...dated];
  const read = readAnswer(text, last.date) ?? readNext(text, texts[index + 1], known);
  return read === null ? [...dated] : [...dated.slice(0, -1), { ...last, read }];
}

function readAnswer({ plain, heading }: Text, { start, end }: DatedReading['date']): Read | null {
  const question = QUESTION.exec(heading)?.[1];
  const answer = `${plain.slice(0, start)}@${plain.slice(end)}`;
  if (question === undefined || answer.length > MAX_ANSWER || !ELLIPTIC.test(answer) || hasVerb(answer))
    return null;
  const read = readClause(`${question} ${answer}`);
  return read?.reading === 'passing' || read?.isWeak === true ? null : read;
}

function readNext(text: Text, next: Text | undefined, known: DocumentDates): Read | null {
  const refers = next?.heading === text.heading && BACK.test(next.plain);
  if (!refers || datesIn(next.plain, known).length > 0) return null;
  const kind = kindFrom(next.plain) ?? readThen(next.plain)?.reading;
  return kind === undefined || kind === 'passing' ? null : { reading: kind, certainty: 'stated' };
}
