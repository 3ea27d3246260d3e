import { reviewRequests } from '../../alerts/watches/request-watch.ts';
import { deadlinesIn } from '../../guidance/portfolio.ts';
import { identityTeamPlace, refusalOf, type Act } from '../../access/acts.ts';
import type { AuditEntry } from '../../dashboard/audit-entry.ts';
import { describeAlerts, describeNewer, describeServer, describeTime } from '../../dashboard/undo-texts.ts';
import { UNDO_HOURS, type Standing, type UndoResult } from '../../dashboard/undo.ts';
import { formatTime } from '../../guidance/date-format.ts';
import { toSummary } from '../../guidance/plain-text.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { MOST_UNDONE } from '../../understanding/acts/take-back.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { describeProgress } from '../../rendering/progress.ts';
import { describeDeadlineOf } from './set-deadline.ts';
import { confirmSaved } from './coming-reminders.ts';
import { authored, defineCommand, type CommandContext } from './command.ts';
import { describeEntry } from './describe-entry.ts';
import { describePlace } from './reminder-notes.ts';

const PATTERN =
  /^(?:please )?(?:(?:undo|revert)(?: (?:that|this|it|(?:the|my|our) last (?:change|one)|last change))?|take (?:that|this|it|(?:the|my|our) last (?:change|one)) back|take back (?:that|this|it|(?:the|my|our) last (?:change|one)))(?:,? please)?$/i;

const SEVERAL = /^(?:please )?undo the last (\d{1,3}) changes$/i;

export const UNDO = defineCommand<{ count: number | null }>({
  name: 'undo',
  act: 'undo',
  forms: ['undo', 'undo that', 'undo the last change', 'undo the last 3 changes', 'take that back', 'revert'],
  menu: [{ title: 'undo', description: 'Take back the last change that was made in this conversation' }],
  parse(text) {
    const [, count] = SEVERAL.exec(text) ?? [];
    if (count !== undefined) return { count: Number(count) };
    return PATTERN.test(text) ? { count: null } : null;
  },
  handle: async ({ count }, context) => {
    const note = count === null ? await undoLast(context) : await undoSeveral(count, context);
    return renderNote(context.guide, { ...note, hasSource: false });
  },
});

/** What the last message has changed is taken back together. */
async function undoLast(context: CommandContext): Promise<Note> {
  const { undo, inbound, localNow, lastChanges } = context;
  const last = await undo.findLast(inbound.conversation, localNow.now);
  const together = last && lastChanges.includes(last.number) ? await findUndone(lastChanges, context) : [];
  const entries = together.length > 1 ? together : last ? [last] : [];
  return (await takeBackAll(entries, context)).note;
}

async function undoSeveral(count: number, context: CommandContext): Promise<Note> {
  const { undo, inbound, localNow } = context;
  if (count < 1 || count > MOST_UNDONE) return BAD_COUNT;
  const standing = await undo.findSince(inbound.conversation, null, localNow.now);
  const { note } = await takeBackAll(standing.slice(-count), context);
  const missing = standing.length > 0 && standing.length < count;
  return missing
    ? { ...note, paragraphs: [...note.paragraphs, `No more were made here in the last ${UNDO_HOURS} hours.`] }
    : note;
}

const BAD_COUNT: Note = {
  title: 'How many changes?',
  paragraphs: [
    `I take back up to ${MOST_UNDONE} changes at once, and nothing has changed. To see the last ones, type: history`,
  ],
};

const NOTHING: Note = {
  title: 'There’s nothing to undo',
  paragraphs: [`No change was made here in the last ${UNDO_HOURS} hours that I can take back.`],
};

const NOT_IDENTITY_TEAM: Note = {
  title: 'You can’t undo this',
  paragraphs: ['This conversation doesn’t get alerts any more, so it can’t take back what it decided.'],
};

/** The changes with these numbers that were made in the conversation within a day, in their order. */
export async function findUndone(
  numbers: readonly string[],
  { undo, inbound, localNow }: CommandContext,
): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  for (const number of numbers) {
    const entry = await undo.find(inbound.conversation, number, localNow.now);
    if (entry) found.push(entry);
  }
  return found;
}

/** Takes changes back that were made together, the last one first; says of each that it can't. */
export async function takeBackAll(
  entries: readonly AuditEntry[],
  context: CommandContext,
): Promise<{ isUndone: boolean; note: Note }> {
  const results: { isUndone: boolean; note: Note }[] = [];
  for (const entry of entries.toReversed()) results.push(await takeBack(entry, context));
  const [only, ...others] = results;
  if (!only) return { isUndone: false, note: NOTHING };
  if (others.length === 0) return only;
  const undone = results.filter(({ isUndone }) => isUndone);
  const failed = results.filter(({ isUndone }) => !isUndone);
  const title = `Undone: ${entries.length === undone.length ? '' : `${undone.length} of `}${entries.length} changes`;
  const paragraphs = [
    ...undone.slice(0, MOST_UNDONE).map(({ note }) => note.title.replace(/^Undone: /, '')),
    ...(undone.length > MOST_UNDONE ? [`and ${undone.length - MOST_UNDONE} more`] : []),
    ...failed.flatMap(({ note }) => note.paragraphs.slice(0, 1)),
  ];
  return {
    isUndone: undone.length > 0,
    note: {
      title,
      paragraphs: [paragraphs.map((text) => `- ${text}`).join('\n')],
      facts: undone.at(-1)?.note.facts ?? [], // as it stands after the last of them
    },
  };
}

