import type { Root } from 'mdast';
import { type ParsedSection, SectionCollector } from './collect-sections.ts';
import { readDirectives, type Zone } from './directives.ts';
import { escapeText } from './card-text.ts';
import { firstBehind } from './first-behind.ts';
import { type FrontMatter, parseFrontMatter, splitFrontMatter } from './front-matter.ts';
import { type Expanded, expandIncludes, type Files } from './includes.ts';
import { resolveLink } from './links.ts';
import { isShallow } from './nesting.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { type Problem, type Reporter, reporterFor } from './problem.ts';
import { lineOf } from './render-inline.ts';
import { isYamlArticle, readYamlArticle } from './yaml-article.ts';

/** A Markdown article, parsed into sections. */
export interface ParsedArticle {
  /** Path inside the notice's folder. */
  file: string;
  /** The front matter's title, else the first heading of level 1, else the file's name. Card-safe. */
  title: string;
  frontMatter: FrontMatter;
  /** The public address to which its links are relative; null when it has none. */
  address: string | null;
  sections: ParsedSection[];
}

interface Options {
  /** Path inside the notice's folder. */
  file: string;
  /** Overrides its `canonicalUrl`. */
  address: string | null;
  /** What the article may include. */
  files: Files;
}

const MAX_CHARACTERS = 1_000_000;

/**
 * Parses an article in Microsoft Learn's Markdown, of up to a million characters.  The article is null when any problem is an error.
 */
export function parseArticle(options: Options & { text: string }): {
  article: ParsedArticle | null;
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const report = reporterFor(options.file, problems);
  const source = options.text.replace(/^\uFEFF/, '');
  const article = parseWithinLimits(options, source, report);
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return { article: isBroken ? null : article, problems };
}

function isText(source: string, report: Reporter): boolean {
  const nul = source.indexOf('\0');
  if (source.trim() === '') report.error(1, 'the file is empty');
  else if (nul >= 0)
    report.error(source.slice(0, nul).split('\n').length, 'the file is not text: it contains a NUL byte');
  else if (source.length > MAX_CHARACTERS) report.error(1, 'the file is longer than a million characters');
  else return true;
  return false;
}

/** Reports too deep nesting, also where the check misses it and the parser's recursion exceeds the stack. */
function parseWithinLimits(options: Options, source: string, report: Reporter): ParsedArticle | null {
  const expanded = expandIncludes(options.file, source, options.files, report);
  const shifted: Reporter = {
    ...report,
    error: (line, message) => report.error(expanded.lines[line - 1] ?? 1, message),
  };
  if (!isText(expanded.text, shifted) || !isShallow(expanded.text, shifted)) return null;
  try {
    return parse(options, expanded, report);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report.error(1, 'the Markdown is nested too deeply');
    return null;
  }
}

function parse(options: Options, source: Expanded, report: Reporter): ParsedArticle | null {
  const isYaml = isYamlArticle(source.text, options.file);
  const content = isYaml ? readYaml(source.text, report) : readMarkdown(source, report);
  if (content === null) return null;
  const { frontMatter, zones, tree } = content;
  const address = options.address ?? frontMatter.canonicalUrl;
  const title = frontMatter.title ?? nameOf(options.file);
  const sections = new SectionCollector({
    title,
    zones,
    report,
    inline: {
      resolve: (href) => resolveLink(href, address),
      warn: (line, message) => report.warn(line, message),
    },
  }).collect(tree.children);
  const first = sections.find(({ level }) => level === 1);
  return {
    file: options.file,
    title: frontMatter.title ?? first?.heading ?? title,
    frontMatter,
    address,
    sections,
  };
}

interface Content {
  frontMatter: FrontMatter;
  zones: readonly Zone[];
  tree: Root;
}

function readMarkdown({ text: source, lines }: Expanded, report: Reporter): Content {
  const { yaml, body, isClosed } = splitFrontMatter(source);
  if (!isClosed) report.error(1, 'the front matter that opens here is never closed: add a line with ---');
  const { text, zones } = readDirectives({ text: body, lines }, report);
  const tree = parseMarkdown(text, (index) => lines[index] ?? 1);
  checkZones(tree, zones, report);
  return { frontMatter: parseFrontMatter(yaml, 2, report), zones, tree };
}

function readYaml(source: string, report: Reporter): Content | null {
  const article = readYamlArticle(source, report);
  if (article === null) return null;
  const frontMatter = parseFrontMatter(article.frontMatter, article.frontMatterLine, report);
  return { frontMatter, zones: [], tree: { type: 'root', children: article.nodes } };
}

/** `docs/retire-widgets.md` is about "retire widgets". */
function nameOf(file: string): string {
  const name = file.split('/').at(-1) ?? file;
  return escapeText(name.replace(/\.[^.]*$/, '').replace(/[-_]+/g, ' '));
}

/** Reports a zone that begins or ends within a block, because part of the block would be shown in the wrong phase. */
function checkZones(tree: Root, zones: readonly Zone[], report: Reporter): void {
  const edges = zones.flatMap(({ from, to }) => [from, to]);
  for (const node of tree.children) {
    const start = lineOf(node);
    const end = node.position?.end.line ?? start;
    for (let i = firstBehind(edges, (edge) => edge > start); (edges[i] ?? Infinity) < end; i++) {
      report.error(
        edges[i] ?? start,
        'a zone must open and close between blocks, not inside a list or a quote',
      );
    }
  }
}
