import type { ThreadMemory } from '../questions/thread-memory.ts';
import { writeTakeBack } from '../understanding/acts/take-back.ts';
import { actOfLines } from './carry-out.ts';
import type { Inbound } from './turn/activity.ts';
import type { Wish } from './wishes.ts';

/** What becomes of a message that was edited. */
export interface Edit {
  /** What it wants now; null: it is a question. */
  wish: Wish | null;
  /** What its earlier text has changed, which is taken back first; empty where `wish` does. */
  takesBack: readonly string[];
}

/**
 * The last message of a thread is answered anew, and what it wants takes the place of what it has done. An earlier one
 * has been overtaken: what it would change now is asked back. Null: nothing is to be said.
 * @param wish what the new text wants, read as if nothing had been said before.
 * @param memory the thread's memory, in which the earlier text may be the last message.
 */
export function readEdit(
  wish: Wish | null,
  { activityId }: Pick<Inbound, 'activityId'>,
  { last }: ThreadMemory,
): Edit | null {
  const changing = wish?.kind === 'do' && actOfLines(wish.lines) !== 'read' ? wish : null;
  if (last?.activityId === activityId && last.activityId !== null) {
    if (wish?.kind !== 'do') return { wish, takesBack: last.changes };
    if (wish.lines.join('\n') === last.lines.join('\n')) return null;
    const takeBack = last.changes.length > 0 ? [writeTakeBack(last.changes)] : [];
    return { wish: { ...wish, lines: [...takeBack, ...wish.lines] }, takesBack: [] };
  }
  if (!changing) return last === null ? { wish, takesBack: [] } : null;
  const question = 'An earlier message was edited. What it has done stays as it is. Shall I do this now?';
  const options = [{ title: 'Do it', text: changing.lines.join('\n') }];
  return { wish: { kind: 'ask', question, options }, takesBack: [] };
}
