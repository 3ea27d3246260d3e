import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';

/** A form in which somebody says what a server runs; `problem` is what was wrong with what was sent before. */
export function renderServerReport({
  name = '',
  problem = null,
}: {
  /** A server's name to begin with, as a computer is named. */
  name?: string;
  problem?: string | null;
} = {}): Message {
  const title = 'Report a server';
  const paragraphs = [problem ?? 'Cutover adds it to the server list and tells you what its version means.'];
  const summary = `${title}. ${paragraphs.join(' ')}`;
  return { summary, card: renderCard('server-report', { summary, title, paragraphs, name }) };
}
