import { clausesOf } from './clauses.ts';
import type { Statement } from './read-statements.ts';
import { readClause } from './rules/statement-rules.ts';
import type { Text } from './text.ts';

/** Use that goes on behind an end, as a fact and not as what somebody has to do for it. */
const GOES_ON = [
  /\b(?:remains?|stays?|continues?|keeps?|still)\b[^.]{0,50}\b(?:operational|run(?:ning)?|work(?:ing)?|function(?:al|ing)?|available|usable)\b[^.]{0,30}\b(?:after|beyond)\b/i,
  /\b(?:still be|keep being|go on being) used (?:after|beyond)\b/i,
  /\b(?:apps?|applications?|SDKs?|workloads?|installations?|clients?|it) will continue to (?:function|work|run|operate)\b/i,
  /\byou (?:can|may) (?:still|continue to|go on|keep) us(?:e|ing)\b[^.]*\b(?:but|without|although)\b[^.]*\b(?:support|fix(?:es)?|updates?|patch(?:es)?)\b/i,
  /\b(?:existing|current|your)\b[^.]{0,60}\b(?:continues?|keeps?|remains?|stays?)\b[^.]*\b(?:but|without|although|however)\b[^.]*\b(?:support|fix(?:es)?|updates?|patch(?:es)?)\b/i,
];
const DUTY =
  /\b(?:must|need|have to|has to|ensure|so that|unless|if you (?!(?:still )?have)|to (?:keep|continue)|migrate|upgrade|update to|move|not|no longer)\b|n['’]t\b|,? (?:until|through) /i;

/** Words for the end of a product that some vendors use where only its support ends. */
const NAMED_END = /\b(?:retir\w+|sunset\w*|discontinu\w+|end[ -]of[ -]life)\b/i;

/**
 * What an announcement calls a retirement is an end of support where it says that use goes on after it without fixes.
 * Returns the statements, and changes none of them.
 */
export function withoutNamedEnds(statements: readonly Statement[], texts: readonly Text[]): Statement[] {
  if (!texts.some(({ plain }) => saysGoesOn(plain)) || !texts.some(saysSupportEnds)) return [...statements];
  return statements.map((statement) =>
    statement.kind === 'cut-off' && NAMED_END.test(statement.text.plain)
      ? { ...statement, kind: 'support-ends' }
      : statement,
  );
}

function saysSupportEnds({ plain }: Text): boolean {
  return clausesOf(plain).some((clause) => readClause(clause)?.reading === 'support-ends');
}

function saysGoesOn(plain: string): boolean {
  return GOES_ON.some((says) => {
    const said = says.exec(plain);
    if (said === null) return false;
    const upToIt = plain.slice(0, said.index + said[0].length);
    const [fact = ''] = upToIt.split(/\b(?:but|although|however)\b/i);
    return !DUTY.test(fact) && !/^\W*(?:to\b|if (?!you still))/i.test(fact);
  });
}
