import type { Guide } from '../../guidance/guide.ts';
import type { Moment } from '../../guidance/moments.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { tellProgress } from '../../rendering/progress.ts';
import { renderServerReport } from '../../rendering/server-report-card.ts';
import { renderVerdict } from '../../rendering/verdict-card.ts';
import type { JudgedServer, ServerRegistry } from '../../servers/server-registry.ts';
import { NAME, standingOf, tellReport, VERSION, type Report } from '../../servers/server.ts';
import type { Inbound } from '../turn/activity.ts';
import type { CardActionHandlers } from '../turn/reaction.ts';
import type { Message } from '../../delivery/message.ts';
import { toSummary } from '../../guidance/plain-text.ts';

export interface ServerCommands {
  /** Takes what somebody said of a server, and tells what it means. */
  report(report: Report, inbound: Inbound, moment: Moment): Promise<Message>;
  /** Asks for a report in a form. */
  form(): Message;
  /** The form's buttons: the one that opens it, and the one that sends it. */
  actions: CardActionHandlers;
}

export function createServerCommands({
  guide,
  registry,
}: {
  guide: Guide;
  registry: ServerRegistry;
}): ServerCommands {
  async function report(said: Report, { conversation, person }: Inbound, moment: Moment): Promise<Message> {
    const { tenantId } = conversation;
    const [judged] = await registry.take(tenantId, [
      { ...said, reporter: person.name, observedAt: moment.now },
    ]);
    const progress = await registry.progress(tenantId);
    if (!judged) throw new Error(`The report of ${said.name} came back without its server.`);
    const left = progress
      ? [{ title: 'Servers', value: toSummary(tellProgress(progress, guide.product)) }]
      : [];
    return tellServer(guide, judged, left, moment);
  }

  return {
    report,
    form: () => renderServerReport(),
    actions: {
      'open-report': ({ data }) => ({
        toast: 'The form is below.',
        posts: [{ message: renderServerReport({ name: textIn(data['name'], NAME) }) }],
      }),

      async 'report-server'({ data }, inbound, moment) {
        const said = readForm(data);
        if (typeof said === 'string') {
          return {
            toast: said,
            card: renderServerReport({ name: textIn(data['name'], NAME), problem: said }),
          };
        }
        return { toast: 'Noted.', card: await report(said, inbound, moment) };
      },
    },
  };
}

const STANDS = ['active', 'staging', 'migrated', 'decommissioned'] as const;

/** A report, or in a sentence what is wrong with what was sent. */
function readForm(data: Readonly<Record<string, unknown>>): Report | string {
  const name = textIn(data['name'], NAME);
  if (!name) return 'Name the server as its computer is named: letters, digits, dots and hyphens.';
  const stands = STANDS.find((candidate) => candidate === data['stands']);
  if (!stands) return 'Choose how the server stands.';
  if (stands === 'migrated' || stands === 'decommissioned') return { name, state: stands };
  const version = textIn(data['version'], VERSION);
  if (!version && data['version']) return 'Write the version like 2.1.20.0.';
  return { name, state: 'in-use', role: stands, ...(version ? { version } : {}) };
}

/** Nothing for what no such input sends. */
function textIn(value: unknown, pattern: RegExp): string {
  return typeof value === 'string' && pattern.test(value.trim()) ? value.trim() : '';
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
    const doubt =
      contradiction &&
      `${escapeMarkdown(contradiction.reporter)} has reported ${escapeMarkdown(tellReport(contradiction))}: one of you is mistaken.`;
    const more = [...(role === 'staging' ? [staging] : []), ...(doubt ? [doubt] : [])];
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
