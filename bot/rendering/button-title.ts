/** Characters of a title that a button shows on a phone: Teams cuts a longer one off in the middle of a word. */
export const MOST_TITLE = 40;

/** A title isn't cut after such a word. */
const HANGING = /^(?:an?|and|as|at|by|for|from|in|of|on|or|the|to|with|[-–])$/i;

/** A title as a button shows it: a long one ends after a word, with an ellipsis. */
export function shortenTitle(title: string): string {
  if (title.length <= MOST_TITLE) return title;
  const words = title.slice(0, MOST_TITLE).split(' ').slice(0, -1);
  while (HANGING.test(words.at(-1) ?? '')) words.pop();
  const kept = words.length > 0 ? words.join(' ') : title.slice(0, MOST_TITLE - 1);
  return `${kept.replace(/[,;:.]$/, '')}…`;
}
