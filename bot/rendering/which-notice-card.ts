import type { Message } from '../delivery/message.ts';
import { stateDeadline } from '../guidance/cut-off-text.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { Guide } from '../guidance/guide.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { renderCard } from './render.ts';

/** Asks which of several notices a question is about: what each says of its deadline, beside the button that answers the intent from it. */
export function renderWhichNotice(guides: readonly Guide[], intent: string, localNow: LocalNow): Message {
  const title = 'Which of these do you mean?';
  const paragraphs = [guides.length === 2 ? 'Your question fits both:' : 'Your question fits all of these:'];
  const notices = guides.map((guide) => ({
    line: lineOf(guide, localNow),
    notice: guide.notice.id,
    intent,
  }));
  const summary = toSummary(title, ...guides.map(({ product }) => `${product}.`));
  return { summary, card: renderCard('which-notice', { summary, title, paragraphs, notices }) };
}

function lineOf(guide: Guide, localNow: LocalNow): string {
  const deadline = stateDeadline(guide, localNow);
  if (deadline !== null) return deadline;
  const { title, cutOff } = guide.notice;
  return `${title}: ${cutOff === 'tenant' ? 'each tenant has its own window' : 'no deadline is known'}.`;
}
