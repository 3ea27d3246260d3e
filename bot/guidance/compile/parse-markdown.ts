import createMarkdownIt, { type MarkdownIt, type StateInline, type Token } from 'markdown-it';
import type { Nodes, Parents, Root } from 'mdast';
import { readFootnote, readFootnoteCall, readHtmlTable } from './markdown-rules.ts';

/**
 * Parses CommonMark with GitHub's tables and strikethrough to mdast. Its time grows linearly with the text, and every
 * node has the line on which it begins. `[^1]: …` is a `footnoteDefinition` without content; links are resolved already,
 * so there are no definitions and no references.
 * @param firstLine the line of the text's first line, counted from 1.
 */
export function parseMarkdown(text: string, firstLine = 1): Root {
  const root: Root = { type: 'root', children: [] };
  new TreeBuilder(root, firstLine).addBlocks(parser.parse(text, {}));
  return root;
}

/** Deeper than the nesting that `isShallow` lets through, so that nothing is cut off silently. */
const MAX_NESTING = 2_000;

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
  /** The lines of what is read, counted from 1. */
  private line: number;
  private endLine: number;

  constructor(
    root: Root,
    private readonly firstLine: number,
  ) {
    this.open = [root];
    this.line = this.endLine = firstLine;
  }

  addBlocks(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (token.map) {
        this.line = this.firstLine + token.map[0];
        this.endLine = this.firstLine + token.map[1] - 1;
      }
      if (token.type === 'inline') this.addInline(token);
      else this.addBlock(token);
    }
  }

  private addBlock(token: Token): void {
    if (token.nesting < 0) return this.close(token.type);
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
        return; // thead, tbody and rules have no node of their own
    }
  }

  private begin(node: Parents): void {
    this.add(node);
    this.open.push(node);
  }

  private add(node: Nodes): void {
    node.position = {
      start: { line: this.line, column: 1 },
      end: { line: this.endLine, column: 1 },
    };
    // The parser lets a node contain only what its type may contain.
    (this.open.at(-1)?.children as Nodes[] | undefined)?.push(node);
  }

  private close(type: string): void {
    if (!/^(?:thead|tbody)_close$/.test(type)) this.open.pop();
  }

  private addInline(inline: Token): void {
    const first = this.line;
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
    const parent = this.open.at(-1);
    if (parent?.type === 'paragraph') dropCheckbox(this.open.at(-2), parent);
    this.line = first;
  }

  private addPhrase(token: Token): void {
    if (token.nesting < 0) return void this.open.pop();
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
        return this.add({ type: 'html', value: token.content });
      default:
        return; // images can't be shown on a card
    }
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
