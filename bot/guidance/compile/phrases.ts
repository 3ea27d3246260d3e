import { z } from 'zod';
import type { Reporter } from './problem.ts';
import { parseYamlFile } from './yaml-file.ts';

/** The content of `phrases.yaml`. */
export interface Phrases {
  intents: ReadonlyMap<string, PhrasedIntent>;
  /** Every phrase in the order of the file; the intent is `none` for those out of scope. */
  list: { intent: string; text: string }[];
  /** Rows of the comparison, in words for people who need them; `row` isn't checked yet. */
  needs: { row: string; words: string; line: number }[];
  /** Rows of names of one thing. */
  synonyms: string[][];
}

/** An intent in `phrases.yaml`. Lines are counted from 1. */
export interface PhrasedIntent {
  title: string;
  /** Null for the default follow-ups. */
  followUps: { id: string; line: number }[] | null;
  /** ID of the section whose first table the intent shows; null for none. */
  table: { section: string; line: number } | null;
  line: number;
}

const text = z.string().trim().min(1);
const schema = z.strictObject({
  intents: z.record(
    z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write an intent in lowercase with hyphens, like-this'),
    z.strictObject({
      title: text,
      followUps: z.array(text).optional(),
      table: text.optional(),
      phrases: z.array(text),
    }),
  ),
  none: z.array(text).optional(),
  needs: z.record(text, text).optional(),
  synonyms: z.array(z.array(text).min(2)).optional(),
});

/** Parses `phrases.yaml`; null when there is an error. The same phrase, ignoring case, must not occur twice. */
export function parsePhrases(yaml: string, report: Reporter): Phrases | null {
  const file = parseYamlFile(yaml, schema, report);
  if (file === null) return null;
  const { lineAt } = file;
  const { intents, none = [], needs = {}, synonyms = [] } = file.value;
  const list = [
    ...Object.entries(intents).flatMap(([intent, { phrases }]) =>
      phrases.map((phrase, index) => ({
        intent,
        text: phrase,
        line: lineAt(['intents', intent, 'phrases', index]),
      })),
    ),
    ...none.map((phrase, index) => ({ intent: 'none', text: phrase, line: lineAt(['none', index]) })),
  ];
  if (hasDuplicates(list, report)) return null;
  const entries = Object.entries(intents).map(
    ([id, { title, followUps, table }]): [string, PhrasedIntent] => {
      const path = ['intents', id];
      const line = lineAt(path);
      return [
        id,
        {
          title,
          followUps:
            followUps?.map((followUp, index) => ({
              id: followUp,
              line: lineAt([...path, 'followUps', index]),
            })) ?? null,
          table: table === undefined ? null : { section: table, line: lineAt([...path, 'table']) },
          line,
        },
      ];
    },
  );
  return {
    intents: new Map(entries),
    list: list.map((phrase) => ({ intent: phrase.intent, text: phrase.text })),
    synonyms,
    needs: Object.entries(needs).map(([row, words]) => ({ row, words, line: lineAt(['needs', row]) })),
  };
}

function hasDuplicates(
  list: readonly { text: string; intent: string; line: number }[],
  report: Reporter,
): boolean {
  const seen = new Map<string, { intent: string; line: number }>();
  let found = false;
  for (const { text: phrase, intent, line } of list) {
    const key = phrase.toLowerCase().replace(/\s+/g, ' ');
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, { intent, line });
      continue;
    }
    found = true;
    const where = `first on line ${String(first.line)}, intent "${first.intent}"`;
    report.error(line, `the phrase "${phrase}" is listed twice (${where}): remove one.`);
  }
  return found;
}
