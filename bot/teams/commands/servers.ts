import type { Guide } from '../../guidance/guide.ts';
import { writeDeadline } from '../../guidance/deadline-form.ts';
import { KIND_WORDS } from '../../guidance/answer-versions.ts';
import { formatStated } from '../../guidance/cut-off-text.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { countedImpactOf, type ImpactOnServer } from '../../servers/judge-server.ts';
import type { JudgedServer } from '../../servers/judge-server.ts';
import { serverStatusOf, type Server } from '../../servers/server.ts';
import { readNamedNotices } from '../../understanding/named-notices.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { impactReaderFor, missingInList } from './missing-clues.ts';

const PATTERN =
  /^(?:(?:show|list)(?: (?:me|us))?(?: all| the| our)* )?(?<count>count )?servers(?: (?<filter>affected|unknown|migrated|decommissioned|staging|active))?(?: on (?<on>\S.{0,100}))?$/i;

const FILTERS = ['affected', 'unknown', 'migrated', 'decommissioned', 'staging', 'active'] as const;
type Filter = (typeof FILTERS)[number];

interface ServersWanted {
  isCount: boolean;
  filter: Filter | null;
  /** A notice, or the beginning of a version, as it was typed. */
  on: string | null;
}

/** More fill the screen of a phone. */
const MOST_SHOWN = 15;

export const SERVERS = defineCommand<ServersWanted>({
  name: 'servers',
  act: 'read',
  forms: ['servers', 'servers affected', 'servers unknown', 'servers on 2.5.3.0', 'count servers affected'],
  parse(text) {
    const { count, filter, on } = PATTERN.exec(text)?.groups ?? {};
    if (!PATTERN.test(text)) return null;
    const known = FILTERS.find((name) => name === filter?.toLowerCase()) ?? null;
    return { isCount: count !== undefined, filter: known, on: on ?? null };
  },
  handle: listServers,
});

async function listServers(wanted: ServersWanted, context: CommandContext) {
  const { registry, inbound, localNow, speakOf } = context;
  const all = await registry.list(inbound.conversation.tenantId);
  if (all.length === 0) return renderNote(null, NO_SERVERS);
  const impactOn = impactReaderFor(context.urgent);
  const test = testFor(wanted, context, impactOn);
  if (!test) {
    const name = escapeMarkdown((wanted.on ?? '').slice(0, 40));
    return renderNote(null, {
      title: 'I don’t know what to look for',
      paragraphs: [`“${name}” is no notice and no version. To see every server, type: servers`],
    });
  }
  const found = all.filter(test.passes);
  const shown = found.slice(0, MOST_SHOWN);
  speakOf(shown.map(({ server }) => server.name));
  const others = found.length - shown.length;
  if (found.length === 0 && wanted.filter === 'affected' && wanted.on === null) {
    return renderNote(null, describeDone(all, context.urgent));
  }
  return renderNote(null, {
    title: describeCount(found.length, all.length, test),
    paragraphs: [
      ...(others > 0 ? [`The first ${shown.length}; ${others} more are in the dashboard.`] : []),
      ...(wanted.filter === 'affected' ? explainUnconfirmed(shown) : []),
    ],
    facts:
      wanted.isCount && found.length > MOST_SHOWN
        ? []
        : shown.map((each) => factOf(each, impactOn(each.server), localNow.locale)),
    locale: localNow.locale,
  });
}

const NO_SERVERS = {
  title: 'No servers are reported',
  paragraphs: ['To report one, type: AADC01 runs 2.5.3.0. A script can report them, too.'],
};

/** No server is left for a notice with a date; one without may still affect some, which isn't "done". */
function describeDone(all: readonly JudgedServer[], guides: readonly Guide[]): Note {
  const onlyReported = 'A server that nobody has reported doesn’t count.';
  const open = guides
    .filter(({ deadline }) => deadline === null)
    .map((guide) => ({ guide, count: all.filter(isLeftFor([guide])).length }))
    .filter(({ count }) => count > 0);
  if (open.length === 0) {
    return { title: 'Every reported server is finished', paragraphs: [onlyReported], hasSource: false };
  }
  const still = open.map(({ guide: { product, notice }, count }) => {
    const servers = count === 1 ? 'One server is' : `${count} servers are`;
    return `${servers} still affected by ${escapeMarkdown(product)}, and no date is recorded for your organisation. When you know the date, type: ${writeDeadline(notice)}`;
  });
  return {
    title: 'No server is left for a date that is known',
    paragraphs: [...still, onlyReported],
    hasSource: false,
  };
}

