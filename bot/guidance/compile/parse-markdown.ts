import createMarkdownIt, { type MarkdownIt, type StateInline, type Token } from 'markdown-it';
import type { Nodes, Parents, PhrasingContent, Root } from 'mdast';
import type { Position } from 'unist';
import { readFootnote, readFootnoteCall, readHtmlTable } from './markdown-rules.ts';

/**
 * Parses CommonMark with GitHub's tables and strikethrough to mdast. Its time grows linearly with the text, and every
 * node has the line on which it begins. `[^1]: …` is a `footnoteDefinition` without content; links are resolved already,
 * so there are no definitions and no references.
 * @param lineAt gives the line in the file, counted from 1, of a line of the text, counted from 0.
 */
export function parseMarkdown(text: string, lineAt: (index: number) => number): Root {
  const root: Root = { type: 'root', children: [] };
  new TreeBuilder(root, lineAt).addBlocks(parser.parse(text, {}));
  return root;
}

/** Parses what may stand in a paragraph, without line breaks. */
export function parseInlineMarkdown(text: string, line: number): PhrasingContent[] {
  const root: Root = { type: 'root', children: [] };
  new TreeBuilder(root, () => line).addBlocks(parser.parseInline(text, {}));
  return root.children as PhrasingContent[];
}

/** Deeper than the nesting that `isShallow` lets through, so that nothing is cut off silently. */
const MAX_NESTING = 2_000;

const TAG = /^<(\/?)(b|strong|i|em|a)\b([^>]*?)\/?>$/i;
const HREF = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i;

const parser = createParser();

function createParser(): MarkdownIt {
  const markdown = new createMarkdownIt({ html: true, linkify: true, maxNesting: MAX_NESTING });
  // As in the document: `resolveLink` decides about each link and normalises it.
  markdown.validateLink = () => true;
  markdown.normalizeLink = (url) => url;
  markdown.normalizeLinkText = (url) => url;
  // Only addresses with a scheme: "notice.md" and "entra.id" are names.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  markdown.block.ruler.before('html_block', 'html_table', readHtmlTable, {
    alt: ['paragraph', 'reference', 'blockquote'],
  });
  markdown.block.ruler.before('reference', 'footnote', readFootnote, { alt: ['paragraph'] });
  markdown.inline.ruler.before('link', 'footnote_call', readFootnoteCall);
  const { State } = markdown.inline;
  markdown.inline.State = class extends State {
    override push(...args: Parameters<StateInline['push']>): Token {
      const token = super.push(...args);
      token.meta = { offset: this.pos };
      return token;
    }
  };
  return markdown;
}

/** Builds the tree from the flat list of tokens. */
class TreeBuilder {
  private readonly open: Parents[];
  /** For each open node, the HTML tag that opened it; empty for Markdown. */
  private readonly tags: string[] = [''];
  /** The lines of what is read, counted from 0 in the text. */
  private line = 0;
  private endLine = 0;
  private last: Position = { start: { line: 0, column: 1 }, end: { line: 0, column: 1 } };

  constructor(
    root: Root,
    private readonly lineAt: (index: number) => number,
  ) {
    this.open = [root];
  }

