import type { Statement } from './read-statements.ts';
import type { Text } from './text.ts';

/** Use that goes on behind an end, as a fact and not as what somebody has to do for it. */
const GOES_ON = [
  /\b(?:remains?|stays?|continues?|keeps?|still)\b[^.]{0,50}\b(?:operational|run(?:ning)?|work(?:ing)?|function(?:al|ing)?|available|usable)\b[^.]{0,30}\bafter\b/i,
  /\b(?:existing|current|your)\b[^.]{0,60}\b(?:continues?|keeps?|remains?|stays?)\b[^.]*\b(?:but|without|although|however)\b[^.]*\b(?:support|fix(?:es)?|updates?|patch(?:es)?)\b/i,
];
const DUTY =
  /\b(?:must|need|have to|has to|ensure|so that|unless|if you|to (?:keep|continue)|migrate|upgrade|update to|move|not|no longer)\b|n['’]t\b|,? (?:until|through) /i;

/** Words for the end of a product that some vendors use where only its support ends. */
const NAMED_END = /\b(?:retir\w+|sunset\w*|discontinu\w+|end[ -]of[ -]life)\b/i;

/**
 * What an announcement calls a retirement is an end of support where it says that use goes on after it without fixes.
 * Returns the statements, and changes none of them.
 */
export function withoutNamedEnds(statements: readonly Statement[], texts: readonly Text[]): Statement[] {
  const isSupport = ({ kind }: Statement): boolean => kind === 'support-ends';
  if (!statements.some(isSupport) && !texts.some(({ plain }) => /\bunsupported\b/i.test(plain)))
    return [...statements];
  if (!texts.some(({ plain }) => saysGoesOn(plain))) return [...statements];
  return statements.map((statement) =>
    statement.kind === 'cut-off' && NAMED_END.test(statement.text.plain)
      ? { ...statement, kind: 'support-ends' }
      : statement,
  );
}

function saysGoesOn(plain: string): boolean {
  return GOES_ON.some((says) => {
    const said = says.exec(plain);
    if (said === null) return false;
    const upToIt = plain.slice(0, said.index + said[0].length);
    const [fact = ''] = upToIt.split(/\b(?:but|although|however)\b/i);
    return !DUTY.test(fact) && !/^\W*(?:to|if)\b/i.test(fact);
  });
}