interface Test {
  /** `still on Azure AD Connect V1`. */
  words: string;
  passes: (judged: JudgedServer) => boolean;
}

/** Null: `on` names nothing. */
function testFor(
  { filter, on }: ServersWanted,
  { urgent }: CommandContext,
  impactOn: (server: Server) => ImpactOnServer,
): Test | null {
  if (on !== null && /^v?\d+(?:\.\d+)*(?:\.x)?$/i.test(on) && !isNotice(on, urgent)) {
    const beginning = on.replace(/^v/i, '').replace(/\.x$/i, '');
    return {
      words: `on ${beginning}`,
      passes: ({ server }) => {
        const { version, state } = serverStatusOf(server);
        return state === 'in-use' && version !== null && `${version}.`.startsWith(`${beginning}.`);
      },
    };
  }
  if (on !== null) {
    const read = readNamedNotices(on, urgent);
    const notice = 'named' in read ? read.named[0] : read.among[0];
    return notice ? { words: `still on ${notice.product}`, passes: isLeftFor([notice]) } : null;
  }
  switch (filter) {
    case null:
      return { words: '', passes: () => true };
    case 'affected':
      return {
        words: 'not finished',
        passes: isLeftFor(urgent.filter(({ deadline }) => deadline !== null)),
      };
    case 'unknown':
      return {
        words: 'missing a detail',
        passes: ({ server }) => {
          const { version, state } = serverStatusOf(server);
          return state === 'in-use' && (version === null || impactOn(server).missing.length > 0);
        },
      };
    case 'staging':
    case 'active':
      return { words: filter, passes: ({ server }) => serverStatusOf(server).role === filter };
    default:
      return { words: filter, passes: ({ server }) => serverStatusOf(server).state === filter };
  }
}

function isNotice(text: string, guides: readonly Guide[]): boolean {
  const read = readNamedNotices(text, guides);
  return 'named' in read && read.named.length > 0;
}

/** Affected by one of the notices, or nobody can tell: unknown is never "off", and neither is what isn't confirmed. */
function isLeftFor(guides: readonly Guide[]): Test['passes'] {
  return ({ server }) =>
    guides.some(({ notice }) => countedImpactOf(server, notice.affects) !== 'not-affected');
}

function describeCount(found: number, all: number, { words }: Test): string {
  if (words === '') return all === 1 ? 'One server is reported' : `${all} servers are reported`;
  const servers = all === 1 ? 'server' : 'servers';
  if (found === 0) return `No server is ${words}`;
  return `${found} of ${all} ${servers} ${found > 1 ? 'are' : 'is'} ${words}`;
}

/** A server's line in a list; `impact` is what it is to the notices with a date. */
export function factOf(
  { server, verdict, guide }: JudgedServer,
  impact: ImpactOnServer,
  locale?: string,
): { title: string; value: string } {
  const { version, role, state, isConfirmed } = serverStatusOf(server);
  const [other] = state !== 'in-use' || verdict?.kind === 'retired' ? [] : impact.affecting;
  const end = verdict?.known?.endOfSupport;
  const judgement =
    verdict && (verdict.kind === 'retired' ? `affected by ${guide.product}` : KIND_WORDS[verdict.kind]);
  const parts = [
    state === 'in-use' ? (version ?? 'version unknown') : state,
    role === 'staging' ? 'staging' : null,
    state === 'in-use' && end ? `support until ${formatStated(end, locale)}` : null,
    other ? describeAffected(other, locale) : judgement,
    missingInList(impact),
    isConfirmed ? null : 'not confirmed',
  ];
  return { title: escapeMarkdown(server.name), value: parts.filter(Boolean).join(', ') };
}

/** A version that is fine may have to go all the same, such as where the tenant itself is to move. */
function describeAffected({ product, deadline }: Guide, locale?: string): string {
  return `affected by ${product}${deadline ? ` (deadline ${formatStated(deadline.date, locale)})` : ''}`;
}

/** What "not confirmed" means for servers that are off everything but for that; empty where no server is one. */
function explainUnconfirmed(shown: readonly JudgedServer[]): string[] {
  const isAny = shown.some(({ server }) => !serverStatusOf(server).isConfirmed);
  return isAny ? [NOT_CONFIRMED] : [];
}

const NOT_CONFIRMED =
  'Not confirmed: it was reported in a conversation without reminders, so it doesn’t count until the sync server’s report, an identity team member or somebody in a channel that gets reminders confirms it.';
