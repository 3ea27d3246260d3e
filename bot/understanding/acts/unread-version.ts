import type { ReadAct } from './read-act.ts';
import { NO_VERSION, type Utterance } from './utterance.ts';

/** Before the version that a server runs. */
const RUNS = /^(?:runs?|running|on|version|build|release)$/;
/** What else may stand between a server and its version. */
const BETWEEN = /^(?:is|are|was|now|still|currently|already|again|just|back|went|gone|to|at|the|[:=])$/;
/** Numbers and letters with dots: "1.6.16.O", "2.x", "2.5.79.0.0", "99999.1". */
const DOTTED = /^v?\d[\p{L}\d]*(?:\.[\p{L}\d-]+)+$/iu;
/** A version's first number, or a word for one: only where the sentence ends with it. */
const BARE = /^(?:(?:(?:runs?|running|version|build|release) \d{1,5})|\S+ (?:v\d{1,2}|latest|newest))$/;
/** After a word for a version, and at the end of a sentence. */
const AFTER = /^(?:version|build|release|now|again|today|[.!])$/;
/**
 * "AADC01 runs 1.6.16.O", "AADC01 runs the latest version": a server is said to run something from which no version can be
 * read. It is asked back, so that what is recorded of the server isn't taken for the answer.
 */
export function readUnreadVersion(utterance: Utterance): ReadAct | null {
  const { tokens, servers, versions, dates, mood, doubts } = utterance;
  const isStated = mood === 'statement' || mood === 'order';
  const isSo = !doubts.some((doubt) => /^(?:hypothetical|planned|negated)$/.test(doubt));
  const names = servers.filter(({ value }) => value.kind !== 'possible').map(({ value }) => value.name);
  const from = servers.at(-1)?.to;
  if (!isStated || !isSo || from === undefined || names.length === 0 || versions.length > 0) return null;
  const word = (at: number) => tokens[at]?.lower ?? '';
  let at = from;
  while (BETWEEN.test(word(at)) || RUNS.test(word(at))) at++;
  const said = tokens[at]?.text ?? '';
  const verb = tokens.slice(from, at).findLast(({ lower }) => RUNS.test(lower))?.lower;
  const isDotted = DOTTED.test(said) && !NO_VERSION.test(said);
  const isBare =
    BARE.test(`${verb} ${word(at)}`) && tokens.slice(at + 1).every(({ lower }) => AFTER.test(lower));
  const isDate = dates.some(
    ({ start, end }) => start <= (tokens[at]?.start ?? 0) && (tokens[at]?.start ?? 0) < end,
  );
  return verb !== undefined && (isDotted || isBare) && !isDate
    ? { kind: 'which-version', names, said }
    : null;
}
