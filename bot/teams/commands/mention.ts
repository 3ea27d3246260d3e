import type { Mentioned } from '../../alerts/ports.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { authored, defineCommand, type CommandContext } from './command.ts';

/** A mention in a card is text of the card, whose size is limited. */
const MAX_MENTIONED = 10;

const NOBODY =
  /^(?:please )?(?:(?:critical )?alerts? (?:should )?mention (?:nobody|no one|no-one)|mention (?:nobody|no one|no-one) (?:for|in|on) (?:critical )?alerts?)$/i;
/** The mentions themselves aren't in the text. */
const WHOM = /^(?:please )?mention (?<typed>.*)\b(?:for|in|on) (?:the )?(?:critical )?alerts?$/i;
const ME = /^me$/i;
/** What stands between mentions. */
const JOINTS = /^(?:[\s,&+]|and)*$/i;

interface Mention {
  /** `mentioned`: whom the message mentions; a text: a name that was typed without a mention. */
  whom: 'nobody' | 'me' | 'mentioned' | { typed: string };
}

export const MENTION = defineCommand<Mention>({
  name: 'mention',
  act: 'change-alerts',
  forms: ['mention me for critical alerts', 'alerts mention nobody'],
  parse(text) {
    if (NOBODY.test(text)) return { whom: 'nobody' };
    const typed = WHOM.exec(text)?.groups?.['typed']?.trimEnd();
    if (typed === undefined) return null;
    if (ME.test(typed)) return { whom: 'me' };
    return { whom: JOINTS.test(typed) ? 'mentioned' : { typed } };
  },
  handle: async ({ whom }, context) => renderNote(null, await choose(whom, context)),
});

async function choose(whom: Mention['whom'], context: CommandContext): Promise<Note> {
  const { identityTeams, inbound } = context;
  const { conversation, person } = inbound;
  const teams = await identityTeams.teamsOf(conversation.tenantId);
  if (!teams.some(({ conversationId }) => conversationId === conversation.id)) return NO_TEAM;
  if (typeof whom === 'object') return nameUnknown(whom.typed);
  const people: readonly Mentioned[] =
    whom === 'nobody' ? [] : whom === 'me' ? [{ id: person.id, name: person.name }] : inbound.mentioned;
  if (whom === 'mentioned' && people.length === 0) return nameUnknown('');
  if (people.length > MAX_MENTIONED) return TOO_MANY;
  const stranger = await findStranger(people, context);
  if (stranger) return stranger;
  const wish = { conversation, askerId: person.id, preferences: { mentions: people } };
  await identityTeams.join(wish, authored(context));
  return people.length === 0
    ? { title: 'Critical alerts mention nobody here', paragraphs: ['They are still posted here.'] }
    : {
        title: 'Critical alerts mention people here',
        paragraphs: [
          `Teams notifies ${people.map(({ name }) => escapeMarkdown(name)).join(', ')} of each critical alert that is posted here. To end it, type: alerts mention nobody`,
        ],
      };
}

/** Why somebody can't be mentioned; null if everybody is a member of the conversation. */
async function findStranger(
  people: readonly Mentioned[],
  { isMember, inbound: { conversation, person } }: CommandContext,
): Promise<Note | null> {
  for (const { id, name } of people) {
    if (id === person.id) continue; // who writes here is here
    const isThere = await isMember(conversation, id).catch(() => null);
    if (isThere === null) return NOT_CONFIRMED;
    if (!isThere) {
      return {
        title: `${escapeMarkdown(name)} isn’t a member here`,
        paragraphs: ['Teams notifies members of a conversation only, so nothing has changed.'],
      };
    }
  }
  return null;
}

function nameUnknown(typed: string): Note {
  const whom = typed === '' ? 'nobody' : `“${escapeMarkdown(typed.slice(0, 60))}” without a mention`;
  return {
    title: 'Whom should critical alerts mention?',
    paragraphs: [
      `Your message names ${whom}, so nothing has changed. Type @ and choose each person: mention @Ana for critical alerts. For yourself: mention me for critical alerts`,
    ],
  };
}

const NO_TEAM: Note = {
  title: 'This conversation doesn’t get alerts',
  paragraphs: ['So nobody can be mentioned in them. To turn alerts on, type **alerts here**.'],
};

const TOO_MANY: Note = {
  title: 'That’s too many people',
  paragraphs: [`An alert mentions ${MAX_MENTIONED} people at most, so nothing has changed.`],
};

const NOT_CONFIRMED: Note = {
  title: 'I couldn’t check who is a member here',
  paragraphs: ['Teams didn’t answer, so nothing has changed. Try again in a minute.'],
};
