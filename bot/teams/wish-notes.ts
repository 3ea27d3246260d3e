import { escapeMarkdown } from '../rendering/message.ts';
import type { Note } from '../rendering/note-cards.ts';
import { commandFor } from './commands/all-commands.ts';

export const DECLINED: Note = {
  title: 'Nothing has changed',
  paragraphs: ['I’ve left everything as it was.'],
};

export const NOTHING_ASKED: Note = {
  title: 'Nothing waits for an answer',
  paragraphs: [
    'I haven’t asked anything here in the last ten minutes. Tell me in a sentence what you’d like.',
  ],
};

export const NOTHING_TO_CORRECT: Note = {
  title: 'There’s nothing to put right',
  paragraphs: [
    'I’ve recorded nothing here in the last ten minutes, so nothing has changed. Tell me in a whole sentence what you’d like. To take back an earlier change, type: undo',
  ],
};

export const NOTHING_TOLD: Note = {
  title: 'There’s nothing more to tell',
  paragraphs: [
    'My documents didn’t answer your last question. Ask it in other words, or have it passed on: ask a person',
  ],
};

/** More fill the screen of a phone. */
const MOST_UNREAD = 5;

/** Characters that are shown of what somebody said. */
const MOST_SHOWN = 100;

export function describeUnread(rows: readonly string[]): Note {
  const more = rows.length - MOST_UNREAD;
  return {
    title: rows.length === 1 ? 'One thing isn’t recorded' : `${rows.length} things aren’t recorded`,
    paragraphs: [
      'Here a server’s name is missing, a value can’t be read, or two statements contradict each other:',
      ...rows.slice(0, MOST_UNREAD).map((row) => escapeMarkdown(row.slice(0, MOST_SHOWN))),
      ...(more > 0 ? [`and ${more} more`] : []),
    ],
  };
}

export function describeWhichServer(line: string): Note {
  return {
    title: 'Which server do you mean?',
    paragraphs: ['Nothing has changed. Say it with its name, for example:', escapeMarkdown(line)],
  };
}

/** With what was said in the place of a version, if anything was. */
export function describeWhichVersion(names: readonly string[], said?: string): Note {
  const [first = ''] = names;
  const example = `${escapeMarkdown(first)} runs 2.5.190.0`;
  return {
    title: names.length === 1 ? 'Which version does it run now?' : 'Which version do they run now?',
    paragraphs: [
      said === undefined
        ? `Nothing is recorded until you say it, for example: ${example}`
        : `I can’t read a version in “${escapeMarkdown(said)}”, so nothing is recorded. A version is two to four numbers with dots between them, for example: ${example}`,
    ],
  };
}

export function describeNotYet(lines: readonly string[]): Note {
  return {
    title: 'Nothing is recorded',
    paragraphs: [
      'That doesn’t sound like something that is already so. When it is, type:',
      ...lines.map(escapeMarkdown),
    ],
  };
}

/** How a command is typed, after an order (`said`) that can't be carried out as it stands, and `why`; null for an act without a command. */
export function describeHowTo({ act, said, why }: { act: string; said?: string; why?: string }): Note | null {
  const command = commandFor(act);
  if (!command) return null;
  const forms = command.forms.map((form) => `- **${form}**`).join('\n');
  const how = 'Type, in your own words or like this:';
  if (said === undefined) return { title: 'This is how', paragraphs: [how, forms] };
  const shown = escapeMarkdown(said.slice(0, MOST_SHOWN));
  return {
    title: 'Nothing has changed',
    paragraphs: [
      `I can’t do “${shown}”: ${why === undefined ? 'a name, a day or a time is missing, or I can’t read it' : escapeMarkdown(why)}. ${how}`,
      forms,
    ],
  };
}
