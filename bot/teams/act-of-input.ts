import type { Act } from '../access/acts.ts';
import type { Clock } from '../platform/clock.ts';
import type { ThreadMemory } from '../questions/thread-memory.ts';
import { findCardAction } from './card-actions/all-card-actions.ts';
import { DO_IT } from './card-actions/do-it.ts';
import { actOfLines } from './carry-out.ts';
import type { CardAction, Inbound } from './turn/activity.ts';
import { isAnswer, type WishReader } from './wishes.ts';

/** Says what act somebody performs who types this or uses this button. */
export type ActOfInput = (inbound: Pick<Inbound, 'lines' | 'quoted' | 'action' | 'zone' | 'locale'>) => Act;

/** Before the thread's memory is read: what could be a change is one. */
export function createActOfInput(wishReader: () => WishReader, clock: Clock): ActOfInput {
  return ({ lines, action, ...inbound }) => {
    if (action) return actOfAction(action);
    const wish = wishReader()({
      inbound: { lines, ...inbound },
      localNow: { now: clock.now(), zone: 'UTC', locale: undefined },
      memory: ANYTHING_DONE,
      isAfterQuestion: false,
      serverNames: NO_NAMES,
    });
    if (wish?.kind === 'do') return actOfLines(wish.lines);
    return isAnswer(lines.join(' ')) ? 'change-reminders' : 'read';
  };
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** Stands for what "it" means and what a correction puts right, before the thread's memory is read. */
const ANYTHING_DONE: ThreadMemory = {
  servers: ['SERVER01'],
  options: [],
  last: {
    activityId: null,
    lines: ['SERVER01 runs 1.0.0.0', 'remind us at 00:00', 'snooze until 2000-01-01', 'snooze for 1 days'],
    changes: ['0'],
  },
};

/** What was asked back is in the thread's memory: it may change something. */
function actOfAction({ verb }: CardAction): Act {
  return verb === DO_IT.verb ? 'change-reminders' : (findCardAction(verb)?.act ?? 'read');
}
