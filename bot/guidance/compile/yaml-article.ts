import type { Heading, RootContent } from 'mdast';
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { parseMarkdown } from './parse-markdown.ts';
import type { Reporter } from './problem.ts';

/** Learn's FAQ and landing pages are YAML files that begin so. */
const HEADER = /^\s*### YamlMime:/i;

/** Learn's own YAML pages say so; of the announcement itself, its name is enough. */
export function isYamlArticle(source: string, file = ''): boolean {
  return HEADER.test(source) || /\.ya?ml$/i.test(file);
}

/** A YAML file as the Markdown article that a site renders from it, with the lines of the file. */
export interface YamlArticle {
  /** Its `metadata`, in the form of an article's front matter. */
  frontMatter: string;
  /** The line on which `metadata` begins. */
  frontMatterLine: number;
  nodes: RootContent[];
}

/** The key whose text is the heading of all else in its mapping, by precedence. */
const HEADINGS = ['title', 'name', 'question', 'heading', 'headline'];
/** Keys whose text is the reader's, however short. */
const TEXTS = /^(?:summary|answer|description|body|text|content|note|message)$/i;
/** Other text is prose from so many words on. */
const LEAST_WORDS = 4;
const MAX_DEPTH = 6;
const ISO_DATE = /^\s*\d{4}-\d{2}-\d{2}\s*$/;

/**
 * Reads a YAML file such as a FAQ, with `title` and `summary`, and `sections` with a `name` and `questions`, or a list
 * of `entries` with a `title` and a `description`; the file may be such a list itself. Each title is a heading, one
 * level below that of the mapping around it. A key whose value is a date is a line: `removal_date` is "removal date: …".
 * Null, with the problem reported, when the YAML is broken.
 */
export function readYamlArticle(source: string, report: Reporter): YamlArticle | null {
  const lineCounter = new LineCounter();
  const document: Document = parseDocument(source, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  const { contents } = document;
  const items = isSeq(contents) ? contents.items : [contents];
  if (error || !items.every((item) => isMap(item))) {
    const line = error ? lineCounter.linePos(error.pos[0]).line : 1;
    report.error(line, `the file is not valid YAML${error ? `: ${error.message}` : ''}`);
    return null;
  }
  const metadata = items[0]?.get('metadata', true);
  const lineOfNode = (node: Node): number => lineCounter.linePos(node.range?.[0] ?? 0).line;
  return {
    frontMatter: isMap(metadata) ? metadata.toString() : '',
    frontMatterLine: isMap(metadata) ? lineOfNode(metadata) : 1,
    nodes: items.flatMap((item) => nodesOf(item, 1, lineOfNode)),
  };
}

type LineOf = (node: Node) => number;

/** What a node says, in the order of the file, but the heading of a mapping first. */
function nodesOf(node: unknown, depth: number, lineOf: LineOf): RootContent[] {
  if (depth > MAX_DEPTH) return [];
  if (isSeq(node)) return node.items.flatMap((item) => nodesOf(item, depth, lineOf));
  if (!isMap(node)) return isText(node) && isProse(node) ? markdownOf(node, lineOf) : [];
  const title = HEADINGS.map((key) => node.get(key, true)).find(isText);
  const below = title === undefined && depth > 1 ? depth : depth + 1;
  const rest = pairsOf(node).flatMap(({ key, value }) => {
    if (value === title || (depth === 1 && key === 'metadata')) return [];
    if (isText(value) && ISO_DATE.test(value.value)) return dateOf(key, value, lineOf);
    if (isText(value)) return TEXTS.test(key) || isProse(value) ? markdownOf(value, lineOf) : [];
    return nodesOf(value, below, lineOf);
  });
  return [...(title === undefined ? [] : headingOf(title, depth, lineOf)), ...rest];
}

function pairsOf(map: YAMLMap): { key: string; value: unknown }[] {
  return map.items.map(({ key, value }) => ({ key: isScalar(key) ? String(key.value) : '', value }));
}

function isText(node: unknown): node is Scalar<string> {
  return isScalar(node) && typeof node.value === 'string';
}

function isProse({ value }: Scalar<string>): boolean {
  return value.trim().split(/\s+/).length >= LEAST_WORDS;
}

function markdownOf(node: Scalar<string>, lineOf: LineOf): RootContent[] {
  const first = lineOf(node) + (isBlock(node) ? 1 : 0);
  return parseMarkdown(node.value, (index) => first + index).children;
}

function dateOf(key: string, node: Scalar<string>, lineOf: LineOf): RootContent[] {
  const line = `${key.replace(/[_-]+/g, ' ')}: ${node.value.trim()}`;
  return parseMarkdown(line, () => lineOf(node)).children;
}

function headingOf(node: Scalar<string>, depth: number, lineOf: LineOf): RootContent[] {
  const [paragraph] = parseMarkdown(node.value.replace(/\s+/g, ' '), () => lineOf(node)).children;
  if (paragraph?.type !== 'paragraph') return [];
  return [{ ...paragraph, type: 'heading', depth: depth as Heading['depth'] }];
}

/** A block scalar's text begins on the line after its `|` or `>`. */
function isBlock({ type }: Scalar): boolean {
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
}
