import type { Block, ParsedSection } from './collect-sections.ts';
import type { AlertBox, Link, Milestone, Passage, Section, Table } from '../guidance-map.ts';
import { statedMilestone } from '../milestones/milestones.ts';
import type { ParsedArticle } from './parse-article.ts';
import { quotesOf } from './quotes.ts';
import type { Sentence } from './sentences.ts';

/** A passage or a table of a section, with what the rules for intents need. */
export interface Piece {
  passage: Passage | null;
  table: Table | null;
  links: Link[];
  sentences: Sentence[];
  /** Assigned by comments. */
  intents: string[];
  /** Words in which it is asked for, by a comment. */
  asked: string[];
  /** The kind of alert that contains it; null outside alerts. */
  alert: AlertBox['kind'] | null;
}

/** A section of the map with the pieces that it was built from. */
export interface BuiltSection {
  section: Section;
  anchors: string[];
  pieces: Piece[];
  /** The intents that comments assign, with their lines. */
  annotations: ReadonlyMap<string, number>;
}

/** Builds an article's sections. `idPrefix` comes before each section's ID; it is empty for the announcement. */
export function buildSections(
  article: ParsedArticle,
  options: { idPrefix: string; milestones: readonly Milestone[]; isAnnouncement: boolean },
): BuiltSection[] {
  return article.sections.map((parsed) => {
    const pieces = parsed.blocks.flatMap((block) => piecesOf(block, parsed, options));
    const section: Section = {
      id: options.idPrefix + parsed.anchor,
      article: article.file,
      heading: parsed.heading,
      level: parsed.level,
      text: joinTexts(parsed.blocks.filter(({ alert }) => alert === null)),
      passages: pieces.flatMap(({ passage }) => (passage === null ? [] : [passage])),
      quotes: quotesOf(pieces),
      alerts: alertsOf(parsed),
      links: [...parsed.headingLinks, ...parsed.blocks.flatMap(({ links }) => links)],
      tables: pieces.flatMap(({ table }) => (table === null ? [] : [table])),
      url: article.address === null ? null : `${article.address}#${parsed.anchor}`,
      source: { file: article.file, line: parsed.line },
    };
    const anchors = [parsed.anchor, ...parsed.extraAnchors];
    return { section, anchors, pieces, annotations: parsed.annotations };
  });
}

function alertsOf(parsed: ParsedSection): AlertBox[] {
  const alerts = parsed.alerts.map(({ kind }) => ({ kind, blocks: [] as Block[] }));
  for (const block of parsed.blocks) if (block.alert !== null) alerts[block.alert]?.blocks.push(block);
  return alerts
    .map(({ kind, blocks }) => ({ kind, text: joinTexts(blocks) }))
    .filter(({ text }) => text !== '');
}

function joinTexts(blocks: readonly Block[]): string {
  return blocks
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join('\n\n');
}

function piecesOf(
  block: Block,
  parsed: ParsedSection,
  options: { milestones: readonly Milestone[]; isAnnouncement: boolean },
): Piece[] {
  const alert = block.alert === null ? null : (parsed.alerts[block.alert]?.kind ?? null);
  const common = { intents: block.intents, asked: block.asked, alert };
  if (block.table !== null) {
    return [{ ...common, passage: null, table: block.table, links: block.links, sentences: [] }];
  }
  if (block.kind !== 'paragraph') {
    const { links, sentences } = block;
    return [{ ...common, passage: passageOf(block.text, block, null), table: null, links, sentences }];
  }
  return groupSentences(block.sentences, options).map(({ milestone, sentences }) => ({
    ...common,
    passage: passageOf(joinSentences(sentences), block, milestone),
    table: null,
    links: sentences.flatMap(({ links }) => links),
    sentences,
  }));
}

/** Groups sentences into passages: one that states a milestone is a passage of its own, others are joined. */
function groupSentences(
  sentences: readonly Sentence[],
  options: { milestones: readonly Milestone[]; isAnnouncement: boolean },
): { milestone: string | null; sentences: Sentence[] }[] {
  const groups: { milestone: string | null; sentences: Sentence[] }[] = [];
  for (const sentence of sentences) {
    const milestone = statedMilestone(sentence, options.milestones, { sameKind: !options.isAnnouncement });
    const last = groups.at(-1);
    if (milestone === null && last !== undefined && last.milestone === null) last.sentences.push(sentence);
    else groups.push({ milestone, sentences: [sentence] });
  }
  return groups;
}

function joinSentences(sentences: readonly Sentence[]): string {
  const [first, ...rest] = sentences;
  if (first === undefined) return '';
  if (rest.length === 0) return first.text;
  const gap = first.raw.trimStart().slice(first.raw.trim().length);
  return (first.text + gap + rest.map(({ raw }) => raw).join('')).trim();
}

function passageOf(text: string, block: Block, milestone: string | null): Passage {
  return {
    text,
    ...(block.when === null ? {} : { when: block.when }),
    ...(milestone === null ? {} : { milestone }),
    ...(block.intents.length === 0 ? {} : { intents: block.intents }),
  };
}
