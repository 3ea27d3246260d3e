/** Characters of a title that a button shows on a phone: Teams cuts a longer one off in the middle of a word. */
export const MOST_TITLE = 40;

/** A title as a button shows it: a long one ends after a word, with an ellipsis. */
export function shortenTitle(title: string): string {
  if (title.length <= MOST_TITLE) return title;
  const end = title.lastIndexOf(' ', MOST_TITLE - 1);
  const kept = title.slice(0, end > 0 ? end : MOST_TITLE - 1);
  return `${kept.replace(/(?:[\s,;:.–-]+|\s(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with))+$/i, '')}…`;
}
