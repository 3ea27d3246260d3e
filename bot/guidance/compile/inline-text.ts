import { firstBehind } from './first-behind.ts';

/** A link in an inline text. `start` and `end` (excluded) are offsets into the card-safe Markdown. */
export interface LinkUse {
  start: number;
  end: number;
  text: string;
  url: string;
}

/**
 * Builds a paragraph as card-safe Markdown. `mask` has the same length as `text`; sentences are split by it, because
 * links and markup are replaced in it by characters that end no sentence.
 */
export class InlineText {
  text = '';
  mask = '';
  readonly links: LinkUse[] = [];
  /** The offset at which each line of the source begins. */
  readonly lines: { offset: number; line: number }[] = [];

  /** Adds Markdown; merges a leading space with one before it. `mask` defaults to the Markdown itself. */
  push(markdown: string, mask = markdown): void {
    const skip = markdown.startsWith(' ') && (this.text === '' || this.text.endsWith(' ')) ? 1 : 0;
    this.guardBoundary(markdown.slice(skip));
    this.text += markdown.slice(skip);
    this.mask += mask.slice(skip);
  }

  /** Sets the source line (counted from 1) of what is added next. */
  markLine(line: number): void {
    this.lines.push({ offset: this.text.length, line });
  }

  /** Adds another inline text with `markup` before and after it, such as `**`. */
  pushInline(child: InlineText, markup: string): void {
    const body = child.text.trimEnd();
    if (body === '') return this.push(child.text);
    this.push(markup, '('.repeat(markup.length));
    const offset = this.text.length;
    this.push(body, child.mask.slice(0, body.length));
    this.push(markup, ')'.repeat(markup.length));
    if (body.length < child.text.length) this.push(' ');
    for (const link of child.links) {
      this.links.push({ ...link, start: link.start + offset, end: link.end + offset });
    }
    for (const mark of child.lines) this.lines.push({ offset: mark.offset + offset, line: mark.line });
  }

  /** Adds a link. A full stop in it ends a sentence only at the end of the link's text. */
  pushLink(text: string, url: string): void {
    const markdown = `[${text}](${url})`;
    if (this.text.endsWith('!')) {
      // Without the backslash, the card would show the target as an image.
      this.text = `${this.text.slice(0, -1)}\\!`;
      this.mask = `${this.mask.slice(0, -1)}X!`;
    }
    const start = this.text.length;
    const last = /[.!?。！？]$/u.test(text) ? '.' : 'X';
    this.push(markdown, 'X'.repeat(markdown.length - 1) + last);
    this.links.push({ start, end: this.text.length, text, url });
  }

  /** The source line at an offset, counted from 1. */
  lineAt(offset: number): number {
    const next = firstBehind(this.lines, ({ offset: begin }) => begin > offset);
    return this.lines[Math.max(0, next - 1)]?.line ?? 1;
  }

  /** The links that begin at or after `start` and end before or at `end`. */
  linksWithin(start: number, end: number): LinkUse[] {
    const within: LinkUse[] = [];
    for (let i = firstBehind(this.links, (link) => link.start >= start); i < this.links.length; i++) {
      const link = this.links[i];
      if (link === undefined || link.start >= end) break;
      if (link.end <= end) within.push(link);
    }
    return within;
  }

  /** Prevents `]` and a following `(` from forming a link. */
  private guardBoundary(next: string): void {
    if (this.text.endsWith(']') && next.startsWith('(')) {
      this.text += '\\';
      this.mask += '(';
    }
  }
}
