/** A link inside an inline text; `start` and `end` are offsets into its card-safe Markdown. */
export interface LinkUse {
  start: number;
  end: number;
  text: string;
  url: string;
}

/**
 * A paragraph being written as card-safe Markdown. `mask` has the same length and stands in for the
 * Markdown where sentences are looked for: links and markup are hidden in it.
 */
export class InlineText {
  text = '';
  mask = '';
  readonly links: LinkUse[] = [];
  /** From which offset on the words stand on which line of the source. */
  readonly lines: { offset: number; line: number }[] = [];

  /** Adds Markdown; two spaces that meet become one. `mask` defaults to the Markdown itself. */
  push(markdown: string, mask = markdown): void {
    const skip = markdown.startsWith(' ') && (this.text === '' || this.text.endsWith(' ')) ? 1 : 0;
    this.guardBoundary(markdown.slice(skip));
    this.text += markdown.slice(skip);
    this.mask += mask.slice(skip);
  }

  /** Says that what is added next stands on this line of the source. */
  markLine(line: number): void {
    this.lines.push({ offset: this.text.length, line });
  }

  /** Adds another inline text between two pieces of markup. */
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

  /** Adds a link. Its full stops end no sentence, except one that closes its text. */
  pushLink(text: string, url: string): void {
    const markdown = `[${text}](${url})`;
    if (this.text.endsWith('!')) {
      // Without the backslash the card would load the target as an image.
      this.text = `${this.text.slice(0, -1)}\\!`;
      this.mask = `${this.mask.slice(0, -1)}X!`;
    }
    const start = this.text.length;
    const last = /[.!?。！？]$/u.test(text) ? '.' : 'X';
    this.push(markdown, 'X'.repeat(markdown.length - 1) + last);
    this.links.push({ start, end: this.text.length, text, url });
  }

  /** The source line of the words at an offset. */
  lineAt(offset: number): number {
    let line = this.lines[0]?.line ?? 1;
    for (const mark of this.lines) if (mark.offset <= offset) line = mark.line;
    return line;
  }

  /** Keeps two harmless pieces from forming a link or a tag where they meet. */
  private guardBoundary(next: string): void {
    if (this.text.endsWith(']') && next.startsWith('(')) {
      this.text += '\\';
      this.mask += '(';
    }
  }
}
