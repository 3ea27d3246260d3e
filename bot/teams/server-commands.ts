import type { Guide } from '../guidance/guide.ts';
import type { Moment } from '../guidance/moments.ts';
import { escapeMarkdown, type Message } from '../rendering/message.ts';
import { renderNote } from '../rendering/note-cards.ts';
import { renderVerdict } from '../rendering/verdict-card.ts';
import type { JudgedServer, ServerDesk } from '../servers/server-desk.ts';
import { standingOf, type Report } from '../servers/server.ts';
import type { Inbound } from './conversation.ts';

export interface ServerCommands {
  /** Takes what somebody said of a server, and tells what it means. */
  report(report: Report, inbound: Inbound, moment: Moment): Promise<Message>;
}

export function createServerCommands({ guide, desk }: { guide: Guide; desk: ServerDesk }): ServerCommands {
  return {
    async report(report, { conversation, person }, moment) {
      const { tenantId } = conversation;
      const [judged] = await desk.take(tenantId, [
        { ...report, reporter: person.name, observedAt: moment.now },
      ]);
      const progress = await desk.progress(tenantId);
      if (!judged) throw new Error(`The report of ${report.name} came back without its server.`);
      return tellServer(guide, judged, tellProgress(progress), moment);
    },
  };
}

function tellServer(
  guide: Guide,
  { server, verdict }: JudgedServer,
  facts: { title: string; value: string }[],
  moment: Moment,
): Message {
  const name = escapeMarkdown(server.name);
  const { state, role, contradiction } = standingOf(server);
  if (verdict) {
    const staging = 'It is in staging mode: it exports nothing, but needs the upgrade too.';
    const doubt = `${escapeMarkdown(contradiction?.reporter ?? '')} has reported ${contradiction?.version ?? ''}: one of you is mistaken.`;
    const more = [...(role === 'staging' ? [staging] : []), ...(contradiction ? [doubt] : [])];
    return renderVerdict({ guide, server: server.name, verdict, more, facts, moment });
  }
  return state === 'in-use'
    ? renderNote(guide, {
        title: `${name} is noted`,
        paragraphs: [`Which version does it run? Say: ${name} runs 2.1.20.0`],
        topics: ['upgrade-v2', 'what-to-do'],
        facts,
      })
    : renderNote(guide, {
        title: `${name} is noted as ${state}`,
        paragraphs: [DONE[state]],
        topics: ['next-steps'],
        facts,
      });
}

const DONE = {
  migrated: 'Its directory is synchronised another way now, and it needs nothing more.',
  decommissioned: 'It is out of use, and needs nothing more.',
} as const;

function tellProgress(
  progress: { onRetired: number; reported: number } | null,
): { title: string; value: string }[] {
  if (!progress) return [];
  const { onRetired, reported } = progress;
  const left = onRetired === 0 ? 'none is left on V1' : `${onRetired} on V1`;
  return [{ title: 'Servers', value: `${reported} reported, ${left}` }];
}
