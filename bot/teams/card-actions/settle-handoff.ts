import type { Handoff, HandoffSide } from '../../questions/handoff.ts';
import { MAX_ANSWER_LENGTH, renderAskerHandoff, renderTeamHandoff } from '../../rendering/handoff-cards.ts';
import type { CardAction } from '../turn/activity.ts';
import { OUTDATED, type Reaction } from '../turn/reaction.ts';
import type { CardActionContext, CardActionHandler } from './card-action.ts';
import { getsAlerts, NO_LONGER_A_TEAM } from './gets-alerts.ts';
import { authored } from '../commands/command.ts';

/** The identity team's answer, which is posted to the person who asked. */
export const ANSWER_HANDOFF: CardActionHandler = {
  verb: 'answer-handoff',
  act: 'respond',
  async handle(action, context) {
    const found = await findByCard(action, context);
    if (found?.side !== 'team') return OUTDATED;
    if (!(await getsAlerts(context))) return NO_LONGER_A_TEAM;
    const { answer } = action.data;
    const text = typeof answer === 'string' ? answer.trim() : '';
    if (!text) return { toast: 'Write an answer first.' };
    if (text.length > MAX_ANSWER_LENGTH) {
      return {
        toast: `The answer has ${text.length} characters, and ${MAX_ANSWER_LENGTH} is the limit. Shorten it, or link to the rest.`,
      };
    }
    return settle(found, { answer: text }, context);
  },
};

/** Closes the question without an answer: the identity team may do that, and the person who asked. */
export const CLOSE_HANDOFF: CardActionHandler = {
  verb: 'close-handoff',
  act: 'respond',
  async handle(action, context) {
    const { person } = context.inbound;
    const found = await findByCard(action, context);
    if (!found) return OUTDATED;
    const { handoff, side } = found;
    if (side === 'asker' && handoff.asker.id !== person.id) {
      return { toast: `Only ${handoff.asker.name} and the identity team can close this.` };
    }
    if (side === 'team' && !(await getsAlerts(context))) return NO_LONGER_A_TEAM;
    return settle(found, { answer: null }, context);
  },
};

interface FoundHandoff {
  handoff: Handoff;
  side: HandoffSide;
}

/** The hand-off of the card: looked up by the card's activity, never by the action's data. */
async function findByCard(
  { cardId }: CardAction,
  { handoffs, inbound: { conversation } }: CardActionContext,
): Promise<FoundHandoff | null> {
  if (!cardId) return null;
  return handoffs.findByCard({
    tenantId: conversation.tenantId,
    conversationId: conversation.id,
    activityId: cardId,
  });
}

/** Only the first person to settle it does; everybody else's card shows what that person did. */
async function settle(
  { handoff, side }: FoundHandoff,
  outcome: { answer: string | null },
  context: CardActionContext,
): Promise<Reaction> {
  const { portfolio, handoffs } = context;
  const wasFirst = await handoffs.settle(handoff, outcome, authored(context));
  const settled = (await handoffs.find(handoff.tenantId, handoff.id)) ?? handoff;
  return {
    toast: wasFirst
      ? outcome.answer === null
        ? 'Closed.'
        : 'Answer sent.'
      : `${settled.settledBy ?? 'Somebody'} has already closed this.`,
    card:
      side === 'team'
        ? renderTeamHandoff(portfolio.guides.get(settled.notice ?? '') ?? null, settled)
        : renderAskerHandoff(settled),
    isCarried: wasFirst,
  };
}
