import type { Message } from '../../delivery/message.ts';
import type { Guide } from '../../guidance/guide.ts';
import { nextSteps } from '../../guidance/answer-versions.ts';
import { toSummary } from '../../guidance/plain-text.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { describeProgress } from '../../rendering/progress.ts';
import { renderServerReport } from '../../rendering/server-report-card.ts';
import { renderVerdict } from '../../rendering/verdict-card.ts';
import type { JudgedServer } from '../../servers/judge-server.ts';
import {
  describeClaim,
  describeReport,
  isClaim,
  serverStatusOf,
  type Report,
  type Server,
  type ServerReport,
} from '../../servers/server.ts';
import { authorOf } from '../turn/activity.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { askForSignIn, impactReaderFor } from './missing-clues.ts';
import { parseReport } from './parse-report.ts';
import { readStanding } from './read-standing.ts';

const FORM_PATTERN = /^(?:please )?report (?:a |another |our |my )?(?:sync )?servers?(?: please)?$/i;

export const REPORT_FORM = defineCommand({
  name: 'report-form',
  act: 'report-server',
  forms: ['report a server'],
  parse: (text) => (FORM_PATTERN.test(text) ? {} : null),
  handle: () => renderServerReport(),
});

export const REPORT_SERVER = defineCommand<Report>({
  name: 'report-server',
  act: 'report-server',
  forms: [
    'AADC01 runs 1.6.16.0',
    'AADC01 is migrated',
    'AADC02 is staging, 2.1.20.0',
    'AADC01 signs in with an account',
    'AADC01 uses application authentication',
  ],
  menu: [
    {
      title: 'AADC01 runs 1.6.16.0',
      description: 'Report a server’s version, and see whether it’s supported',
    },
    { title: 'AADC01 is migrated', description: 'Report that a server has been migrated' },
  ],
  parse: parseReport,
  handle: reportServer,
});

type Facts = NonNullable<Note['facts']>;

/** Records a person's report of a server, and answers with the verdict on it. */
export async function reportServer(report: Report, context: CommandContext): Promise<Message> {
  const [recorded] = await recordReports([report], context);
  if (!recorded) throw new Error(`The report of ${report.name} came back without its server.`);
  const { judged, said } = recorded;
  const { guide } = judged;
  const facts = await progressFacts(guide, context);
  if (isClaim(judged.server, said)) return renderClaim(guide, judged.server, report, facts);
  return describeServer(judged, facts, context);
}

/** A person's report as it was recorded, and the server as it stands then. */
export interface Recorded {
  judged: JudgedServer;
  said: ServerReport;
}

/** Records what a person reports in one message: all of it or nothing. */
export async function recordReports(
  reports: readonly Report[],
  context: CommandContext,
): Promise<Recorded[]> {
  const { registry, inbound, localNow, speakOf } = context;
  const by = authorOf(inbound);
  const { origin } = await readStanding(context);
  const said = reports.map((report) => ({
    ...report,
    reporter: by.name,
    reporterId: by.id,
    origin,
    observedAt: localNow.now,
  }));
  speakOf(reports.map(({ name }) => name));
  const judged = await registry.record(inbound.conversation.tenantId, said, by);
  return said.flatMap((each, i) => {
    const server = judged[i];
    return server ? [{ judged: server, said: each }] : [];
  });
}

/** How far the servers are off what a notice retires; nothing while none counts. */
export async function progressFacts({ notice, product }: Guide, context: CommandContext): Promise<Facts> {
  const { registry, inbound } = context;
  const progress = (await registry.progress(inbound.conversation.tenantId)).get(notice.id);
  return progress ? [{ title: 'Servers', value: toSummary(describeProgress(progress, product)) }] : [];
}

/** Who makes a word count that doesn't. */
function whoConfirms(server: Server): string {
  return serverStatusOf(server).counted.some(({ origin }) => origin === 'source')
    ? 'the sync server’s report or an identity team member'
    : 'the sync server’s report, an identity team member or somebody in a channel that gets reminders';
}

/** What somebody says of a server that was reported otherwise by somebody more trusted: it changes nothing yet. */
function renderClaim(guide: Guide, server: Server, report: Report, facts: Facts): Message {
  const { counted } = serverStatusOf(server);
  const [last] = counted;
  const says = last ? ` Its last report says ${describeReport(last)}.` : '';
  return renderNote(guide, {
    title: 'Noted as your claim',
    paragraphs: [
      `You say ${escapeMarkdown(server.name)} ${describeClaim(report)}.${says}`,
      `Reminders continue until ${whoConfirms(server)} confirms it.`,
    ],
    facts,
    hasSource: false,
  });
}

/** The verdict on a server, or how it stands where there is none. */
export function describeServer(
  { server, guide, verdict }: JudgedServer,
  facts: Facts,
  { urgent, localNow }: Pick<CommandContext, 'urgent' | 'localNow'>,
): Message {
  const name = escapeMarkdown(server.name);
  const { state, role, authentication, isConfirmed, contradiction } = serverStatusOf(server);
  const unconfirmed = isConfirmed
    ? []
    : [
        `No reminders are posted in this conversation, so what you report here isn’t confirmed. It doesn’t end reminders until ${whoConfirms(server)} confirms it.`,
      ];
  const signIn = authentication ? [`It ${describeClaim({ name, authentication })}.`] : [];
  if (verdict) {
    const staging = 'It’s in staging mode: it exports nothing, but it needs the upgrade too.';
    const doubt =
      contradiction &&
      `${escapeMarkdown(contradiction.reporter)} reported ${escapeMarkdown(describeReport(contradiction))}. Please check which of you is right.`;
    const more = [
      ...(role === 'staging' ? [staging] : role === 'active' ? ['It’s the active server.'] : []),
      ...signIn,
      ...askForSignIn(server, impactReaderFor(urgent)(server)),
      ...(doubt ? [doubt] : []),
      ...unconfirmed,
    ];
    return renderVerdict({ guide, server: server.name, verdict, more, facts, localNow });
  }
  return state === 'in-use'
    ? renderNote(guide, {
        title: `${name} is recorded without a version`,
        paragraphs: [
          ...signIn,
          `Which version does it run? Until that is known, it counts as unknown, not as done. Type, for example: ${name} runs 2.5.190.0`,
          ...unconfirmed,
        ],
        topics: nextSteps(guide),
        facts,
        hasSource: false,
      })
    : renderNote(guide, {
        title: `${name} is recorded as ${state}`,
        paragraphs: isConfirmed ? [DONE[state]] : unconfirmed,
        topics: ['next-steps'],
        facts,
        hasSource: false,
      });
}

const DONE = {
  migrated: 'Nothing more needs to be done for this server.',
  decommissioned: 'It’s no longer in use, so nothing more needs to be done for it.',
} as const;
