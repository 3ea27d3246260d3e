import { advise, comparedIn, needsOf, wizardOf, type Verdict } from '../guidance/adviser.ts';
import { sourceOf, topicsOf } from '../guidance/answer.ts';
import type { Guide } from '../guidance/guide.ts';
import { formatSource, type Offer } from './answer-cards.ts';
import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';

/**
 * The needs that the comparison decides, to be ticked; `chosen` are indexes of the comparison's rows, and
 * null means that nobody was asked yet: no verdict then. Null without a comparison of two.
 */
export function renderAdviser(
  guide: Guide,
  { chosen, locale }: { chosen: readonly number[] | null; locale?: string | undefined },
): Message | null {
  const entry = guide.entries.get('compare');
  const title = titleOf(guide);
  if (!entry || !title) return null;
  const verdict = chosen && advise(guide, chosen);
  const paragraph = 'Select the features that you need. Only the features that differ are listed.';
  const summary = verdict
    ? toSummary(`${verdict.title}:`, ...verdict.paragraphs)
    : toSummary(title, paragraph);
  const wizard = wizardOf(guide);
  const card = renderCard('adviser', {
    summary,
    title,
    paragraphs: verdict ? [] : [paragraph],
    choices: needsOf(guide).map(({ row, title: need }) => ({ title: toSummary(need), value: String(row) })),
    ticked: verdict ? verdict.rows.map(({ row }) => row).join(',') : '',
    verdicts: verdict ? [verdictData(guide, verdict)] : [],
    askTitle: verdict ? 'Update verdict' : 'Show verdict',
    links: verdict && wizard ? [{ title: wizard.text, url: wizard.url }] : [],
    topics: verdict ? topicsOf(guide, followUpsFor(guide, verdict)) : [],
    source: formatSource(sourceOf(guide, entry), locale),
  });
  return { summary, card };
}

/** The button that opens the adviser, on the answers that lead on to it; none without a comparison of two. */
export function offerAdviser(guide: Guide, intent: string): Offer[] {
  const title = titleOf(guide);
  return title && leadsToAdviser(guide, intent) ? [{ title, verb: 'open-adviser' }] : [];
}

/** The comparison, and the intents that it and they lead to from one another. */
function leadsToAdviser({ entries }: Guide, intent: string): boolean {
  const followUpsOf = (id: string) => entries.get(id)?.intent.followUps ?? [];
  return (
    intent === 'compare' ||
    (followUpsOf('compare').includes(intent) && followUpsOf(intent).includes('compare'))
  );
}

function titleOf(guide: Guide): string | null {
  const names = comparedIn(guide);
  return names && `Is ${withinSentence(guide, names[1])} right for us?`;
}

/** A header begins with a capital; whether the name does is seen in the document's sentences. */
function withinSentence({ notice }: Guide, name: string): string {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  return notice.sections.some(({ text }) => text.includes(` ${lower} `)) ? lower : name;
}

function verdictData(guide: Guide, { title, paragraphs, rows }: Verdict): object {
  const names = comparedIn(guide) ?? [];
  return {
    title,
    paragraphs,
    rows: rows.map(({ name, cells }) => ({
      name,
      cells: names.map((thing, i) => `${thing}: ${cells[i] ?? ''}`).join(' · '),
    })),
  };
}

/** Whoever stays with the first of the two is told how, everybody else what there is to do. */
function followUpsFor(guide: Guide, { kind }: Verdict): string[] {
  const followUps = guide.entries.get('compare')?.intent.followUps ?? [];
  return [
    ...(kind === 'first' ? followUps.filter((id) => !leadsToAdviser(guide, id)) : ['what-to-do']),
    'compare',
  ];
}
