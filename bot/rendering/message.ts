/** What somebody typed, to be shown literally in a card, line by line. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]()#<>&~|]/g, '\\$&')
    .replaceAll(/^(\s*)([-+=])/gm, '$1\\$2')
    .replaceAll(/^(\s*\d+)\.(?=\s)/gm, '$1\\.')
    .replaceAll(/\s*\n\s*/g, '\n\n');
}

/** Teams writes it in the zone and the manner of whoever looks. */
export function formatCardTime(instant: Date): string {
  const iso = instant.toISOString().replace(/\.\d+Z$/, 'Z');
  return `{{DATE(${iso},SHORT)}} {{TIME(${iso})}}`;
}
