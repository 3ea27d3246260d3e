import { firstBehind } from './first-behind.ts';
import type { Expanded } from './includes.ts';
import type { Reporter } from './problem.ts';
import type { Phase } from '../../campaign/calendar.ts';

/** A `:::zone pivot="…":::` block. */
export interface Zone {
  /** Lines of the opening and the closing directive, counted from 1. */
  from: number;
  to: number;
  /** The phases among its pivots; null when there are none. */
  when: Phase[] | null;
}

/** The zone around a line; zones are in the order of lines. */
export function zoneAt(zones: readonly Zone[], line: number): Zone | undefined {
  const zone = zones[firstBehind(zones, ({ to }) => to > line)];
  return zone !== undefined && zone.from < line ? zone : undefined;
}

const PHASES: readonly Phase[] = ['before', 'on', 'after'];
const FENCE = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(`{3,}|~{3,})(.*)$/;
const DIRECTIVE = /^([\s>]*):::+\s*([a-z][\w-]*)?(.*)$/i;
const VIDEO = /^([\s>]*)\[!VIDEO\s[^\]]*\]\s*$/i;
const DIV = /^(\s{0,3}>[\s>]*)\[!div\b([^\]]*)\]\s*$/i;
const NO_LOC = /:::\s*no-loc\b[^:]*?\btext="([^"]*)"[^:]*?:::/gi;
const INLINE_DIRECTIVE = /:::\s*(?:image|icon|code|video|no-loc)\b.*?:::/gi;
/** Kramdown's attributes of what stands before them: `{: #timeline}`, `{: deprecated}`. */
const ATTRIBUTES = /\s*\{:[^{}`]{0,200}\}\s*$/;
/** An HTML comment, which ends a list or a table at the edge of a zone. */
const BLOCK_EDGE = '<!-- -->';

/**
 * Removes Microsoft Learn's extensions and Kramdown's attributes from an article without front matter and keeps its line numbers: zones become line ranges; images,
 * videos and other directives become empty lines. Code blocks and comments stay unchanged.
 */
export function readDirectives(
  { text: source, lines }: Expanded,
  report: Reporter,
): { text: string; zones: Zone[] } {
  const reader = new DirectiveReader(report);
  const text = source
    .split('\n')
    .map((line, index) => reader.read(line, lines[index] ?? 1))
    .join('\n');
  return { text, zones: reader.finish() };
}

class DirectiveReader {
  private readonly zones: Zone[] = [];
  private open: Zone | null = null;
  private fence: string | null = null;
  private inComment = false;
  /** Drops lines while they match. */
  private dropWhile: RegExp | null = null;
  /** Drops lines up to and including the one that matches. */
  private dropUntil: { end: RegExp; from: number } | null = null;
  /** Spaces before the text of the open column, as its first line has them; null until then. 0 outside columns. */
  private columnIndent: number | null = 0;

  constructor(private readonly report: Reporter) {}

  /** Returns the line without directives. */
  read(source: string, lineNumber: number): string {
    const line = this.withoutColumnIndent(source);
    if (this.isVerbatim(line)) return line;
    if (this.isDropped(line)) return '';
    const div = DIV.exec(line);
    if (div !== null) {
      // A selector only navigates between versions of a page; other div quotes contain text.
      if (/op_(?:single|multi)_selector/i.test(div[2] ?? '')) this.dropWhile = /^\s{0,3}>/;
      return div[1] ?? '';
    }
    const video = VIDEO.exec(line);
    if (video !== null) return video[1] ?? '';
    if (/^[\s>]*:::\s*image\b.*type="complex"/i.test(line)) {
      this.dropUntil = { end: /:::\s*image-end/i, from: lineNumber };
      return '';
    }
    const inlined = this.withoutInline(line.replace(ATTRIBUTES, ''));
    const directive = DIRECTIVE.exec(inlined);
    return directive === null ? inlined : this.directive(directive, lineNumber);
  }

  finish(): Zone[] {
    if (this.open !== null)
      this.report.error(this.open.from, 'this zone is never closed: add :::zone-end:::');
    if (this.dropUntil !== null)
      this.report.error(this.dropUntil.from, 'this image is never closed: add :::image-end:::');
    return this.zones;
  }

  /** Whether the line is part of a code block or a comment. */
  private isVerbatim(line: string): boolean {
    if (this.inComment) {
      this.inComment = !line.includes('-->');
      return true;
    }
    const fence = FENCE.exec(line);
    if (this.fence !== null) {
      const closes = fence?.[1]?.startsWith(this.fence) === true && fence[2]?.trim() === '';
      if (closes) this.fence = null;
      return true;
    }
    if (fence !== null && !(fence[1]?.startsWith('`') === true && fence[2]?.includes('`') === true)) {
      this.fence = fence[1] ?? null;
      return true;
    }
    this.inComment = line.lastIndexOf('<!--') > line.lastIndexOf('-->') && !/`[^`]*<!--[^`]*`/.test(line);
    return this.inComment;
  }

  /** The text of a column is indented with it, and no code. */
  private withoutColumnIndent(line: string): string {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (this.columnIndent === null && indent < line.length) this.columnIndent = indent;
    return line.slice(Math.min(indent, this.columnIndent ?? 0));
  }

  private isDropped(line: string): boolean {
    if (this.dropWhile?.test(line) === true) return true;
    this.dropWhile = null;
    if (this.dropUntil === null) return false;
    if (this.dropUntil.end.test(line)) this.dropUntil = null;
    return true;
  }

  /** Removes directives that can occur within a line, except in inline code. */
  private withoutInline(line: string): string {
    if (!line.includes(':::')) return line;
    return line
      .split(/(`+[^`]*`+)/)
      .map((part) => {
        if (part.startsWith('`')) return part;
        return part.replace(NO_LOC, '$1').replace(INLINE_DIRECTIVE, '');
      })
      .join('');
  }

  private directive([, indent = '', name = '', rest = '']: RegExpExecArray, lineNumber: number): string {
    const inQuote = indent.includes('>') ? indent : '';
    const edge = indent.length < 4 && inQuote === '' ? BLOCK_EDGE : inQuote;
    switch (name.toLowerCase()) {
      case 'zone':
        this.openZone(rest, lineNumber);
        return edge;
      case 'zone-end':
        this.closeZone(lineNumber);
        return edge;
      case 'column':
        this.columnIndent = null;
        return inQuote;
      case 'column-end':
      case 'row-end':
        this.columnIndent = 0;
        return inQuote;
      case 'image':
      case 'code':
        // The attributes continue on the next lines.
        this.dropUntil = { end: /:::|^\s*$/, from: lineNumber };
        return '';
      default:
        return inQuote;
    }
  }

  private openZone(attributes: string, lineNumber: number): void {
    if (this.open !== null) {
      this.report.error(
        lineNumber,
        `zones cannot be nested: close the zone that opens on line ${String(this.open.from)} first`,
      );
      return;
    }
    const pivots = (/\bpivots?\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1] ?? '')
      .split(',')
      .map((pivot) => pivot.trim().toLowerCase());
    const when = PHASES.filter((phase) => pivots.includes(phase));
    if (when.length < pivots.length) {
      const kept = when.length === 0 ? 'its text is always shown' : `only ${when.join(', ')} counts`;
      this.report.warn(
        lineNumber,
        `the zone's pivot "${pivots.join(',')}" is not before, on or after: ${kept}`,
      );
    }
    this.open = { from: lineNumber, to: Infinity, when: when.length === 0 ? null : when };
    this.zones.push(this.open);
  }

  private closeZone(lineNumber: number): void {
    if (this.open === null)
      return this.report.error(
        lineNumber,
        'no zone is open here: remove :::zone-end::: or add the line that opens it',
      );
    this.open.to = lineNumber;
    this.open = null;
  }
}
