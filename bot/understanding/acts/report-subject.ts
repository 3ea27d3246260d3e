import type { Utterance } from './utterance.ts';

/** A new clause, which says something of its own. */
const CLAUSE_MARK = /^(?:[,;:(){}[\]]|[-–—]|and|und|but|aber)$/;

export function isClauseMark(word: string): boolean {
  return CLAUSE_MARK.test(word);
}

const ON = /^(?:on|of|from|for|at|in|under|behind|beside|near|auf|von)$/;
const EXCEPT = /^(?:except|excluding|besides|without|außer)$/;
const ALL = /^(?:all|everything|everybody|every|any|none|nothing|alle|alles)$/;

/**
 * Whether a sentence speaks of something that belongs to a server rather than of it: "the database on AADC01", "AADC01's
 * disk", "AADC01 backup".
 * @param at the server's token.
 * @param isStrange tells a word that a report of a server doesn't explain.
 */
export function isOfSomethingElse(
  { tokens, versions }: Utterance,
  at: number,
  isStrange: (at: number) => boolean,
): boolean {
  if (isStrange(at + 1)) return true;
  if (!ON.test(tokens[at - 1]?.lower ?? '')) return false;
  let from = at - 1;
  while (from > 0 && !isClauseMark(tokens[from - 1]?.lower ?? '')) from--;
  const isLed = versions.some((version) => version.from >= from && version.to < at);
  return !isLed && tokens.slice(from, at - 1).some((_, i) => isStrange(from + i));
}

/** "All but AADC01", "everything except AADC01". */
export function isExcepted({ tokens }: Utterance, at: number): boolean {
  const [before, first] = [tokens[at - 1]?.lower ?? '', tokens[at - 2]?.lower ?? ''];
  return (
    EXCEPT.test(before) ||
    (before === 'but' && ALL.test(first)) ||
    /^(?:apart from|other than)$/.test(`${first} ${before}`)
  );
}

/** "AADC01 in DC1 runs 2.5.190.0": where a server is, which is said of that server. */
export function isPlaceOf({ tokens, servers }: Utterance, at: number): boolean {
  const isIn = /^(?:in|on|at)$/.test(tokens[at - 1]?.lower ?? '');
  return isIn && servers.some(({ to }) => to === at - 1);
}

/** "Moved to another building" is no migration: what it was moved to replaces nothing. */
export function isMovedElsewhere(
  { text, tokens, versions }: Utterance,
  at: number,
  replacements: readonly string[],
): boolean {
  const next = tokens[at];
  if (!next || !/^(?:to|onto|into|from|nach|vers|auf)$/.test(next.lower)) return false;
  const rest = text.slice(next.start).toLowerCase();
  return !versions.some(({ from }) => from > at) && !replacements.some((name) => rest.includes(name));
}

const PEOPLE =
  /^(?:team|teams|office|offices|company|department|group|colleagues?|staff|people|users?|headquarters|hq|business|customers?|everyone|everybody)$/;

/** "The team has moved": what was moved is no server, unless one is named after it. */
export function isMoveOfPeople({ tokens, servers }: Utterance, at: number): boolean {
  let before = at - 1;
  while (
    /^(?:has|have|is|are|was|were|been|just|now|all|already|recently|since)$/.test(
      tokens[before]?.lower ?? '',
    )
  )
    before--;
  const word = tokens[before]?.lower ?? '';
  return PEOPLE.test(word.replace(/'(?:ve|s|re)$/, '')) && !servers.some(({ from }) => from > at);
}
