import { formatInstant } from '../../guidance/date-format.ts';
import type { Handoff } from '../../questions/handoff.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { defineCommand, type CommandContext } from './command.ts';

const PATTERN = /^(?:was my question answered|questions for the team)$/i;

/** More fill the screen of a phone. */
const MOST_SHOWN = 3;
/** Characters of a question or an answer. */
const LONGEST = 300;

/** `was my question answered`: what became of the questions that were passed on to a person from here. */
export const ASKED_QUESTIONS = defineCommand({
  name: 'asked-questions',
  act: 'read',
  forms: ['was my question answered'],
  parse: (text) => (PATTERN.test(text) ? {} : null),
  handle: (_args, context) => tellAsked(context),
});

async function tellAsked(context: CommandContext) {
  const { handoffs, inbound } = context;
  const place = { tenantId: inbound.conversation.tenantId, threadId: inbound.threadId };
  const asked = await handoffs.findAsked(place, MOST_SHOWN);
  const title = 'Questions for the identity team';
  if (asked.length === 0) {
    const none =
      'Nobody has asked the identity team anything from here. To pass a question on, type: ask a person';
    return renderNote(null, { title, paragraphs: [none] });
  }
  return renderNote(null, { title, paragraphs: asked.map((each) => describe(each, context)) });
}

function describe(handoff: Handoff, { localNow: { zone, locale } }: CommandContext): string {
  const { question, state, answer, settledBy, askedAt } = handoff;
  const who = escapeMarkdown(settledBy ?? 'Somebody');
  const outcome = {
    waiting: 'It waits for an answer. I post the answer here as soon as somebody gives one.',
    answered: `${who} answered: ${quote(answer ?? '')}`,
    closed: `${who} closed it without an answer.`,
  }[state];
  return `**${quote(question)}** (${formatInstant(askedAt, zone, locale)})\n\n${outcome}`;
}

function quote(text: string): string {
  return escapeMarkdown(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
