import { parseCommand } from '../../bot/teams/commands/all-commands.ts';

/** The command that a text is read as, with its arguments; null for a question. */
export function commandIn(text: string): { name: string; args: unknown } | null {
  const parsed = parseCommand(text);
  return parsed && { name: parsed.name, args: parsed.args };
}
