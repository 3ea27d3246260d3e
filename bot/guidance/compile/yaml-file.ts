import {
  type Document,
  isCollection,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { z } from 'zod';
import { explainIssue } from '../../platform/explain-issue.ts';
import type { Reporter } from './problem.ts';

/** Where a value stands in a YAML file: keys and indexes from the top. */
export type Path = readonly PropertyKey[];

/** A YAML file that fits its schema. */
export interface YamlFile<T> {
  value: T;
  /** The line of the value at a path, or of its nearest parent in the file; counted from 1. */
  lineAt: (path: Path) => number;
}

/** Parses a YAML file and checks it against a schema; null, with every problem reported, when it does not fit. */
export function parseYamlFile<T>(yaml: string, schema: z.ZodType<T>, report: Reporter): YamlFile<T> | null {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false });
  for (const error of document.errors) {
    report.error(lineCounter.linePos(error.pos[0]).line, `not valid YAML: ${error.message}`);
  }
  if (document.errors.length > 0) return null;
  const lineAt = (path: Path): number => lineOfPath(document, path, lineCounter);
  // A file of comments alone says nothing, as an empty one does.
  const content = readContent(document);
  if (content instanceof ReferenceError) {
    const line = lineCounter.linePos(firstAliasIn(document)).line;
    report.error(line, `not valid YAML: ${content.message}: put text that begins with * into quotes`);
    return null;
  }
  const parsed = schema.safeParse(content ?? {}, { error: explainIssue });
  if (parsed.success) return { value: parsed.data, lineAt };
  for (const issue of parsed.error.issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null];
    for (const key of keys) {
      const path = key === null ? issue.path : [...issue.path, key];
      report.error(lineAt(path), `${path.map(String).join('.') || 'the file'}: ${issue.message}`);
    }
  }
  return null;
}

/** An alias (`*name`) that has no anchor, or unfolds to too much, is an error only when it is resolved. */
function readContent(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return error;
    throw error;
  }
}

/** Its place in the file. */
function firstAliasIn(document: Document): number {
  let first = 0;
  visit(document, {
    Alias(_key, { range }) {
      first = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return first;
}

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
