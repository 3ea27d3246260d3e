import type { Message } from '../../delivery/message.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { describeClaim, isClaim, serverStatusOf, type Report } from '../../servers/server.ts';
import type { CommandContext } from './command.ts';
import { impactReaderFor } from './missing-clues.ts';
import { progressFacts, recordReports, reportServer, type Recorded } from './report-server.ts';
import { factOf } from './servers.ts';

/** More fill the screen of a phone. */
const MOST_SHOWN = 25;

/** Records what a message says of one or more servers, and answers with one card. */
export async function reportServers(reports: readonly Report[], context: CommandContext): Promise<Message> {
  const [only, ...others] = reports;
  if (only && others.length === 0) return reportServer(only, context);
  const recorded = lastOfEach(await recordReports(reports, context));
  const claims = recorded.filter(({ judged, said }) => isClaim(judged.server, said));
  const counted = recorded.filter((each) => !claims.includes(each));
  const shown = recorded.slice(0, MOST_SHOWN);
  const rest = recorded.length - shown.length;
  const [first] = recorded;
  const impactOn = impactReaderFor(context.urgent);
  return renderNote(null, {
    title: titleOf(counted.length, claims.length),
    paragraphs: [
      ...describeClaims(claims),
      ...describeUnconfirmed(counted),
      ...(rest > 0 ? [`${rest} more are recorded as well. To see them all, type: servers`] : []),
    ],
    facts: [
      ...shown.map(({ judged }) => factOf(judged, impactOn(judged.server), context.localNow.locale)),
      ...(first ? await progressFacts(first.judged.guide, context) : []),
    ],
  });
}

/** Records the same of every server that is in use; nothing if the length of the list has changed since it was asked. */
export async function reportEach(
  { count, report }: { count: number; report: Report },
  context: CommandContext,
): Promise<Message> {
  const all = await context.registry.list(context.inbound.conversation.tenantId);
  if (all.length !== count) {
    return renderNote(null, {
      title: 'Nothing is recorded',
      paragraphs: [
        `The list has changed since I asked: it had ${count} servers, and has ${all.length} now. Please say it again.`,
      ],
    });
  }
  const reports = all
    .filter(({ server }) => serverStatusOf(server).state === 'in-use')
    .map(({ server }) => ({ ...report, name: server.name }));
  return reports.length > 0 ? reportServers(reports, context) : renderNote(null, NONE_IN_USE);
}

const NONE_IN_USE = {
  title: 'Nothing has changed',
  paragraphs: ['Every server on the list is migrated or decommissioned already.'],
};

/** A message may say two things of one server: it stands as after the last. */
function lastOfEach(recorded: readonly Recorded[]): Recorded[] {
  return [...new Map(recorded.map((each) => [each.judged.server.id, each])).values()];
}

function titleOf(counted: number, claims: number): string {
  if (claims === 0) return `${counted} servers are recorded`;
  return counted === 0
    ? 'Noted as your claims'
    : `${counted === 1 ? '1 server is' : `${counted} servers are`} recorded, ${claims} noted as your claim`;
}

function describeClaims(claims: readonly Recorded[]): string[] {
  if (claims.length === 0) return [];
  const said = claims.map(
    ({ judged, said }) => `${escapeMarkdown(judged.server.name)} ${describeClaim(said)}`,
  );
  return [`Somebody more trusted has reported otherwise, so this waits to be confirmed: ${said.join('; ')}.`];
}

function describeUnconfirmed(counted: readonly Recorded[]): string[] {
  const isOpen = counted.some(({ judged }) => !serverStatusOf(judged.server).isConfirmed);
  return isOpen
    ? [
        'No reminders are posted in this conversation, so what you report here isn’t confirmed and doesn’t end reminders.',
      ]
    : [];
}
