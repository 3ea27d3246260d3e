import { isCollection, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { z } from 'zod';
import type { Reporter } from './problem.ts';

/** The content of `phrases.yaml`. */
export interface Phrases {
  intents: ReadonlyMap<string, PhrasedIntent>;
  /** Every phrase in the order of the file; the intent is `none` for those out of scope. */
  list: { intent: string; text: string }[];
  /** Rows of the comparison, in words for people who need them; `row` isn't checked yet. */
  needs: { row: string; words: string; line: number }[];
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
});

type Path = readonly PropertyKey[];

/** Parses `phrases.yaml`; null when there is an error. The same phrase, ignoring case, must not occur twice. */
export function parsePhrases(yaml: string, report: Reporter): Phrases | null {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false });
  for (const error of document.errors) {
    report.error(lineCounter.linePos(error.pos[0]).line, `not valid YAML: ${error.message}`);
  }
  if (document.errors.length > 0) return null;
  const lineAt = (path: Path): number => lineOfPath(document, path, lineCounter);
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      report.error(lineAt(path), `${path.map(String).join('.') || 'the file'}: ${message}`);
    }
    return null;
  }
  const { intents, none = [], needs = {} } = parsed.data;
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

/** The line of the value at a path, or of its nearest parent in the file; counted from 1. */
function lineOfPath(document: Document, path: Path, lineCounter: LineCounter): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    if (!isCollection(node)) break;
    const item: unknown =
      typeof step === 'number'
        ? node.items[step]
        : node.items.find(
            (pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === String(step),
          );
    const place = isPair(item) ? item.key : item;
    if (!isNode(place)) break;
    offset = place.range?.[0] ?? offset;
    node = isPair(item) ? item.value : item;
  }
  return lineCounter.linePos(offset).line;
}
