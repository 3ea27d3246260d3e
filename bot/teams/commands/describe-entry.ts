import type { AuditEntry } from '../../dashboard/audit-entry.ts';
import { nameChange } from '../../dashboard/undo-texts.ts';
import type { CommandContext } from './command.ts';

/** A change in a few words, with the title of the notice that it is about. */
export function describeEntry(
  entry: AuditEntry,
  { portfolio, localNow }: Pick<CommandContext, 'portfolio' | 'localNow'>,
): string {
  const title = entry.act === 'set-deadline' ? portfolio.guides.get(entry.subject)?.notice.title : undefined;
  return nameChange(title === undefined ? entry : { ...entry, subject: title }, localNow);
}
