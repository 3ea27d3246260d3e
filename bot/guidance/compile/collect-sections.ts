import GithubSlugger from 'github-slugger';
import type { Blockquote, Heading, Html, Paragraph, RootContent } from 'mdast';
import { splitQuote } from './alerts.ts';
import { atLineStart, flatten, plainText } from './card-text.ts';
import { type Zone, zoneAt } from './directives.ts';
import type { AlertBox, Link, Table } from '../guidance-map.ts';
import { type HtmlBlock, readHtmlBlock } from './html-block.ts';
import type { Reporter } from './problem.ts';
import { codeLines, linksIn, renderList, renderTable } from './render-blocks.ts';
import { type InlineContext, lineOf, renderInline } from './render-inline.ts';
import { type Sentence, splitSentences } from './sentences.ts';
import type { Phase } from '../../campaign/calendar.ts';

/** A paragraph, list, code block or table of a section. */
export interface Block {
  kind: 'paragraph' | 'list' | 'code' | 'table';
  /** Card-safe Markdown; empty for a table. */
  text: string;
  /** The sentences of a paragraph or of a list's items; otherwise empty. */
  sentences: Sentence[];
  links: Link[];
  table: Table | null;
  /** The source line of each row of the table. */
  rowLines: number[];
  /** Index in the section's `alerts` of the alert that contains the block; null outside alerts. */
  alert: number | null;
  /** Phases in which the block is shown, by its zone; null for always. */
  when: Phase[] | null;
  /** The intents that an `<!-- intent: … -->` comment above assigns. */
  intents: string[];
  /** What an `<!-- asked: … -->` comment right above says. */
  asked: string[];
  /** Counted from 1. */
  line: number;
}

/** A heading and what follows it, up to the next heading of any level. */
export interface ParsedSection {
  /** The anchor that Microsoft Learn derives from the heading. */
  anchor: string;
  /** Anchors from `<a name='…'></a>`. */
  extraAnchors: string[];
  /** Card-safe text without markup. */
  heading: string;
  headingLinks: Link[];
  /** 1 to 6. */
  level: number;
  line: number;
  alerts: { kind: AlertBox['kind']; line: number }[];
  blocks: Block[];
  /** The intents that comments assign to blocks, with the line of the first such comment. */
  annotations: Map<string, number>;
}

/** An intent that a comment assigns to the blocks that follow. */
interface Active {
  id: string;
  line: number;
  used: boolean;
}

/** Pages that are copied as rendered have such a line instead of an alert's marker. */
const BANNER = /^(note|tip|important|caution|warning):?$/i;

/** Collects an article's blocks into sections. Blocks before the first heading belong to its section. */
export class SectionCollector {
  readonly sections: ParsedSection[] = [];
  private readonly slugger = new GithubSlugger();
  private readonly context: InlineContext;
  private anchors: string[] = [];
  private active: Active[] = [];
  /** The words of the last comment that says how the next block is asked for. */
  private asked: { words: string[]; line: number } | null = null;
  private preamble: Block[] = [];
  private preambleAlerts: ParsedSection['alerts'] = [];
  /** The kind of the alert that the next block is, after a line that says only "Important". */
  private banner: AlertBox['kind'] | null = null;

  constructor(
    private readonly options: {
      /** Heading of what stands before the first heading, where that is not the document's title itself. */
      title: string;
      zones: readonly Zone[];
      report: Reporter;
      inline: Omit<InlineContext, 'anchor'>;
    },
  ) {
    this.context = { ...options.inline, anchor: (name) => this.anchors.push(name) };
  }

  collect(nodes: readonly RootContent[]): ParsedSection[] {
    for (const node of nodes) {
      if (node.type === 'heading') this.addHeading(node);
      else this.addBlock(node, null);
    }
    this.endAnnotations();
    this.settleAnchors();
    if (this.preamble.length > 0) this.addTitle();
    return this.sections;
  }

  /** The section of what stands before the first heading. */
  private addTitle(): void {
    const [first] = this.preamble;
    this.pushSection({ heading: this.options.title, headingLinks: [], level: 1, line: first?.line ?? 1 });
  }

