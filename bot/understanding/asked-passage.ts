import type { Guide, Phrase } from '../guidance/guide.ts';
import type { PassagePlace } from '../guidance/answer-passage.ts';
import { sharedPhrases } from '../guidance/intent-catalogue.ts';
import { createPhraseFinder } from './own-phrases.ts';
import { stemOf, wordsOf } from './words.ts';

/** The part of a notice's documents that has what a message asks for. */
export interface AskedPassage extends PassagePlace {
  /** The part of the message's words that it has, weighted by how much each tells; 0 to 1. */
  coverage: number;
  /** How much those words tell: from about 1 on, more than the words of any question about any notice. */
  weight: number;
}

/** Less coverage than this is no answer. */
const MIN_COVERAGE = 0.55;
/** A heading says what its section is about: its words count that much more than those of its text. */
const HEADING_BONUS = 0.5;
/** A question that the documents themselves ask is the message's when they are that much alike. */
const MIN_LIKENESS = 0.65;
/** Who asks is the same, whatever it is called. */
const PERSONS = new Set(['i', 'we', 'you', 'my', 'our', 'your', 'a', 'the']);

const COMMON = countStems(sharedPhrases('').map(({ text }) => text));
/** A date has its own answers, and a number tells nothing beside the words around it. */
const DATE_WORD =
  /^(?:\d+|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)$/;

/** What somebody pasted asks nothing by itself, even if a document has the same code. */
const CODE_BLOCK = /```[^`]*```/g;

interface Unit extends PassagePlace {
  stems: ReadonlySet<string>;
  headings: ReadonlySet<string>;
}

/**
 * Makes a function that finds the section, or the row of a table, that has the words of a message; null when none has
 * most of them. Words that questions about any notice have, and the notice's own names, tell little or nothing.
 */
export function createPassageFinder({ notice, product }: Guide): (text: string) => AskedPassage | null {
  const units = notice.sections.flatMap(unitsOf);
  const counts = countStems(units.map(({ stems, headings }) => [...stems, ...headings].join(' ')));
  const names = stemSetOf([product, ...notice.names].join(' '));
  const weightOf = (stem: string): number => {
    if (names.has(stem) || (DATE_WORD.test(stem) && !counts.has(stem))) return 0;
    return Math.log(1 + units.length / ((counts.get(stem) ?? 0) + 0.5)) / (1 + (COMMON.get(stem) ?? 0));
  };

  const findQuestion = createPhraseFinder(notice.sections.flatMap(questionsOf), (stem) =>
    names.has(stem) || PERSONS.has(stem) ? 0 : 1 / (1 + Math.log(1 + (COMMON.get(stem) ?? 0))),
  );

  return (text) => {
    const question = findQuestion(text);
    if (question && question.likeness >= MIN_LIKENESS)
      return { section: question.intent, row: null, coverage: 1, weight: Infinity };
    const words = text.replaceAll(CODE_BLOCK, ' ');
    const asked = [...stemSetOf(words)].map((stem) => ({ stem, weight: weightOf(stem) }));
    const total = asked.reduce((sum, { weight }) => sum + weight, 0);
    let best: AskedPassage | null = null;
    let bestScore = 0;
    for (const { stems, headings, section, row } of units) {
      const headed = asked.reduce((sum, { stem, weight }) => sum + (headings.has(stem) ? weight : 0), 0);
      const weight = asked.reduce(
        (sum, each) => sum + (stems.has(each.stem) || headings.has(each.stem) ? each.weight : 0),
        0,
      );
      const score = weight + HEADING_BONUS * headed;
      if (score <= bestScore || weight < MIN_COVERAGE * total) continue;
      bestScore = score;
      best = { section, row, coverage: weight / total, weight };
    }
    return best;
  };
}

/** The questions that a section asks itself, in its heading or in a line of its own. */
function questionsOf({ id, heading, passages }: Guide['notice']['sections'][number]): Phrase[] {
  const lines = passages.map(({ text }) => text.replace(/[*_]/g, '').replace(/^(?:Q|Question)[.:]\s+/i, ''));
  return [heading, ...lines].filter((line) => line.endsWith('?')).map((text) => ({ intent: id, text }));
}

function unitsOf(section: Guide['notice']['sections'][number]): Unit[] {
  const headings = stemSetOf(section.heading);
  const rows = section.tables.flatMap((table, t) =>
    table.rows.map((row, r) => ({ table: t, row: r, text: [...table.headers, ...row].join(' ') })),
  );
  return [
    ...rows.map(({ table, row, text }) => ({
      section: section.id,
      row: { table, row },
      stems: stemSetOf(text),
      headings,
    })),
    {
      section: section.id,
      row: null,
      stems: stemSetOf(section.passages.map(({ text }) => text).join(' ')),
      headings,
    },
  ];
}

function stemSetOf(text: string): Set<string> {
  return new Set(wordsOf(text).map(stemOf));
}

function countStems(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const stem of stemSetOf(text)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}
