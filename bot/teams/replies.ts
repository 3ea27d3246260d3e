import type { Clock } from '../platform/clock.ts';
import type { Message } from '../delivery/message.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { Guide } from '../guidance/guide.ts';
import { derive } from '../platform/derive.ts';
import { renderWelcome } from '../rendering/note-cards.ts';
import { writeTakeBack } from '../understanding/acts/take-back.ts';
import { createMessageReader } from '../understanding/read-message.ts';
import { REFUSALS, type Access } from './access.ts';
import { createAnswers } from './answers.ts';
import { findCardAction } from './card-actions/all-card-actions.ts';
import type { CardActionServices } from './card-actions/card-action.ts';
import { createChatContexts, reactWithUndo } from './chat-context.ts';
import type { CardAction, Inbound } from './turn/activity.ts';
import { createActOfInput, type ActOfInput } from './act-of-input.ts';
import { answerMessage } from './answer-message.ts';
import { suggestQuestions } from './suggest-questions.ts';
import { readEdit } from './edits.ts';
import { asksForNextDeadline } from './read-questions.ts';
import { withRemarks } from './remarks.ts';
import { createWishReader } from './wishes.ts';
import { OUTDATED, type Reaction, type Reply } from './turn/reaction.ts';

/** Has a day, a time and a city, which take longest the first time. */
const FIRST_READ = 'remind us on 3 May, tomorrow or on Friday at 9:00 in Munich';

export interface Replies {
  /** The card that answers what was typed; two for two questions. */
  replyTo(inbound: Inbound): Promise<Reply[]>;
  /** What a card action changes and says. */
  react(inbound: Inbound, action: CardAction): Promise<Reaction>;
  actOf: ActOfInput;
  /** Loads what reads messages, so that the first one doesn't wait for it. */
  prepare(): void;
  /** The first card in a conversation. */
  welcome(inbound: Inbound): Promise<Message>;
}

/** Decides what to say: what is wanted is done or asked back, everything else is a question. */
export function createReplies({
  clock,
  access,
  ...services
}: Omit<CardActionServices, 'answerTopic' | 'answerNamed'> & {
  clock: Clock;
  access: Access;
}): Replies {
  const { stated } = services.portfolios;
  const reader = derive(stated, (portfolio) => createMessageReader({ portfolio, ...services }));
  const wishReader = derive(stated, (portfolio) => createWishReader({ portfolio, ...services }));
  const actOf = createActOfInput(wishReader, clock);
  const answers = createAnswers(services);
  const openContext = createChatContexts(
    { ...services, answerTopic: answers.toTopic, answerNamed },
    { clock, access },
  );

  function answerNamed(guide: Guide, text: string, localNow: LocalNow): Message | null {
    const [only, ...others] = reader().readIn(guide.notice.id, text, localNow);
    return only?.named && others.length === 0 ? answers.toQuestion(guide, only, localNow) : null;
  }

  async function answer(inbound: Inbound): Promise<Reply[]> {
    const context = await openContext(inbound);
    const { localNow, memory, registry, questions } = context;
    const place = { tenantId: inbound.conversation.tenantId, threadId: inbound.threadId };
    const last = await questions.findLast(place, localNow.now);
    const serverNames = await registry.serverNames(inbound.conversation.tenantId);
    const sources = { access, reader: reader(), answers, last };
    const isEdit = inbound.edit !== null;
    const read = wishReader()({
      ...{ inbound, localNow, serverNames },
      isAfterQuestion: last !== null && memory.last === null,
      memory: isEdit ? { ...memory, options: [], last: null } : memory,
    });
    const next = asksForNextDeadline(inbound.text, memory, last);
    if (next) return answerMessage(next, context, sources);
    const edit = isEdit ? readEdit(read, inbound, memory) : { wish: read, takesBack: [] };
    if (!edit) return [];
    const { wish, takesBack } = edit;
    const undone = takesBack.length > 0 ? await context.carryOut([writeTakeBack(takesBack)]) : [];
    return [...undone, ...(await answerMessage(wish, context, sources))];
  }

  return {
    async replyTo(inbound) {
      const [first, ...others] = await answer(inbound);
      return first ? [{ ...first, message: withRemarks(first.message, inbound) }, ...others] : [];
    },

    async react(inbound, action) {
      const handler = findCardAction(action.verb);
      if (!handler) return OUTDATED;
      const refusal = await access.refusalOf(handler.act, inbound);
      if (refusal) return { toast: REFUSALS[refusal] };
      const { notice } = action.data;
      const context = await openContext(inbound, notice);
      const isAway = typeof notice === 'string' && !context.portfolio.guides.has(notice);
      if (isAway) return OUTDATED; // not about another notice instead
      const reaction = await reactWithUndo(handler.act, context, () => handler.handle(action, context));
      context.remember();
      return reaction;
    },

    actOf,

    prepare() {
      actOf({ lines: [FIRST_READ], quoted: null, action: null, zone: 'UTC', locale: null });
    },

    async welcome(inbound) {
      const { guide, urgent, localNow } = await openContext(inbound);
      const others = urgent.filter((each) => each !== guide);
      return suggestQuestions(renderWelcome([guide, ...others], localNow), { guide, inbound });
    },
  };
}
