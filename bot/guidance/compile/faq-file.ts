import type { Heading, RootContent } from 'mdast';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Scalar } from 'yaml';
import { parseMarkdown } from './parse-markdown.ts';
import type { Reporter } from './problem.ts';

/** Learn's FAQ pages are YAML files that begin so. */
const HEADER = /^\s*### YamlMime:\s*FAQ\b/i;

export function isFaqFile(source: string): boolean {
  return HEADER.test(source);
}

/** A FAQ file as the Markdown article that Learn renders from it, with the lines of the file. */
export interface FaqFile {
  /** Its `metadata`, in the form of an article's front matter. */
  frontMatter: string;
  /** The line on which `metadata` begins. */
  frontMatterLine: number;
  nodes: RootContent[];
}

/**
 * Reads a FAQ file: `title` and `summary`, and `sections` with a `name` and `questions`. Each section's name becomes a
 * heading of level 2, each question one of level 3. Null, with the problem reported, when the YAML is broken.
 */
export function readFaqFile(source: string, report: Reporter): FaqFile | null {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  const { contents } = document;
  if (error || !isMap(contents)) {
    const line = error ? lineCounter.linePos(error.pos[0]).line : 1;
    report.error(line, `the FAQ file is not valid YAML${error ? `: ${error.message}` : ''}`);
    return null;
  }
  const lineOfNode = (node: Node): number => lineCounter.linePos(node.range?.[0] ?? 0).line;
  const markdown = (node: unknown): RootContent[] => {
    if (!isScalar(node) || typeof node.value !== 'string') return [];
    const first = lineOfNode(node) + (isBlock(node) ? 1 : 0);
    return parseMarkdown(node.value, (index) => first + index).children;
  };
  const heading = (depth: Heading['depth'], node: unknown): RootContent[] => {
    if (!isScalar(node) || typeof node.value !== 'string') return [];
    const [paragraph] = parseMarkdown(node.value.replace(/\s+/g, ' '), () => lineOfNode(node)).children;
    if (paragraph?.type !== 'paragraph') return [];
    return [{ ...paragraph, type: 'heading', depth }];
  };
  const metadata = contents.get('metadata', true);
  const sections = contents.get('sections', true);
  const nodes = [...heading(1, contents.get('title', true)), ...markdown(contents.get('summary', true))];
  for (const section of isSeq(sections) ? sections.items : []) {
    if (!isMap(section)) continue;
    nodes.push(...heading(2, section.get('name', true)));
    const questions = section.get('questions', true);
    for (const entry of isSeq(questions) ? questions.items : []) {
      if (isMap(entry))
        nodes.push(...heading(3, entry.get('question', true)), ...markdown(entry.get('answer', true)));
    }
  }
  return {
    frontMatter: isMap(metadata) ? metadata.toString() : '',
    frontMatterLine: isMap(metadata) ? lineOfNode(metadata) : 1,
    nodes,
  };
}

/** A block scalar's text begins on the line after its `|` or `>`. */
function isBlock({ type }: Scalar): boolean {
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
}
