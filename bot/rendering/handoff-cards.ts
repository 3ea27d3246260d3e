import type { Guide } from '../guidance/guide.ts';
import { escapeMarkdown, formatCardTime } from './message.ts';
import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';

/** A question for a person, as its cards show it. */
export interface HandoffView {
  question: string;
  asker: { name: string };
  askedAt: Date;
  /** The topic that the bot answered or guessed; null if none. */
  topic: string | null;
  state: 'waiting' | 'answered' | 'closed';
  settledBy: string | null;
  settledAt: Date | null;
  answer: string | null;
}

const COLOURS = { waiting: 'Warning', answered: 'Good', closed: 'Default' } as const;

const CLOSE = {
  title: 'Close without answering',
  verb: 'close-handoff',
  associatedInputs: 'none',
  style: 'default',
};
const ANSWER = {
  title: 'Send answer',
  verb: 'answer-handoff',
  associatedInputs: 'auto',
  style: 'positive',
};
const NO_LONGER = { ...CLOSE, title: 'Withdraw question' };

/**
 * The identity team's card: the question with its context, and a field for the answer.
 * @param guide the notice that the question is about; null if it isn't known, or not loaded any more.
 */
export function renderTeamHandoff(guide: Guide | null, handoff: HandoffView): Message {
  const isWaiting = handoff.state === 'waiting';
  const name = escapeMarkdown(handoff.asker.name);
  const input = {
    label: `Your answer to ${handoff.asker.name}`,
    placeholder: 'Sent to the asker under your name',
    errorMessage: 'Enter an answer.',
    maxLength: MAX_ANSWER_LENGTH,
  };
  return renderHandoff(handoff, {
    title: `Question from ${name}`,
    facts: [{ title: 'Asked', value: formatCardTime(handoff.askedAt) }, ...detectedTopic(guide, handoff)],
    inputs: isWaiting ? [input] : [],
    actions: isWaiting ? [ANSWER, CLOSE] : [],
  });
}

/** The asker's card: the state of the question. */
export function renderAskerHandoff(handoff: HandoffView): Message {
  const isWaiting = handoff.state === 'waiting';
  return renderHandoff(handoff, {
    title: 'Your question to the identity team',
    facts: [
      {
        title: 'Asked',
        value: `${formatCardTime(handoff.askedAt)}, by ${escapeMarkdown(handoff.asker.name)}`,
      },
    ],
    inputs: [],
    actions: isWaiting ? [NO_LONGER] : [],
  });
}

/** The answer, as a message of its own: updating a card notifies nobody. */
export function renderHandoffAnswer(handoff: HandoffView): Message {
  return renderHandoff(handoff, {
    title: `${escapeMarkdown(handoff.settledBy ?? 'The identity team')} answered`,
    facts: [],
    inputs: [],
    actions: [],
  });
}

/** Characters of an answer that somebody types into the card; a card holds at most 28 KB. */
export const MAX_ANSWER_LENGTH = 4_000;
const MAX_QUESTION_LENGTH = 2_000;

function renderHandoff(
  handoff: HandoffView,
  { title, facts, inputs, actions }: { title: string; facts: object[]; inputs: object[]; actions: object[] },
): Message {
  const state = describeState(handoff);
  const question = escapeMarkdown(shorten(handoff.question));
  const answers = handoff.answer ? [{ heading: 'Answer', text: escapeMarkdown(handoff.answer) }] : [];
  const summary = toSummary(`${title}.`, handoff.answer ?? handoff.question);
  const stateColour = COLOURS[handoff.state];
  const data = { summary, title, state, stateColour, question, facts, answers, inputs, actions };
  return { summary, card: renderCard('handoff', data) };
}

function describeState({ state, settledBy, settledAt }: HandoffView): string {
  if (state === 'waiting') return 'Waiting for an answer';
  const by = `by ${escapeMarkdown(settledBy ?? 'a team member')}`;
  const when = settledAt ? `, ${formatCardTime(settledAt)}` : '';
  return state === 'answered' ? `Answered ${by}${when}` : `Closed without an answer ${by}${when}`;
}

/** With the notice that answers the topic; a question without a topic may be about anything. */
function detectedTopic(guide: Guide | null, { topic }: HandoffView): { title: string; value: string }[] {
  const title = topic === null ? undefined : guide?.entries.get(topic)?.intent.title;
  if (!guide || title === undefined) return [{ title: 'Detected topic', value: 'None' }];
  return [
    { title: 'Notice', value: escapeMarkdown(guide.product) },
    { title: 'Detected topic', value: title },
  ];
}

function shorten(text: string): string {
  return text.length <= MAX_QUESTION_LENGTH ? text : `${text.slice(0, MAX_QUESTION_LENGTH)} …`;
}
