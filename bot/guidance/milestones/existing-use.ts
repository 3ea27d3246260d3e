import { clausesOf } from './clauses.ts';
import { findDates } from './dates.ts';
import { keepsWorking } from './goes-on.ts';
import { endsExisting, isSwitchedOff } from './described-ends.ts';
import { isDeprecationAlone, isFact } from './named-ends.ts';
import type { Statement } from './read-statements.ts';
import type { Text } from './text.ts';

/**
 * The only end that an announcement dates, of support or a deprecation, is the end of use where another text says, without
 * a day of its own, that what exists stops. Changes no statement.
 */
export function withEndsOfExistingUse(statements: readonly Statement[], texts: readonly Text[]): Statement[] {
  const end = onlyEnd(statements);
  if (end === null || !texts.some(saysExistingEnds) || texts.some(keepsWorking)) return [...statements];
  return statements.map((statement) =>
    statement.date === end.date && statement.kind === end.kind && statement.scope === null
      ? { ...statement, kind: 'cut-off', certainty: 'stated' }
      : statement,
  );
}

/** Null where use ends on a day of its own, or where several days may be meant. */
function onlyEnd(statements: readonly Statement[]): Statement | null {
  const isOfUse = ({ kind, certainty }: Statement): boolean => kind === 'cut-off' && certainty === 'stated';
  if (statements.some(isOfUse)) return null;
  const supportEnds = statements.filter(({ kind }) => kind === 'support-ends');
  const ends = supportEnds.length > 0 ? supportEnds : statements.filter(isDeprecation);
  const [end = null] = ends.filter(({ scope }) => scope === null);
  return new Set(ends.map(({ date }) => date)).size === 1 ? end : null;
}

function isDeprecation({ kind, text }: Statement): boolean {
  return kind === 'announced' && isDeprecationAlone(text);
}

/** In a text of its own, only what is to come is about the end: "The tab is disabled" may be about anything. */
function saysExistingEnds(text: Text): boolean {
  const isOfEnd = (clause: string): boolean =>
    endsExisting(clause) || (/\bwill\b/i.test(clause) && isSwitchedOff(clause));
  return isFact(text) && findDates(text.plain).length === 0 && clausesOf(text.plain).some(isOfEnd);
}
