import { escapeText } from './card-text.ts';
import type { Intent, Table } from '../guidance-map.ts';
import { DOCUMENT_INTENTS, defaultFollowUps, defaultTitle } from '../intent-catalogue.ts';
import { BOT_INTENTS } from './bot-intents.ts';
import { followLead, INTENT_RULES, type Settled } from './intent-rules.ts';
import { type Found, fromPieces, type Notice } from './notice-lookup.ts';
import type { Phrases } from './phrases.ts';
import type { BuiltSection } from './pieces.ts';
import type { Reporter } from './problem.ts';

interface Options {
  notice: Notice;
  settled: Settled;
  /** Every section of the map, in the order of the documents. */
  sections: readonly BuiltSection[];
  phrases: Phrases | null;
  reportFor: (file: string) => Reporter;
  phrasesReport: Reporter;
}

/**
 * Compiles the intents. Their guidance is what intent comments mark; when the announcement has no such comment,
 * rules find the guidance of the other intents. Reports comments and phrases that don't match.
 */
export function compileIntents(options: Options): Intent[] {
  const found = findAnnotated(options);
  if (options.notice.announcement.every(({ annotations }) => annotations.size === 0)) {
    for (const intent of DOCUMENT_INTENTS.filter((id) => !found.has(id))) {
      const guidance =
        followLead(options.notice, intent) ??
        INTENT_RULES[intent]?.({ ...options.notice, settled: options.settled });
      if (guidance) found.set(intent, quoteMilestones(guidance));
    }
  }
  for (const [id, phrased] of options.phrases?.intents ?? []) {
    const guidance = found.get(id);
    if (phrased.table === null || guidance === undefined) continue;
    const table = findTable(options, phrased.table);
    if (table !== null) found.set(id, { ...guidance, table });
  }
  const intents = [...found].flatMap(([id, guidance]) => toIntent(id, guidance, options.phrases));
  const answered = new Set(intents.map(({ id }) => id));
  const known = new Set([...answered, ...answeredElsewhere(answered)]);
  checkPhrases(options, answered, known);
  return intents.map((intent) => ({ ...intent, followUps: intent.followUps.filter((id) => known.has(id)) }));
}

/**
 * The intents that follow-ups may name although this notice doesn't answer them. A retirement notice may offer the
 * intents of the notice about the bot, and vice versa, because the two are compiled separately and loaded together.
 */
function answeredElsewhere(answered: ReadonlySet<string>): readonly string[] {
  const isAboutBot = BOT_INTENTS.some((id) => answered.has(id));
  const isAboutProduct = DOCUMENT_INTENTS.some((id) => answered.has(id));
  return [...(isAboutBot ? [] : BOT_INTENTS), ...(isAboutProduct ? [] : DOCUMENT_INTENTS)];
}

/** An author gives a milestone a sentence of its own; what rules find may say more in it than its date. */
function quoteMilestones(found: Found): Found {
  const passages = found.passages.map((passage) =>
    passage.milestone === undefined ? passage : { isQuoted: true, ...passage },
  );
  return { ...found, passages };
}

function findAnnotated({ sections, reportFor }: Options): Map<string, Found> {
  const found = new Map<string, Found>();
  const first = new Map<string, { file: string; line: number }>();
  for (const built of sections) {
    const { file } = built.section.source;
    for (const [id, line] of built.annotations) {
      const known = first.get(id);
      if (known !== undefined) {
        const where =
          known.file === file ? `on line ${String(known.line)}` : `in ${known.file}:${String(known.line)}`;
        reportFor(file).error(line, `two headings give the intent "${id}" (first ${where}): remove one.`);
        continue;
      }
      first.set(id, { file, line });
      const guidance = fromPieces(
        built,
        built.pieces.filter(({ intents }) => intents.includes(id)),
      );
      if (guidance !== null) found.set(id, guidance);
    }
  }
  return found;
}

function findTable(
  { sections, phrasesReport }: Options,
  wanted: { section: string; line: number },
): Table | null {
  const built = sections.find(({ section }) => section.id === wanted.section);
  const table = built?.section.tables[0];
  if (table === undefined) {
    const reason = built === undefined ? 'no section has this id' : 'it has no table';
    phrasesReport.warn(
      wanted.line,
      `the table of the section "${wanted.section}" is left out: ${reason}. Name another section, or remove the line`,
    );
  }
  return table ?? null;
}

function toIntent(id: string, { section, passages, links, table }: Found, phrases: Phrases | null): Intent[] {
  const phrased = phrases?.intents.get(id);
  const text = passages.map((passage) => passage.text).join('\n\n');
  if (text === '' && links.length === 0 && table === null) return [];
  return [
    {
      id,
      title: phrased === undefined ? defaultTitle(id) : escapeText(phrased.title.replace(/\s+/g, ' ')),
      guidance: { text, section: section.section.id, links, table, passages },
      followUps: [...(phrased?.followUps?.map((followUp) => followUp.id) ?? defaultFollowUps(id))],
    },
  ];
}

/** Documents change: what they don't answer any more is no error, because the rest of the notice goes on. */
function checkPhrases(
  { phrases, phrasesReport }: Options,
  answered: ReadonlySet<string>,
  known: ReadonlySet<string>,
): void {
  if (phrases === null) return;
  for (const [id, { line, followUps }] of phrases.intents) {
    if (!answered.has(id)) {
      phrasesReport.warn(
        line,
        `no passage leads to the intent "${id}", so it has no answer: mark one with <!-- intent: ${id} -->, or remove its phrases`,
      );
    }
    for (const followUp of followUps ?? []) {
      if (!known.has(followUp.id) && !phrases.intents.has(followUp.id)) {
        phrasesReport.error(
          followUp.line,
          `the follow-up "${followUp.id}" is not an intent of this notice: change or remove it`,
        );
      }
    }
  }
  for (const id of answered) {
    if (!phrases.intents.has(id))
      phrasesReport.warn(1, `the intent "${id}" has no phrases, so nobody can ask for it: add some`);
  }
}
