import type { Act } from '../access/acts.ts';
import type { CommandContext } from './commands/command.ts';
import { authorOf } from './turn/activity.ts';

const CHANGING: readonly Act[] = ['change-reminders', 'report-server', 'change-alerts', 'set-deadline'];

/** The numbers in the audit trail of what the turn has changed in its conversation since the last look, the first one first. */
export type ChangesSince = () => Promise<readonly string[]>;

/** Watches what an act changes, so that it can be taken back; an act that changes nothing costs nothing. */
export async function watchChanges(
  act: Act,
  { undo, inbound, localNow: { now } }: Pick<CommandContext, 'undo' | 'inbound' | 'localNow'>,
): Promise<ChangesSince> {
  if (!CHANGING.includes(act)) return () => Promise.resolve([]);
  const author = authorOf(inbound);
  let last = (await undo.findLast(inbound.conversation, now))?.number ?? null;
  return async () => {
    const made = await undo.findSince(inbound.conversation, last, now);
    last = made.at(-1)?.number ?? last;
    return made
      .filter(({ by }) => by.id === author.id && by.name === author.name)
      .map(({ number }) => number);
  };
}
