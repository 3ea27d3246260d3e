import { escapeMarkdown } from './message.ts';

/** Names listed on one card; the others are counted. */
const MAX_NAMES = 5;

/** `AADC01, AADC02 and 3 more`, as Markdown. */
export function listServers(names: readonly string[]): string {
  const listed = names.toSorted().slice(0, MAX_NAMES).map(escapeMarkdown).join(', ');
  return names.length > MAX_NAMES ? `${listed} and ${names.length - MAX_NAMES} more` : listed;
}
