import type { Activity, Entity } from 'botbuilder';
import type { Citation } from '../../delivery/message.ts';
import { nameSource } from '../../rendering/answer-cards.ts';
import { escapeMarkdown } from '../../rendering/message.ts';

/** Teams refuses a citation with more: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content */
const MAX_NAME = 80;
const MAX_ABSTRACT = 160;

/** Teams shows a citation where the text has its number; without a text, not at all. */
export function cite(citation: Citation): Pick<Activity, 'text' | 'entities'> {
  const { url, abstract } = citation;
  const shown = shorten(nameSource(citation), MAX_NAME);
  const appearance = {
    '@type': 'DigitalDocument',
    name: shown,
    url,
    abstract: shorten(abstract, MAX_ABSTRACT),
  };
  const entity: Entity = {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    citation: [{ '@type': 'Claim', position: 1, appearance }],
  };
  return { text: `Source: ${escapeMarkdown(shown)} [1]`, entities: [entity] };
}

/** Cuts at a word where there is one. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.lastIndexOf(' ', most - 2);
  return `${text.slice(0, end > 0 ? end : most - 2)} …`;
}
