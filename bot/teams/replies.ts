import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import { parseZone } from '../campaign/zones.ts';
import type { Clock } from '../clock.ts';
import { answerIntent, topicsOf } from '../guidance/answer.ts';
import { decide, nearestTopics } from '../recognition/decide.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Moment } from '../guidance/moments.ts';
import type { Recogniser } from '../recognition/recogniser.ts';
import { renderAnswer, renderChoice, renderUnknown } from '../rendering/answer-cards.ts';
import type { Message } from '../rendering/message.ts';
import { announcementSource, renderWelcome } from '../rendering/note-cards.ts';
import { parseCommand } from './commands.ts';
import type { Inbound } from './conversation.ts';
import type { ReminderCommands } from './reminder-commands.ts';

/** What a reader without a zone is told the date by. */
export const DEFAULT_ZONE = 'UTC';

/** Who says nothing, but mentions the bot, is told what it can do. */
const HELP = [{ intent: 'greeting-help', confidence: 1 }];

export interface Replies {
  /** The one card that answers what was typed. */
  replyTo(inbound: Inbound): Promise<Message>;
  welcome(inbound: Inbound): Message;
}

/** Decides what to say: an order is carried out, everything else is a question. */
export function createReplies({
  guide,
  recognise,
  reminders,
  clock,
}: {
  guide: Guide;
  recognise: Recogniser;
  reminders: ReminderCommands;
  clock: Clock;
}): Replies {
  const rendered = new LRUCache<string, Message>({ max: 500 });

  /** A card that many readers get alike is rendered once. */
  function once<Rendered extends Message | null>(key: string, render: () => Rendered): Message | Rendered {
    const known = rendered.get(key);
    if (known) return known;
    const message = render();
    if (message) rendered.set(key, message);
    return message;
  }

  /** An answer is the same for everybody on the same calendar day; null for what the documents do not answer. */
  function answer(intent: string, moment: Moment): Message | null {
    const day = DateTime.fromJSDate(moment.now, { zone: moment.zone }).toISODate() ?? '';
    return once(`answer ${intent} ${day}`, () => {
      const found = answerIntent(guide, intent, moment);
      return found && renderAnswer(found);
    });
  }

  function answerQuestion(text: string, moment: Moment): Message {
    const ranked = text ? recognise(text) : HELP;
    const decision = decide(ranked);
    const answered = decision === 'answer' ? answer(ranked[0]?.intent ?? '', moment) : null;
    if (answered) return answered;
    const ids = nearestTopics(ranked);
    const render = decision === 'ask' ? renderChoice : renderUnknown;
    return once(`${decision} ${ids.join(' ')}`, () =>
      render(topicsOf(guide, ids), announcementSource(guide)),
    );
  }

  const momentOf = (inbound: Inbound): Moment => ({
    now: clock.now(),
    zone: parseZone(inbound.zone ?? '') ?? DEFAULT_ZONE,
  });

  return {
    async replyTo(inbound) {
      const pressed = inbound.intent && answer(inbound.intent, momentOf(inbound));
      if (pressed) return pressed;
      const command = parseCommand(inbound.text);
      return command
        ? reminders.carryOut(command, inbound, momentOf(inbound))
        : answerQuestion(inbound.text, momentOf(inbound));
    },
    welcome: (inbound) => renderWelcome(guide, momentOf(inbound)),
  };
}
