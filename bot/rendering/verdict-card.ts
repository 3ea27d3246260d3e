import type { Verdict, VerdictKind } from '../guidance/version-verdict.ts';
import { sourceOf, topicsOf } from '../guidance/answer.ts';
import { describeVerdict, nextSteps } from '../guidance/answer-versions.ts';
import type { Guide } from '../guidance/guide.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import { announcementSource } from './note-cards.ts';
import { formatSource } from './answer-cards.ts';
import { escapeMarkdown } from './message.ts';
import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';

const LOOKS: Record<VerdictKind, { state: string; style: string }> = {
  retired: { state: '✖ Upgrade or replace it', style: 'attention' },
  'out-of-support': { state: '⚠ Out of support', style: 'warning' },
  'below-minimum': { state: '⚠ Below the minimum', style: 'warning' },
  supported: { state: '✔ Not out of support', style: 'good' },
  unknown: { state: '? Not in the version history', style: 'emphasis' },
};

/** The verdict on a server's version, by mark, word and colour; `more` is what else there is to say, in card-safe Markdown, and `facts` are shown as they are written. */
export function renderVerdict({
  guide,
  server,
  verdict,
  more = [],
  facts = [],
  localNow,
}: {
  guide: Guide;
  server: string;
  verdict: Verdict;
  more?: readonly string[];
  facts?: readonly { title: string; value: string }[];
  localNow: LocalNow;
}): Message {
  const { state, style } = LOOKS[verdict.kind];
  const title = `${escapeMarkdown(server)} runs ${escapeMarkdown(verdict.version)}`;
  const paragraphs = [describeVerdict(guide, verdict, localNow), ...more];
  const history = guide.entries.get('version-history');
  const isFine = verdict.kind === 'supported';
  const shown = facts.map((fact) => ({ title: fact.title, value: escapeMarkdown(fact.value) }));
  const summary = toSummary(`${title}. ${state.slice(2)}.`, ...paragraphs);
  const card = renderCard('verdict', {
    ...{ summary, title, state, style, paragraphs },
    factSets: shown.length > 0 ? [{ facts: shown }] : [],
    topics: topicsOf(guide, isFine ? ['version-history'] : nextSteps(guide)),
    source: formatSource(history ? sourceOf(guide, history) : announcementSource(guide), localNow.locale),
  });
  return { summary, card };
}
