const DAY_MS = 86_400_000;

/** Days since 1970 of a calendar date, `YYYY-MM-DD` or `YYYY-MM`. */
export function dayNumber(date: string): number {
  return Math.floor(Date.parse(date.length === 7 ? `${date}-01` : date) / DAY_MS);
}

/** Maps a range of numbers to pixels; an empty range maps to the middle. */
export function createScale([from, to]: [number, number], [start, end]: [number, number]) {
  return (value: number): number =>
    to === from ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start);
}

/** A number for an SVG attribute, rounded to a tenth. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Estimated width of a text in pixels, good enough to keep labels apart. */
export function textWidth(text: string, size: number): number {
  return text.length * size * 0.6;
}

/** The text, or as many of its first words as fit into the width, with an ellipsis. */
export function fitText(text: string, size: number, maxWidth: number): string {
  if (textWidth(text, size) <= maxWidth) return text;
  const words = text.split(' ');
  while (words.length > 1 && textWidth(`${words.join(' ')}…`, size) > maxWidth) words.pop();
  return `${words.join(' ')}…`;
}

/** The text in up to two lines of the width; the second ends with an ellipsis when there is more. */
export function wrapText(text: string, size: number, maxWidth: number): string[] {
  const words = text.split(' ');
  const fits = words.findLastIndex((_, i) => textWidth(words.slice(0, i + 1).join(' '), size) <= maxWidth);
  const first = words.slice(0, Math.max(1, fits + 1));
  const rest = words.slice(first.length);
  return rest.length === 0 ? [text] : [first.join(' '), fitText(rest.join(' '), size, maxWidth)];
}
