import { suggestZones } from '../../campaign/zones.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import type { Note } from '../../rendering/note-cards.ts';

/** Characters of typed text that are repeated in an answer. */
const MAX_LENGTH = 40;

/**
 * The answer to a command with a time zone that Cutover doesn't know.
 * @param zone as it was typed.
 * @param withZone the command with another zone, for the reader to type.
 */
export function noteUnknownZone(zone: string, withZone: (zone: string) => string): Note {
  const [first, ...others] = suggestZones(zone);
  const hint = first
    ? `Did you mean ${[first, ...others].join(' or ')}? If so, type: ${withZone(first)}`
    : `Write it as a region and a city: ${withZone('Europe/Berlin')}`;
  return {
    title: 'I don’t know that time zone',
    paragraphs: [
      `“${escapeMarkdown(zone.slice(0, MAX_LENGTH))}” isn’t a time zone that I know, so nothing has changed. ${hint}`,
    ],
    hasSource: false,
  };
}