/** Takes one change back, or says why not. */
async function takeBack(
  entry: AuditEntry,
  context: CommandContext,
): Promise<{ isUndone: boolean; note: Note }> {
  const { undo, registry, inbound, localNow } = context;
  const { tenantId } = inbound.conversation;
  if (await isRefused(actOf(entry), context)) {
    return { isUndone: false, note: NOT_IDENTITY_TEAM };
  }
  const asked = { ...authored(context), cutOffs: deadlinesIn(context.portfolio) };
  const result = await undo.takeBack(entry, tenantId, asked);
  if (result.outcome !== 'undone') {
    return { isUndone: false, note: await describeRefusal(result, entry, context) };
  }
  if (result.standing.kind === 'server') await registry.reviewTenant(tenantId);
  if (result.standing.kind === 'deadline') context.portfolios.refresh();
  if (result.standing.kind === 'identity-team') await reviewRequests(context, localNow.now);
  const title = `Undone: ${describeEntry(entry, context)}`;
  const note = await describeStanding(result.standing, { entry, title, isUndone: true }, context);
  return { isUndone: true, note };
}

/** What whoever makes the change must be allowed to do. */
function actOf({ act }: AuditEntry): Act {
  switch (act) {
    case 'confirm-claim':
    case 'approve-identity-team':
    case 'decline-identity-team':
      return 'decide';
    case 'report-server':
    case 'forget-server':
    case 'rename-server':
      return 'report-server';
    case 'set-deadline':
      return 'set-deadline';
    case 'join-identity-team':
    case 'request-identity-team':
    case 'leave-identity-team':
      return 'change-alerts';
    default:
      return 'change-reminders';
  }
}

/** Whether the person is a guest was looked at before, for "undo" itself. */
async function isRefused(
  act: Act,
  { identityTeams, trustsEverybody, inbound: { conversation } }: CommandContext,
): Promise<boolean> {
  const teams = await identityTeams.teamsOf(conversation.tenantId);
  const identityTeam = identityTeamPlace(teams, conversation.id);
  return refusalOf(act, { isGuest: false, guests: 'all', identityTeam, trustsEverybody }) !== null;
}

async function describeRefusal(
  result: Exclude<UndoResult, { outcome: 'undone' }>,
  entry: AuditEntry,
  context: CommandContext,
): Promise<Note> {
  const { localNow } = context;
  const change = describeEntry(entry, context);
  if (result.outcome === 'undone-before') {
    const { by, at } = result.by;
    const when = `${escapeMarkdown(by.name)}, ${describeTime(at, localNow)}`;
    return { title: 'Already undone', paragraphs: [`${change} was taken back before (${when}).`] };
  }
  const { newer, standing } = result;
  const because = newer ? `: ${describeNewer(newer, localNow)}` : ' in another way.';
  const title = 'I can’t undo that';
  const note = await describeStanding(standing, { entry, title, isUndone: false }, context);
  const reason = `${change} can’t be taken back, because it has changed since${because}`;
  return { ...note, paragraphs: [reason, ...note.paragraphs] };
}

/** How the subject stands now. */
async function describeStanding(
  standing: Standing,
  { entry, title, isUndone }: { entry: AuditEntry; title: string; isUndone: boolean },
  context: CommandContext,
): Promise<Note> {
  const { guide, registry, inbound, localNow } = context;
  if (standing.kind === 'identity-team') return { title, paragraphs: [describeAlerts(standing)] };
  if (standing.kind === 'server') {
    const progress = (await registry.progress(inbound.conversation.tenantId)).get(guide.notice.id);
    const value = progress ? toSummary(describeProgress(progress, guide.product)) : null;
    const paragraphs = [describeServer(entry, standing.state, isUndone)];
    return { title, paragraphs, facts: value === null ? [] : [{ title: 'Servers', value }] };
  }
  if (standing.kind === 'deadline')
    return { title, paragraphs: [await describeDeadlineOf(entry.subject, context)] };
  const { state } = standing;
  if (!state || state.state === 'stopped') {
    return { title, paragraphs: [`No reminders are posted ${describePlace(inbound)}.`] };
  }
  const time = formatTime(state.localTime, localNow.locale);
  const text = `Reminders ${describePlace(inbound)} are posted at **${time}** (${state.zone}).`;
  return confirmSaved({ title, text }, context);
}
