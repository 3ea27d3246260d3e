import type { Phase } from '../campaign/calendar.ts';
import type { GuidanceMap, Quote, Section } from '../guidance/guidance-map.ts';
import { blocksIn, type QuoteBlock } from '../guidance/quote-blocks.ts';
import { memoise } from '../platform/memoise.ts';
import { createTermReader, namesIn, type TermReader } from './terms.ts';

/** The quotes of a notice by their words: ranking then takes time for the words of a question only. */
export interface PassageIndex {
  /** Reads a question as the quotes were read. */
  read: TermReader;
  entries: readonly IndexedQuote[];
  blocks: readonly IndexedBlock[];
  postings: ReadonlyMap<string, readonly Posting[]>;
  /** The lengths of all quotes. */
  totalLength: number;
}

export interface Posting {
  entry: IndexedQuote;
  /** How often the term occurs, weighted by where. */
  count: number;
}

export interface IndexedQuote {
  /** The section's id. */
  section: string;
  /** The index in the section's `quotes`. */
  quote: number;
  /** What it says. */
  text: string;
  block: IndexedBlock;
  /** Whether it is a row of a table. */
  isRow: boolean;
  /** The phases in which it holds; always when undefined. */
  when: readonly Phase[] | undefined;
  length: number;
}

/** Quotes that an answer shows together: those of a section, or where it answers several intents, a run of those for the same. */
export interface IndexedBlock extends QuoteBlock {
  /** The article's file. */
  article: string;
  intents: readonly string[];
  /** Of its quotes, its headings and its article's title. */
  terms: ReadonlySet<string>;
}

/** How much a word counts by where it stands. */
const WEIGHTS = { own: 1, asked: 1, heading: 1, title: 0.4, lead: 0.5, part: 0.5, block: 0.3 } as const;
/** Added to every length: a quote isn't better because it is very short. */
const EXTRA_LENGTH = 3;

export function indexPassages(map: GuidanceMap): PassageIndex {
  const read = createTermReader({ names: map.synonyms ?? [], notice: map.id });
  const postings = new Map<string, Posting[]>();
  const entries: IndexedQuote[] = [];
  for (const section of map.sections) {
    const article = map.articles.find(({ file }) => file === section.article);
    const own = section.level === 1 ? [] : [section.heading]; // that of level 1 is the article's title
    const heading = [...own, ...parentsOf(section, map)].join(' . ');
    const title = read(article?.title ?? '');
    for (const run of blocksIn(section)) {
      const intents = section.quotes[run.first]?.intents ?? [];
      const titles = map.intents.filter(({ id }) => intents.includes(id)).map((intent) => intent.title);
      const headings = read([heading, ...titles].join(' . '));
      for (const { entry, counts } of indexBlock(section, run, { headings, title }, read)) {
        entries.push(entry);
        for (const [term, count] of counts) {
          const list = postings.get(term);
          if (list) list.push({ entry, count });
          else postings.set(term, [{ entry, count }]);
        }
      }
    }
  }
  const totalLength = entries.reduce((sum, { length }) => sum + length, 0);
  // A question is read for its notice, and again for its answer.
  const readOnce = memoise(read, String);
  return {
    read: readOnce,
    entries,
    blocks: [...new Set(entries.map(({ block }) => block))],
    postings,
    totalLength,
  };
}

function indexBlock(
  section: Section,
  { first, last }: QuoteBlock,
  { headings, title }: { headings: readonly string[]; title: readonly string[] },
  read: TermReader,
): { entry: IndexedQuote; counts: Map<string, number> }[] {
  const quotes = section.quotes.slice(first, last + 1);
  const texts = quotes.map((quote) => read(wordsOfQuote(quote)));
  const leads = quotes.map(({ lead = '' }) => read(lead));
  const asked = quotes.map((quote) => [...new Set((quote.asked ?? []).flatMap(read))]);
  const parts = quotes.map(({ text }) => [...new Set(read(partsOfNames(text).join(' ')))]);
  const words = new Set(texts.flat());
  const block: IndexedBlock = {
    first,
    last,
    article: section.article,
    intents: quotes[0]?.intents ?? [],
    terms: new Set([...words, ...parts.flat(), ...asked.flat(), ...leads.flat(), ...headings, ...title]),
  };
  return quotes.map(({ text, when, table }, i) => {
    const own = texts[i] ?? [];
    const said = new Set(own);
    const counts = new Map<string, number>();
    const add = (terms: readonly string[], weight: number) => {
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + weight);
    };
    add(own, WEIGHTS.own);
    add(headings, WEIGHTS.heading);
    add(title, WEIGHTS.title);
    add(leads[i] ?? [], WEIGHTS.lead);
    add(asked[i] ?? [], WEIGHTS.asked);
    add(
      (parts[i] ?? []).filter((term) => !said.has(term)),
      WEIGHTS.part,
    );
    add(
      [...words].filter((term) => !said.has(term)),
      WEIGHTS.block,
    );
    const entry = {
      section: section.id,
      quote: first + i,
      text,
      block,
      isRow: table !== undefined,
      when,
      length: own.length + EXTRA_LENGTH,
    };
    return { entry, counts };
  });
}

/** What its words are: of a row the cells without yes and no. */
function wordsOfQuote({ text }: Quote): string {
  return text.replaceAll(/: [✔✖] (?:Yes|No)/g, ' ');
}

/** The words that names of cmdlets and settings are made of: `Get-ADSyncAutoUpgrade` is about automatic upgrade. */
function partsOfNames(text: string): string[] {
  return namesIn(text).flatMap((name) => name.split(BETWEEN_PARTS));
}

const BETWEEN_PARTS = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** The headings above a section in its article, the nearest first, without the article's own. */
function parentsOf(section: Section, { sections }: GuidanceMap): string[] {
  const before = sections
    .slice(0, sections.indexOf(section))
    .filter(({ article }) => article === section.article);
  let level = section.level;
  return before.toReversed().flatMap((each) => {
    if (each.level >= level || each.level === 1) return [];
    level = each.level;
    return [each.heading];
  });
}
