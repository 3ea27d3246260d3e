import type { ReadAct } from './read-act.ts';
import {
  deniesSaying,
  mayCorrect,
  namesCorrection,
  readCorrection,
  readOtherServer,
  saysWrong,
} from './read-correction.ts';
import { listed } from './read-statement.ts';
import { TAKES_BACK, writeTakeBack } from './take-back.ts';
import { readUtterance, type ActContext } from './utterance.ts';
import { toAct } from './written.ts';

/** Asks whether the last change is to be taken back. */
export const ASK_TO_UNDO: ReadAct = toAct(TAKES_BACK, false);

/** Longer messages put nothing right. */
const LONGEST_CORRECTION = 200;

/** "No, I meant AADC02", "I never said that" where nothing was done in the thread. */
export function correctsNothing(text: string, context: ActContext): boolean {
  if (context.last.lines.length > 0 || text.length > LONGEST_CORRECTION) return false;
  return deniesSaying(text) || (mayCorrect(text) && namesCorrection(readUtterance(text, context)));
}

/** Servers that are offered where another one is meant. */
const MOST_OFFERED = 5;

/** The last act is taken back, and done as the message puts it right. */
export function correctLast(text: string, context: ActContext): ReadAct | null {
  if (text.length > LONGEST_CORRECTION) return null;
  const { lines: last, changes } = context.last;
  if (changes.length > 0 && saysWrong(text)) return ASK_TO_UNDO;
  const others = readOtherServer(text, last, listed(context));
  if (others && others.length <= MOST_OFFERED) {
    const replacing = (lines: readonly string[]) =>
      changes.length > 0 ? [writeTakeBack(changes), ...lines] : lines;
    const [only, ...more] = others;
    if (only && more.length === 0) return { kind: 'do', lines: replacing(only.lines) };
    const options = others.map(({ name, lines }) => ({ title: name, text: replacing(lines).join('\n') }));
    if (only) return { kind: 'ask', question: 'Which server do you mean?', options };
  }
  if (!mayCorrect(text)) return null;
  const correction = readCorrection(readUtterance(text.replaceAll('\n', ' '), context), last);
  if (!correction) return null;
  const lines = changes.length > 0 ? [writeTakeBack(changes), ...correction.lines] : correction.lines;
  if (!correction.isDoubtful) return { kind: 'do', lines };
  const question = `Was “${last.join('; ')}” wrong? Then I take it back and record “${correction.lines.join('; ')}”.`;
  return { kind: 'ask', question, options: [{ title: 'Replace it', text: lines.join('\n') }] };
}
