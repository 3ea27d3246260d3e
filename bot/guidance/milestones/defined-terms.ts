import { isDeprecationAlone } from './named-ends.ts';
import type { Statement } from './read-statements.ts';
import { startOf, type Text } from './text.ts';

/** Says that a deprecation is the notice of an end and not the end: "Deprecated means that we intend to remove it." */
const IS_NOTICE =
  /\bdeprecat(?:ed|ion)["'“”’]? (?:\([^()]*\) )?(?:means|refers to|indicates|is when)\b[^.]*\b(?:intend|plan|future|later|upcoming|going to|will be|discourage|not recommend|no longer recommend|continues?|still)/i;
/** Says the same of what is deprecated. */
const STILL_WORKS =
  /\bdeprecated (?:[\w-]+ )?(?:features?|functionality|capabilit\w+|items?|APIs?|services?)\b[^.]*\b(?:continues?|still|remains?)\b[^.]*\b(?:work|function|supported|available|used?)/i;

/**
 * A day on which something is deprecated, and of which its sentence says nothing else, is one of an announcement where the
 * document says that it means that. Changes no statement.
 */
export function withDefinedDeprecations(
  statements: readonly Statement[],
  texts: readonly Text[],
): Statement[] {
  const isDefined = texts.some((text) => [IS_NOTICE, STILL_WORKS].some((says) => says.test(startOf(text))));
  if (!isDefined) return [...statements];
  return statements.map((statement) =>
    isDeprecationAlone(statement.text) ? { ...statement, kind: 'announced' } : statement,
  );
}

/** A deprecation that follows the announcement is a step. Changes no statement. */
export function withLaterDeprecations(statements: readonly Statement[]): Statement[] {
  const isAnnouncement = ({ kind, text }: Statement): boolean =>
    kind === 'announced' && !isDeprecationAlone(text);
  const days = statements.filter(isAnnouncement).map(({ date }) => date);
  return statements.map((statement) =>
    statement.kind === 'announced' && !isAnnouncement(statement) && days.some((day) => day < statement.date)
      ? { ...statement, kind: 'other' }
      : statement,
  );
}
