import type { Progress } from '../campaign/progress.ts';
import { topicsOf } from '../guidance/answer.ts';
import type { Guide } from '../guidance/guide.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { formatSource } from './answer-cards.ts';
import { countdown } from './countdown.ts';
import { announcementSource, renderNote } from './note-cards.ts';
import { chartOf, describeProgress } from './progress.ts';
import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { describeDeadline } from '../guidance/cut-off-text.ts';

/** Where the conversation stands: the days left, the servers, and what is set here. */
export function renderStatus(
  guide: Guide,
  localNow: LocalNow,
  {
    facts,
    topics,
    progress,
    links = [],
  }: {
    facts: { title: string; value: string }[];
    topics: readonly string[];
    progress?: Progress | null;
    /** Addresses that are opened by buttons. */
    links?: readonly { title: string; url: string }[];
  },
): Message {
  const { deadline } = guide;
  const milestone = describeDeadline(guide, localNow);
  if (!deadline) return renderNote(guide, { title: guide.product, paragraphs: [milestone], facts, topics });
  const servers = progress && progress.reported > 0 ? [describeProgress(progress, guide.product)] : [];
  const told = facts.map(({ title, value }) => `${title}: ${value}.`);
  const summary = toSummary(milestone, ...servers, ...told);
  const card = renderCard('status', {
    summary,
    ...countdown(deadline.date, localNow),
    title: guide.product,
    milestone,
    progress: chartOf(progress, guide.product),
    factSets: facts.length > 0 ? [{ facts }] : [],
    links,
    topics: topicsOf(guide, topics),
    source: formatSource(announcementSource(guide), localNow.locale),
  });
  return { summary, card };
}
