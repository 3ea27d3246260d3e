import type { AnswerSource, Topic } from '../guidance/answer.ts';
import { writeSource } from './answer-cards.ts';
import { escapeMarkdown, toSummary, type Message } from './message.ts';
import { renderCard } from './render.ts';

/** How a version stands: refused or about to be, out of support, to be replaced by a date, fine, or unknown. */
export type VersionStanding = 'retired' | 'unsupported' | 'expiring' | 'supported' | 'unknown';

/** What a server's version means, as its card shows it. */
export interface VerdictView {
  server: string;
  version: string;
  standing: VersionStanding;
  /** Why, and what to do: sentences in card-safe Markdown. */
  paragraphs: readonly string[];
  /** Further things known of the server. */
  facts: readonly { title: string; value: string }[];
  topics: readonly Topic[];
  source: AnswerSource;
}

const LOOKS: Record<VersionStanding, { state: string; stateColour: string }> = {
  retired: { state: '✖ Must go', stateColour: 'Attention' },
  unsupported: { state: '⚠ Out of support', stateColour: 'Warning' },
  expiring: { state: '⚠ Supported, but not for long', stateColour: 'Warning' },
  supported: { state: '✔ Fine', stateColour: 'Good' },
  unknown: { state: '? I do not know this version', stateColour: 'Default' },
};

/** The verdict on a server's version, by mark, word and colour. */
export function renderVerdict(view: VerdictView): Message {
  const { server, version, standing, paragraphs, facts, topics, source } = view;
  const { state, stateColour } = LOOKS[standing];
  const title = `${escapeMarkdown(server)} runs ${escapeMarkdown(version)}`;
  const summary = toSummary(`${title}.`, `${state.slice(2)}.`, ...paragraphs);
  const card = renderCard('verdict', {
    ...{ summary, title, state, stateColour, paragraphs, topics },
    factSets: facts.length > 0 ? [{ facts: facts.map(literally) }] : [],
    source: writeSource(source),
  });
  return { summary, card };
}

function literally({ title, value }: { title: string; value: string }) {
  return { title, value: escapeMarkdown(value) };
}
