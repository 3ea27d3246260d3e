import { stringify } from 'yaml';
import { readConfig } from '../app/config.ts';
import { CutoverError } from '../platform/errors.ts';
import type { Miss, QuestionStore } from '../questions/ports.ts';
import { findThinDocuments, type ThinDocument } from '../questions/thin-documents.ts';
import { groupBySimilarity } from '../understanding/similarity.ts';
import { OUT_OF_SCOPE } from '../understanding/recogniser.ts';
import { openDatabase } from '../store/database/database.ts';
import { createQuestionStore } from '../store/questions/questions.ts';
import { defineCommand, runIfStarted } from './command.ts';

/** Grouping compares each question with all groups: more would take minutes. */
const MOST = 5_000;

const OUTCOMES = { answer: 'did not help', ask: 'asked back', unknown: 'not known' } as const;

/** Lists the questions that were not answered or whose answer did not help, as material for phrases.yaml; or deletes them. */
export const main = defineCommand(
  {
    call: 'npm run --silent unanswered --',
    about:
      'Lists the questions that were not answered, or whose answer did not help, grouped by similarity, in the format of\nphrases.yaml, under the documents and headings that left most of them open.',
    options: {
      json: { type: 'boolean', text: 'print JSON, with the ID of each question' },
      forget: { type: 'string', value: 'ID', multiple: true, text: 'delete this question; may be repeated' },
      'forget-all': { type: 'boolean', text: 'delete every question' },
    },
    examples: ['', '--json'],
  },
  async ({ values }, { stdout, environment }) => {
    const ids = idsIn(values.forget);
    const database = await openDatabase(readConfig(environment));
    try {
      const store = createQuestionStore(database.db);
      if (values['forget-all'] || ids.length > 0) {
        const count = await store.forget(values['forget-all'] ? undefined : ids);
        stdout.write(`${count === 1 ? '1 question is' : `${count} questions are`} deleted.\n`);
      } else {
        stdout.write(values.json ? await asJson(store) : await asPhrases(store));
      }
    } finally {
      await database.close();
    }
    return 0;
  },
);

function idsIn(ids: readonly string[]): readonly string[] {
  const wrong = ids.find((id) => !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id));
  if (wrong === undefined) return ids;
  throw new CutoverError('bad-id', `--forget "${wrong}" is not an ID: --json prints the IDs.`);
}

async function asJson(store: QuestionStore): Promise<string> {
  return grouped(await store.misses(MOST))
    .map((group) => `${JSON.stringify(group)}\n`)
    .join('');
}

/** YAML as it stands in phrases.yaml, under a line that says how the group was taken. */
async function asPhrases(store: QuestionStore): Promise<string> {
  const misses = await store.misses(MOST);
  if (misses.length === 0) return 'No question is unanswered.\n';
  const groups = grouped(misses).map(
    (group) => `${asComments(describe(group))}${stringify(distinctTexts(group), { lineWidth: 0 })}`,
  );
  const thin = findThinDocuments(misses).flatMap(describeThin);
  return [...(thin.length > 0 ? [asComments(...THIN, ...thin)] : []), ...groups].join('\n');
}

const THIN = ['The documents that left questions open, the thinnest first, by their headings:'];

function describeThin({ article, misses, passages }: ThinDocument): string[] {
  return [
    `  ${article}: ${countQuestions(misses)}`,
    ...passages.map(
      ({ heading, misses: own }) => `    ${heading}: ${countQuestions(own.length)}, ${outcomesOf(own)}`,
    ),
  ];
}

function asComments(...lines: readonly string[]): string {
  return lines.map((line) => `# ${line.replaceAll(/\s*[\r\n]+\s*/g, ' ')}\n`).join('');
}

function grouped(misses: readonly Miss[]): Miss[][] {
  return groupBySimilarity(misses, ({ text }) => text);
}

function describe(group: readonly Miss[]): string {
  const [newest] = group;
  const taken = countBy(group, ({ intent }) => (intent === OUT_OF_SCOPE ? 'out of scope' : intent));
  const chosen = countBy(group, (miss) => miss.chosen);
  const nearest = countBy(group, ({ source }) => source && `${source.article} › ${source.heading}`);
  const remarks = countBy(group, ({ remark }) => remark && `“${remark}”`);
  return [
    `${countQuestions(group.length)}, last on ${newest?.askedAt.toISOString().slice(0, 10) ?? ''}: ${outcomesOf(group)}`,
    `taken for ${taken}`,
    ...(chosen ? [`chosen: ${chosen}`] : []),
    ...(nearest ? [`nearest: ${nearest}`] : []),
    ...(remarks ? [`readers wrote: ${remarks}`] : []),
  ].join('; ');
}

function countQuestions(count: number): string {
  return count === 1 ? '1 question' : `${count} questions`;
}

function outcomesOf(group: readonly Miss[]): string {
  return countBy(group, ({ decision }) => OUTCOMES[decision]);
}

function countBy(group: readonly Miss[], nameOf: (miss: Miss) => string | null): string {
  const counts = new Map<string, number>();
  for (const name of group.map(nameOf)) if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => (count === group.length ? name : `${name} (${count})`))
    .join(', ');
}

function distinctTexts(group: readonly Miss[]): string[] {
  return [...new Set(group.map(({ text }) => text))];
}

await runIfStarted(import.meta.url, main);
