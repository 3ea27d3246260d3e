import { renderAskBack } from '../rendering/ask-back-card.ts';
import { renderNote } from '../rendering/note-cards.ts';
import { ASK_A_PERSON } from '../understanding/acts/write-act.ts';
import type { ChatContext } from './chat-context.ts';
import { answerDenied } from './denials.ts';
import type { Reply } from './turn/reaction.ts';
import {
  DECLINED,
  describeHowTo,
  describeNotYet,
  describeUnread,
  describeWhichServer,
  describeWhichVersion,
  NOTHING_ASKED,
  NOTHING_TO_CORRECT,
} from './wish-notes.ts';
import type { Wish } from './wishes.ts';

/** Does what is wanted, or says why not. Null when there is nothing to do, and the text is a question after all. */
export async function answerWish(wish: Wish, context: ChatContext): Promise<Reply[] | null> {
  switch (wish.kind) {
    case 'do': {
      const replies = await context.carryOut(wish.lines);
      // A question for a person is answered by the card that follows what becomes of it.
      const isDone = replies.length > 0 || wish.lines.includes(ASK_A_PERSON);
      if (!isDone && !wish.ask && !wish.unread) return null;
      context.remember(wish.ask?.options);
      replies.push(...unreadOf(wish));
      return wish.ask ? [...replies, { message: renderAskBack(wish.ask) }] : replies;
    }
    case 'ask':
      context.remember(wish.options);
      return [...unreadOf(wish), { message: renderAskBack(wish) }];
    case 'which-server':
      return [{ message: renderNote(null, describeWhichServer(wish.line)) }];
    case 'which-version':
      context.speakOf(wish.names);
      context.remember([], true);
      return [{ message: renderNote(null, describeWhichVersion(wish.names, wish.said)) }];
    case 'declined':
      context.remember();
      return [{ message: renderNote(null, DECLINED) }];
    case 'nothing-asked':
      return [{ message: renderNote(null, NOTHING_ASKED) }];
    case 'not-yet':
      return [{ message: renderNote(null, describeNotYet(wish.lines)) }];
    case 'denied':
      return answerDenied(wish.reports, context);
    case 'nothing-to-correct':
      return [{ message: renderNote(null, NOTHING_TO_CORRECT) }];
    case 'explain': {
      const note = describeHowTo(wish);
      return note && [{ message: renderNote(null, note) }];
    }
  }
}

/** What isn't recorded of what was said beside it. */
function unreadOf({ unread }: { unread?: readonly string[] }): Reply[] {
  return unread ? [{ message: renderNote(null, describeUnread(unread)) }] : [];
}
