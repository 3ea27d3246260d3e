import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { defineCommand } from './command.ts';

const FORGET = /^forget ([a-z0-9][\w.-]{1,62})$/i;
const RENAME = /^rename ([a-z0-9][\w.-]{1,62}) to ([a-z0-9][\w.-]{1,62})$/i;

/** Reports are evidence, so a server is not removed: this says what to do instead. */
export const FORGET_SERVER = defineCommand<{ name: string }>({
  name: 'forget-server',
  act: 'read',
  forms: ['forget AADC01'],
  parse(text) {
    const [, name] = FORGET.exec(text) ?? [];
    return name === undefined ? null : { name };
  },
  handle({ name }, { speakOf }) {
    speakOf([name]);
    const shown = escapeMarkdown(name);
    return renderNote(null, {
      title: `${shown} stays in the list`,
      paragraphs: [
        'Reports are kept as evidence, so I don’t remove a server. Nothing has changed.',
        `If it’s out of use, type: ${shown} is decommissioned. If it was reported here by mistake within the last day, type: undo`,
      ],
    });
  },
});

/** The same for another name. */
export const RENAME_SERVER = defineCommand<{ from: string; to: string }>({
  name: 'rename-server',
  act: 'read',
  forms: ['rename AADC01 to AADC02'],
  parse(text) {
    const [, from, to] = RENAME.exec(text) ?? [];
    return from === undefined || to === undefined ? null : { from, to };
  },
  handle({ from, to }, { speakOf }) {
    speakOf([from]);
    const [before, after] = [escapeMarkdown(from), escapeMarkdown(to)];
    return renderNote(null, {
      title: `${before} keeps its name`,
      paragraphs: [
        'Reports are kept under the name that they were given. Nothing has changed.',
        `Report the server under its new name, for example: ${after} runs 2.5.3.0. Then type: ${before} is decommissioned`,
      ],
    });
  },
});
