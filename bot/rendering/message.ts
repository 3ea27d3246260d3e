/** What somebody typed, to be shown literally in a card, line by line. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]()#<>&~|]/g, '\\$&')
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^[-+=]/, '\\$&')
        .replace(/^(\d+)\.(?=\s)/, '$1\\.'),
    )
    .filter(Boolean)
    .join('\n\n');
}

/** Teams writes it in the zone and the manner of whoever looks. */
export function formatCardTime(instant: Date): string {
  const iso = instant.toISOString().replace(/\.\d+Z$/, 'Z');
  return `{{DATE(${iso},SHORT)}} {{TIME(${iso})}}`;
}
