import type { Message } from '../../delivery/message.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { removalRefusalOf, type RemovalRefusal } from '../../servers/removal.ts';
import type { JudgedServer } from '../../servers/judge-server.ts';
import type { Server } from '../../servers/server.ts';
import { authorOf } from '../turn/activity.ts';
import type { CommandContext } from './command.ts';
import { readStanding } from './read-standing.ts';

/** A server that is to leave the list or get another name; `refusal` says why the person's word isn't enough. */
export type FoundServer =
  { kind: 'listed'; judged: JudgedServer; refusal: RemovalRefusal | null } | { kind: 'not-listed' };

/** Finds a server by its name, whatever the case, and whether the person may take it off the list or rename it. */
export async function findListed(name: string, context: CommandContext): Promise<FoundServer> {
  const { registry, inbound, speakOf } = context;
  const all = await registry.list(inbound.conversation.tenantId, { name });
  const judged = all.find(({ server }) => server.name.toLowerCase() === name.toLowerCase());
  if (!judged) return { kind: 'not-listed' };
  speakOf([judged.server.name]);
  const author = authorOf(inbound);
  const word = { reporter: author.name, reporterId: author.id, ...(await readStanding(context)) };
  return { kind: 'listed', judged, refusal: removalRefusalOf(judged.server, word) };
}

export function renderNotListed(name: string): Message {
  return renderNote(null, {
    title: `${escapeMarkdown(name)} isn’t on the list`,
    paragraphs: ['Nothing has changed. To see which servers are, type: servers'],
  });
}

const REASONS: Readonly<Record<RemovalRefusal, string>> = {
  'reported-by-source':
    'It’s reported automatically, so only an identity team can remove or rename it, where it gets its alerts. Until reporting stops there, the next report would bring it back.',
  'reported-by-team':
    'It was reported where reminders or alerts are posted, so it can be removed or renamed only there.',
  'reported-by-others':
    'Somebody else has reported it, too. Ask for it where reminders or alerts are posted.',
};

/** A server that stays as it is. */
export function renderStays({ name }: Server, refusal: RemovalRefusal, title: string): Message {
  return renderNote(null, {
    title: escapeMarkdown(title),
    paragraphs: [
      `${REASONS[refusal]} Nothing has changed.`,
      `If it’s out of use, type: ${escapeMarkdown(name)} is decommissioned`,
    ],
  });
}
