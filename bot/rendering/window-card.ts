import type { Message } from '../delivery/message.ts';
import type { Conversation } from '../delivery/conversation.ts';
import { answerIntent, DEADLINE } from '../guidance/answer.ts';
import { describeDeadline } from '../guidance/cut-off-text.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { writeDeadline } from '../guidance/deadline-form.ts';
import type { Guide } from '../guidance/guide.ts';
import { renderNote } from './note-cards.ts';

/** How to find out the tenant's window, in the notice's own words, and how to record it; afterwards, the date. */
export function renderWindowNote(guide: Guide, kind: Conversation['kind'], localNow: LocalNow): Message {
  const { product, notice } = guide;
  const topics = ['what-to-do', 'reminders'];
  if (guide.deadline) {
    const paragraphs = [describeDeadline(guide, localNow)];
    return renderNote(guide, { title: `Your deadline for ${product} is recorded`, paragraphs, topics });
  }
  const mention = kind === 'personal' ? '' : '@Cutover ';
  return renderNote(guide, {
    title: `When must you be done with ${product}?`,
    paragraphs: [
      'This notice has no date that holds for everyone, and none is recorded for your organisation. Until it is, nobody is reminded of it.',
      ...(answerIntent(guide, DEADLINE, localNow)?.paragraphs ?? []),
      `When you know the date, type: ${mention}${writeDeadline(notice)}`,
    ],
    topics,
  });
}
