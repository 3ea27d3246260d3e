import { toString } from 'mdast-util-to-string';
import type { Html, PhrasingContent } from 'mdast';
import type { Node } from 'unist';
import { atLineStart, escapeText } from './card-text.ts';
import { InlineText } from './inline-text.ts';
import type { ResolvedLink } from './links.ts';

/** What rendering inline content needs from the document. */
export interface InlineContext {
  resolve(href: string): ResolvedLink;
  warn(line: number, message: string): void;
  /** Is called with the name of every `<a name='…'></a>`. */
  anchor(name: string): void;
}

interface Style {
  bold: boolean;
  italic: boolean;
  link: boolean;
}

const ANCHOR = /^<a\s+(?:name|id)\s*=\s*(["']?)([^"'\s>]+)\1\s*\/?>/i;
const SPACING_TAG = /^<\/?(?:br|p|div|li|ul|ol|tr|td|h[1-6])\b/i;
/** Tags that say nothing. */
const FORMATTING_TAG = /^<(?:u|span|sup|sub|small|big|code|kbd|samp|var|font|center|mark|abbr|img|wbr|a)\b/i;
const HIDDEN_TAG = /^<(script|style|iframe|object|template|title|textarea|noscript)\b/i;
const CJK = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;

/** The line of a node in its file, counted from 1. */
export function lineOf(node: Node): number {
  return node.position?.start.line ?? 1;
}

/** Renders inline content as card-safe Markdown: bold, italic and links; everything else becomes text. */
export function renderInline(nodes: readonly PhrasingContent[], context: InlineContext): InlineText {
  const out = new InlineText();
  renderInto(out, nodes, context, { bold: false, italic: false, link: false });
  return out;
}

function renderInto(
  out: InlineText,
  nodes: readonly PhrasingContent[],
  context: InlineContext,
  style: Style,
): void {
  let hiddenTag: string | null = null;
  for (const [index, node] of nodes.entries()) {
    if (hiddenTag !== null) {
      if (node.type === 'html' && node.value.toLowerCase().startsWith(`</${hiddenTag}`)) hiddenTag = null;
      continue;
    }
    if (node.type === 'html') hiddenTag = renderHtml(out, node, context);
    else renderNode(out, node, nodes[index + 1], context, style);
  }
}

function renderNode(
  out: InlineText,
  node: PhrasingContent,
  next: PhrasingContent | undefined,
  context: InlineContext,
  style: Style,
): void {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return pushText(out, node.value, lineOf(node));
    case 'break':
      return out.push(' ');
    case 'strong':
      return pushStyled(out, node.children, context, style, 'bold', '**');
    case 'emphasis':
      return pushStyled(out, node.children, context, style, 'italic', italicMark(out, next));
    case 'delete': // what is struck out no longer holds
      return;
    case 'link':
      return pushLink(out, node.children, node.url, lineOf(node), context, style);
    default:
      return; // images can't be shown on a card
  }
}

function pushText(out: InlineText, value: string, firstLine: number): void {
  let previous = '';
  for (const [index, line] of value.split(/\r\n|\n|\r/).entries()) {
    // Japanese and Chinese have no space between words, so a line break there isn't one.
    if (index > 0 && !(CJK.test(previous.slice(-1)) && CJK.test(line.charAt(0)))) out.push(' ');
    out.markLine(firstLine + index);
    const markdown = escapeText(line.replace(/[ \t]+/g, ' '));
    // In the mask, so that no sentence ends between a backslash and the character that it escapes.
    out.push(
      markdown,
      markdown.includes('\\')
        ? markdown.replace(/\\(.)/g, (_escaped, character) => (character === '[' ? '([' : '(('))
        : markdown,
    );
    previous = line;
  }
}

function pushStyled(
  out: InlineText,
  children: readonly PhrasingContent[],
  context: InlineContext,
  style: Style,
  kind: 'bold' | 'italic',
  markup: string,
): void {
  if (style.link || style[kind]) return renderInto(out, children, context, style);
  const child = new InlineText();
  renderInto(child, children, context, { ...style, [kind]: true });
  // So that no passage ends within bold or italic text: only its last full stop can end a sentence.
  child.mask = child.mask.replace(/[.!?。！？](?=.*[^\s.!?。！？)])/gu, 'X');
  out.pushInline(child, markup);
}

/** `_`, as Adaptive Cards document it; `*` within a word, where `_` doesn't work. */
function italicMark(out: InlineText, next: PhrasingContent | undefined): string {
  const wordCharacter = /[\p{L}\p{N}]/u;
  const after = next === undefined ? '' : toString(next).charAt(0);
  return wordCharacter.test(out.text.slice(-1)) || wordCharacter.test(after) ? '*' : '_';
}

function pushLink(
  out: InlineText,
  children: readonly PhrasingContent[],
  href: string,
  line: number,
  context: InlineContext,
  style: Style,
): void {
  const resolved = context.resolve(href);
  if ('reason' in resolved) {
    context.warn(line, resolved.reason);
    return renderInto(out, children, context, style);
  }
  const label = new InlineText();
  renderInto(label, children, context, { ...style, link: true });
  const text = atLineStart(label.text.trim());
  if (text === '')
    return context.warn(line, `the link to ${resolved.url} has no text and is left out: add a text`);
  out.markLine(line);
  out.pushLink(text, resolved.url);
}

/** Renders an inline tag. Returns the tag's name when its content must be skipped, else null. */
function renderHtml(out: InlineText, node: Html, context: InlineContext): string | null {
  const tag = node.value;
  const anchor = ANCHOR.exec(tag)?.[2];
  if (anchor !== undefined) context.anchor(anchor);
  else if (SPACING_TAG.test(tag)) out.push(' ');
  else if (/^<!--\s*intents?\b/i.test(tag))
    context.warn(lineOf(node), 'an intent comment must stand on a line of its own');
  else if (!tag.startsWith('<!--') && !tag.startsWith('</') && !FORMATTING_TAG.test(tag))
    context.warn(lineOf(node), `HTML is left out: ${tag.slice(0, 40)}`);
  return HIDDEN_TAG.exec(tag)?.[1]?.toLowerCase() ?? null;
}
