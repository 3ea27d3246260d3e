import type { Act } from '../access/acts.ts';
import type { Message } from '../delivery/message.ts';
import { renderNote } from '../rendering/note-cards.ts';
import { addReplaced, addUndo } from '../rendering/undo-button.ts';
import type { Report } from '../servers/server.ts';
import { readForEach } from '../understanding/acts/each-server.ts';
import { readTakeBack } from '../understanding/acts/take-back.ts';
import { ASK_A_PERSON } from '../understanding/acts/write-act.ts';
import { renderRefusal, type Access } from './access.ts';
import { askPerson } from './card-actions/ask-person.ts';
import type { CardActionContext } from './card-actions/card-action.ts';
import { parseCommand } from './commands/all-commands.ts';
import type { ParsedCommand } from './commands/command.ts';
import { parseReport } from './commands/parse-report.ts';
import { reportEach, reportServers } from './commands/report-servers.ts';
import { findUndone, takeBackAll } from './commands/undo.ts';
import type { Reply } from './turn/reaction.ts';
import { watchChanges } from './watch-changes.ts';

/** What the lines of a message have led to. */
export interface CarriedOut {
  replies: Reply[];
  /** The numbers in the audit trail of what has changed. */
  changes: readonly string[];
}

/** What one or more lines ask for. */
type Step =
  | { act: 'ask-person' }
  /** Changes to take back before what takes their place. */
  | { act: 'undo'; takesBack: readonly string[] }
  | { act: 'report-server'; reports: readonly Report[] }
  /** The same of every server, of a list of this length. */
  | { act: 'report-server'; count: number; report: Report }
  | { act: Act; command: ParsedCommand };

/**
 * Carries out commands in their plain form, each checked against what the person may do, with one card for each: servers
 * that are reported together share one. What a correction takes back is told on the card of what takes its place. A line
 * that is no command is left out.
 */
export async function carryOut(
  lines: readonly string[],
  context: CardActionContext,
  access: Access,
): Promise<CarriedOut> {
  const replies: Reply[] = [];
  const changes: string[] = [];
  let replaced: string | null = null;
  for (const step of stepsOf(lines)) {
    const refusal = await access.refusalOf(step.act, context.inbound);
    if (refusal)
      return { replies: [...replies, { message: renderRefusal(context.guide, refusal) }], changes };
    if ('takesBack' in step) {
      const { isUndone, note } = await takeBackAll(await findUndone(step.takesBack, context), context);
      if (!isUndone) {
        return { replies: [{ message: renderNote(context.guide, { ...note, hasSource: false }) }], changes };
      }
      replaced = note.title;
      continue;
    }
    const made = await watchChanges(step.act, context);
    const posts = await run(step, context);
    const own = await made();
    changes.push(...own);
    for (const post of posts) {
      const message = replaced === null ? post.message : addReplaced(post.message, replaced);
      replies.push({ ...post, message: addUndo(message, own) });
      replaced = null;
    }
  }
  if (replaced !== null) replies.push({ message: renderNote(null, { title: replaced, paragraphs: [] }) });
  return { replies, changes };
}

async function run(
  step: Exclude<Step, { takesBack: readonly string[] }>,
  context: CardActionContext,
): Promise<Reply[]> {
  if ('reports' in step) return [{ message: await reportServers(step.reports, context) }];
  if ('report' in step) return [{ message: await reportEach(step, context) }];
  if (!('command' in step)) return (await askPerson(context)).posts ?? [];
  const message: Message | null = await step.command.run(context);
  return message ? [{ message }] : [];
}

function stepsOf(lines: readonly string[]): Step[] {
  const steps: Step[] = [];
  for (const line of lines) {
    const takesBack = readTakeBack(line);
    const each = readForEach(line);
    const report = parseReport(each?.line ?? line);
    const command = parseCommand(line);
    const last = steps.at(-1);
    if (line === ASK_A_PERSON) steps.push({ act: 'ask-person' });
    else if (takesBack) steps.push({ act: 'undo', takesBack });
    else if (report && each) steps.push({ act: 'report-server', count: each.count, report });
    else if (report && last && 'reports' in last) last.reports = [...last.reports, report];
    else if (report) steps.push({ act: 'report-server', reports: [report] });
    else if (command) steps.push({ act: command.act, command });
  }
  return steps;
}

/** What the lines do, as far as somebody may not do it: the first that changes something. */
export function actOfLines(lines: readonly string[]): Act {
  return stepsOf(lines).find(({ act }) => act !== 'read')?.act ?? 'read';
}