  addBlocks(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (token.map) [this.line, this.endLine] = [token.map[0], token.map[1] - 1];
      if (token.type === 'inline') this.addInline(token);
      else this.addBlock(token);
    }
  }

  private addBlock(token: Token): void {
    if (/^(?:thead|tbody)_/.test(token.type)) return; // they have no node of their own
    if (token.nesting < 0) return this.end();
    switch (token.type) {
      case 'paragraph_open':
        return this.begin({ type: 'paragraph', children: [] });
      case 'heading_open':
        return this.begin({
          type: 'heading',
          depth: Number(token.tag.slice(1)) as 1 | 2 | 3 | 4 | 5 | 6,
          children: [],
        });
      case 'blockquote_open':
        return this.begin({ type: 'blockquote', children: [] });
      case 'bullet_list_open':
        return this.begin({ type: 'list', ordered: false, children: [] });
      case 'ordered_list_open':
        return this.begin({
          type: 'list',
          ordered: true,
          start: Number(token.attrGet('start') ?? 1),
          children: [],
        });
      case 'list_item_open':
        return this.begin({ type: 'listItem', children: [] });
      case 'table_open':
        return this.begin({ type: 'table', children: [] });
      case 'tr_open':
        return this.begin({ type: 'tableRow', children: [] });
      case 'th_open':
      case 'td_open':
        return this.begin({ type: 'tableCell', children: [] });
      case 'fence':
      case 'code_block':
        return this.add({ type: 'code', value: token.content.replace(/\n$/, '') });
      case 'html_block':
      case 'html_table':
        return this.add({ type: 'html', value: token.content.trimEnd() });
      case 'footnote':
        return this.add({ type: 'footnoteDefinition', identifier: token.info, children: [] });
      default:
        return; // a thematic break says nothing
    }
  }

  private begin(node: Parents, tag = ''): void {
    this.add(node);
    this.open.push(node);
    this.tags.push(tag);
  }

  private end(): void {
    this.open.pop();
    this.tags.pop();
  }

  private add(node: Nodes): void {
    node.position = this.position();
    // The parser lets a node contain only what its type may contain.
    (this.open.at(-1)?.children as Nodes[] | undefined)?.push(node);
  }

  /** Nodes on the same lines share their position: a long document has many nodes. */
  private position(): Position {
    const [start, end] = [this.lineAt(this.line), this.lineAt(this.endLine)];
    if (this.last.start.line !== start || this.last.end.line !== end)
      this.last = { start: { line: start, column: 1 }, end: { line: end, column: 1 } };
    return this.last;
  }

  private addInline(inline: Token): void {
    const first = this.line;
    const depth = this.open.length;
    let offset = 0;
    for (const token of inline.children ?? []) {
      const at = token.meta?.['offset'];
      if (typeof at === 'number' && at > offset) {
        this.line += countLineBreaks(inline.content, offset, at);
        offset = at;
      }
      this.addPhrase(token);
      if (token.type !== 'softbreak' && token.type !== 'hardbreak') continue;
      this.line += 1;
      offset += 1;
    }
    while (this.open.length > depth) this.end(); // HTML that is never closed
    const parent = this.open.at(-1);
    if (parent?.type === 'paragraph') dropCheckbox(this.open.at(-2), parent);
    this.line = first;
  }

  private addPhrase(token: Token): void {
    if (token.nesting < 0) {
      while (this.tags.at(-1) !== '') this.end(); // HTML that Markdown closes
      return this.end();
    }
    switch (token.type) {
      case 'text':
        return this.addText(token.content);
      case 'softbreak':
        return this.addText('\n');
      case 'hardbreak':
        return this.add({ type: 'break' });
      case 'code_inline':
        return this.add({ type: 'inlineCode', value: token.content });
      case 'strong_open':
        return this.begin({ type: 'strong', children: [] });
      case 'em_open':
        return this.begin({ type: 'emphasis', children: [] });
      case 's_open':
        return this.begin({ type: 'delete', children: [] });
      case 'link_open':
        return this.begin({ type: 'link', url: String(token.attrGet('href') ?? ''), children: [] });
      case 'html_inline':
        return this.addTag(token.content);
      default:
        return; // images can't be shown on a card
    }
  }

  /** Bold, italic and links may be written in HTML, too. */
  private addTag(tag: string): void {
    const [, end = '', name = '', attributes = ''] = TAG.exec(tag) ?? [];
    const kind = name.toLowerCase();
    if (end !== '' && this.tags.at(-1) === kind) return this.end();
    const href = HREF.exec(attributes);
    if (end !== '' || (kind === 'a' && href === null) || kind === '') {
      return this.add({ type: 'html', value: tag });
    }
    if (kind === 'a') {
      const url = parser.utils.unescapeAll(href?.[1] ?? href?.[2] ?? '');
      return this.begin({ type: 'link', url, children: [] }, kind);
    }
    const isBold = kind === 'b' || kind === 'strong';
    this.begin({ type: isBold ? 'strong' : 'emphasis', children: [] }, kind);
  }

  private addText(value: string): void {
    if (value === '') return;
    const last = this.open.at(-1)?.children.at(-1);
    if (last?.type === 'text') last.value += value;
    else this.add({ type: 'text', value });
  }
}

function countLineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** `- [x] text` is a list item with the text alone. */
function dropCheckbox(item: Parents | undefined, paragraph: Parents): void {
  const [first] = paragraph.children;
  if (item?.type !== 'listItem' || item.children.length > 1 || first?.type !== 'text') return;
  first.value = first.value.replace(/^\[[ xX]\]\s+/, '');
}