  private addHeading(node: Heading): void {
    this.endAnnotations();
    const inline = renderInline(node.children, this.context);
    const heading = flatten(inline.text.trim());
    const tabLink = inline.links.filter((link) => /#tab\/[^/]/.test(link.url));
    if (node.depth > 1 && this.preamble.length > 0) this.addTitle();
    this.banner = null;
    this.pushSection({
      heading: atLineStart(heading),
      headingLinks: tabLink.length > 0 ? [] : linksIn(inline, heading),
      level: node.depth,
      line: lineOf(node),
    });
  }

  /** Opens a section with what stood before it without a heading. */
  private pushSection(section: Pick<ParsedSection, 'heading' | 'headingLinks' | 'level' | 'line'>): void {
    this.sections.push({
      anchor: this.slugger.slug(plainText(section.heading)) || `section-${String(this.sections.length + 1)}`,
      extraAnchors: this.anchors,
      ...section,
      alerts: this.preambleAlerts,
      blocks: this.preamble,
      annotations: new Map(),
    });
    this.anchors = [];
    this.preamble = [];
    this.preambleAlerts = [];
  }

  private addBlock(node: RootContent, alert: number | null): void {
    // Anchors above a heading belong to the heading; above any other block, to the current section.
    if (node.type !== 'html' && node.type !== 'paragraph') this.settleAnchors();
    switch (node.type) {
      case 'paragraph':
      case 'heading':
        return this.addParagraph(node, alert);
      case 'list': {
        const { asides, ...list } = renderList(node, this.context);
        if (list.text !== '') this.push('list', lineOf(node), alert, list);
        return asides.forEach((aside) => this.addBlock(aside, alert));
      }
      case 'blockquote':
        return this.addQuote(node, alert);
      case 'code': {
        const text = codeLines(node).join('\n');
        return text === '' ? undefined : this.push('code', lineOf(node), alert, { text });
      }
      case 'table':
        return this.push('table', lineOf(node), alert, renderTable(node, this.context));
      case 'html':
        return this.addHtml(node, alert);
      case 'footnoteDefinition':
        return this.options.report.warn(
          lineOf(node),
          'footnotes are left out: move the text into a paragraph',
        );
      default:
        return;
    }
  }

  private addParagraph(node: Paragraph | Heading, alert: number | null): void {
    const inline = renderInline(node.children, this.context);
    const text = atLineStart(inline.text.trim());
    if (text === '') return;
    const banner = alert === null ? BANNER.exec(plainText(text))?.[1] : undefined;
    if (banner !== undefined) {
      this.banner = banner.toLowerCase() as AlertBox['kind'];
      return;
    }
    const sentences = splitSentences(inline);
    this.settleAnchors();
    const links = sentences.flatMap((sentence) => sentence.links);
    this.push('paragraph', lineOf(node), alert, { text, sentences, links });
  }

  private addQuote(node: Blockquote, outer: number | null): void {
    for (const part of splitQuote(node, this.options.inline.warn)) {
      const alert = part.kind === null ? outer : this.openAlert(part.kind, part.line);
      for (const child of part.children) this.addBlock(child, alert);
    }
  }

  private openAlert(kind: AlertBox['kind'], line: number): number {
    const alerts = this.sections.at(-1)?.alerts ?? this.preambleAlerts;
    return alerts.push({ kind, line }) - 1;
  }

  private addHtml(node: Html, alert: number | null): void {
    const block: HtmlBlock = readHtmlBlock(node.value, lineOf(node), this.options.report);
    this.anchors.push(...block.anchors);
    for (const annotation of block.annotations) {
      this.endAnnotations();
      this.active = annotation.intents.map((id) => ({ id, line: annotation.line, used: false }));
    }
    for (const { words, line } of block.asked) {
      this.asked = { words: [...(this.asked?.words ?? []), ...words], line };
    }
    for (const content of block.content) this.addBlock(content, alert);
  }

  private push(
    kind: Block['kind'],
    line: number,
    alert: number | null,
    content: Partial<Pick<Block, 'text' | 'sentences' | 'links' | 'table' | 'rowLines'>>,
  ): void {
    const isBanner = alert === null && this.banner !== null;
    const inAlert = isBanner ? this.openAlert(this.banner ?? 'note', line) : alert;
    this.banner = null;
    const zone = zoneAt(this.options.zones, line);
    const block: Block = {
      kind,
      text: '',
      sentences: [],
      links: [],
      table: null,
      rowLines: [],
      ...content,
      alert: inAlert,
      when: zone?.when ?? null,
      intents: this.active.map(({ id }) => id),
      asked: this.asked?.words ?? [],
      line,
    };
    if (block.table !== null && block.when !== null) {
      this.options.report.warn(line, 'a table in a zone is shown in every phase: move it out of the zone');
    }
    this.asked = null;
    const section = this.sections.at(-1);
    (section?.blocks ?? this.preamble).push(block);
    for (const active of this.active) {
      active.used = true;
      if (section?.annotations.has(active.id) === false) section.annotations.set(active.id, active.line);
    }
  }

  private endAnnotations(): void {
    for (const { id, line, used } of this.active) {
      if (!used)
        this.options.report.warn(
          line,
          `no content follows the comment for intent "${id}": move it above a passage or remove it`,
        );
    }
    this.active = [];
    if (this.asked !== null) {
      this.options.report.warn(
        this.asked.line,
        'no content follows this comment: move it above a passage or remove it',
      );
    }
    this.asked = null;
  }

  private settleAnchors(): void {
    this.sections.at(-1)?.extraAnchors.push(...this.anchors);
    if (this.sections.length > 0) this.anchors = [];
  }
}
