import type { IdentityTeamStore } from '../../alerts/ports.ts';
import type { Guide } from '../../guidance/guide.ts';
import type { Moment } from '../../guidance/moments.ts';
import type { Handoff, HandoffSide, HandoffStore } from '../../questions/handoff.ts';
import { topicOf, type Question } from '../../questions/ports.ts';
import type { QuestionBook } from '../../questions/question-book.ts';
import { LONGEST_ANSWER, renderAskerHandoff, renderTeamHandoff } from '../../rendering/handoff-cards.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import type { Inbound, CardAction } from '../turn/activity.ts';
import { OUTDATED, type CardActionHandlers, type Reaction } from '../turn/reaction.ts';
import { replyKey } from './topic.ts';
import type { ConversationStore } from '../../delivery/conversation.ts';

/** Talk about oneself is no question that a person could answer. */
const SMALL_TALK = ['greeting-help', 'thanks-bye', 'human-handoff'];

export interface Handoffs {
  /** Somebody typed that they want a person: the thread's last question is passed on, else these words. */
  ask(inbound: Inbound, text: string, moment: Moment): Promise<Reaction>;
  actions: CardActionHandlers;
}

/** Passes questions on to the identity team, and answers back. */
export function createHandoffs({
  guide,
  questions,
  handoffs,
  identityTeams,
  conversations,
}: {
  guide: Guide;
  questions: QuestionBook;
  handoffs: HandoffStore;
  identityTeams: IdentityTeamStore;
  conversations: ConversationStore;
}): Handoffs {
  async function passOn(
    inbound: Inbound,
    { question, topic, cardId }: { question: string; topic: string | null; cardId: string | null },
    { now }: Moment,
  ): Promise<Reaction> {
    const { conversation, threadId, person } = inbound;
    const { tenantId } = conversation;
    const [first, ...others] = await identityTeams.teamsOf(tenantId);
    if (!first) return { toast: 'There is no identity team yet.', posts: [{ message: noTeam() }] };
    await conversations.remember(conversation, now);
    const where = { tenantId, conversationId: conversation.id, threadId };
    const teams = [first, ...others].filter(({ level }) => level === first.level);
    const isNew = await handoffs.open(
      { ...where, asker: person, question, topic, cardId },
      teams.map(({ conversationId }) => conversationId),
      now,
    );
    return isNew
      ? { toast: 'Your question is passed on.' }
      : { toast: 'This question was passed on already.', posts: [{ message: passedOnAlready() }] };
  }

  const passedOnAlready = () =>
    renderNote(guide, {
      title: 'Your question is with the identity team',
      paragraphs: [
        'It was passed on already; the answer comes here. For another question, ask it first, then ask for a person.',
      ],
    });

  const noTeam = () =>
    renderNote(guide, {
      title: 'There is no identity team yet',
      paragraphs: [
        'Nobody has said where questions for a person go, so I cannot pass yours on. In the channel or chat of the people who run directory synchronisation, somebody says **@Cutover alerts here** once; then ask me again.',
      ],
      topics: ['what-to-do', 'next-steps'],
    });

  /** The card's own hand-off, never one that the press names. */
  const findCardOf = ({ cardId }: CardAction, { conversation }: Inbound) =>
    cardId
      ? handoffs.findByCard({
          tenantId: conversation.tenantId,
          conversationId: conversation.id,
          activityId: cardId,
        })
      : Promise.resolve(null);

  const cardFor = (handoff: Handoff, side: HandoffSide) =>
    side === 'team' ? renderTeamHandoff(guide, handoff) : renderAskerHandoff(handoff);

  /** Whoever was first has settled it: the card then shows what they did. */
  async function settle(
    { handoff, side }: { handoff: Handoff; side: HandoffSide },
    outcome: { by: string; answer: string | null },
    moment: Moment,
  ): Promise<Reaction> {
    const wasFirst = await handoffs.settle(handoff, outcome, moment.now);
    const settled = (await handoffs.find(handoff.tenantId, handoff.id)) ?? handoff;
    return {
      toast: wasFirst ? 'Done.' : `${settled.settledBy ?? 'Somebody'} was faster.`,
      card: cardFor(settled, side),
      isCarried: wasFirst,
    };
  }

  const actions: CardActionHandlers = {
    async 'ask-person'(action, inbound, moment) {
      const key = replyKey(action, inbound);
      const asked = key && (await questions.find(key));
      if (!asked?.text) {
        return { toast: 'I do not have this question any more: ask it again, then ask for a person.' };
      }
      await questions.mark(asked, { helped: false });
      const { text: question, activityId: cardId } = asked;
      return passOn(inbound, { question, topic: topicOf(asked), cardId }, moment);
    },

    async 'answer-handoff'(action, inbound, moment) {
      const pressed = await findCardOf(action, inbound);
      if (pressed?.side !== 'team') return OUTDATED;
      const { answer } = action.data;
      const text = typeof answer === 'string' ? answer.trim() : '';
      if (!text) return { toast: 'Write an answer first.' };
      if (text.length > LONGEST_ANSWER) {
        return {
          toast: `The answer has ${text.length} characters; at most ${LONGEST_ANSWER} fit. Shorten it, or link to more.`,
        };
      }
      return settle(pressed, { by: inbound.person.name, answer: text }, moment);
    },

    async 'close-handoff'(action, inbound, moment) {
      const pressed = await findCardOf(action, inbound);
      if (!pressed) return OUTDATED;
      const { handoff, side } = pressed;
      if (side === 'asker' && handoff.asker.id !== inbound.person.id) {
        return { toast: `Only ${handoff.asker.name} and the identity team can close this.` };
      }
      return settle(pressed, { by: inbound.person.name, answer: null }, moment);
    },
  };

  return {
    async ask(inbound, text, moment) {
      const place = { tenantId: inbound.conversation.tenantId, threadId: inbound.threadId };
      const last = await questions.findLast(place, moment.now);
      const isMeant = last !== null && !SMALL_TALK.includes(last.intent);
      const question = isMeant ? contextOf(last) : null;
      return passOn(inbound, question ?? { question: text, topic: null, cardId: null }, moment);
    },
    actions,
  };
}

/** Null when its text is not kept. */
function contextOf(question: Question) {
  const { text, activityId } = question;
  return text === null ? null : { question: text, topic: topicOf(question), cardId: activityId };
}
