import { EACH_TENANT } from '../campaign/deadline.ts';
import { topicOf, type Question } from '../questions/ports.ts';
import { asksForOneAfter, listsDeadlines, readAboutDeadlines } from '../understanding/acts/go-on.ts';
import type { ThreadMemory } from '../questions/thread-memory.ts';
import type { ReadAct } from '../understanding/acts/read-act.ts';
import { askedOfFirst, asksFirstAgain, typedOf } from '../understanding/follow-up.ts';
import type { LastQuestion, MessageReader, ReadMessage } from '../understanding/read-message.ts';
import type { CardActionContext } from './card-actions/card-action.ts';
import { parseReport } from './commands/parse-report.ts';

/** The list of deadlines where, after a question about one or after the list, that which comes after it is asked for; else null. */
export function asksForNextDeadline(
  text: string,
  memory: ThreadMemory,
  last: Question | null,
): ReadAct | null {
  const isAfterDeadline =
    memory.last === null ? last !== null && topicOf(last) === 'deadline' : listsDeadlines(memory.last.lines);
  return isAfterDeadline && asksForOneAfter(text) ? { kind: 'do', lines: ['notices'] } : null;
}

/** A question that leans on what was said before it is read with that: with what it quotes, else what was said in the thread within ten minutes. */
export async function readQuestions(
  text: string,
  reader: MessageReader,
  { urgent, localNow, memory, questions, inbound, last }: CardActionContext & { last: Question | null },
): Promise<ReadMessage> {
  const ids = urgent.map(({ notice: { id } }) => id);
  const lines = memory.last?.lines ?? [];
  const windows = urgent
    .filter(({ notice }) => notice.cutOff === EACH_TENANT)
    .map(({ notice }) => notice.title);
  const next = readAboutDeadlines(text, lines, windows);
  if (next !== null) return reader.read(next, { urgent: ids, last: null }, localNow);
  const further = askedOfFirst(text);
  if (last !== null && (further !== null || asksFirstAgain(text))) {
    const place = { tenantId: inbound.conversation.tenantId, threadId: inbound.threadId };
    const first = await questions.findFirst(place, localNow.now);
    const about = further === null || first === null ? null : { ...first, topic: topicOf(first) };
    if (about !== null) return reader.read(further ?? '', { urgent: ids, last: about }, localNow);
    if (first !== null && first.text !== null)
      return reader.read(typedOf(first.text), { urgent: ids, last: null }, localNow);
  }
  const asked = last && { ...last, topic: topicOf(last) };
  if (inbound.quoted) return reader.read(text, { urgent: ids, last: leanOn(inbound.quoted) }, localNow);
  const stated = statedAs(lines);
  const read = reader.read(text, { urgent: ids, last: stated ?? asked }, localNow);
  return stated && isAboutReporting(read) ? reader.read(text, { urgent: ids, last: asked }, localNow) : read;
}

/** Words that a question may lean on and that were no question. */
function leanOn(text: string): LastQuestion {
  return { text, notice: null, topic: null, source: null };
}

/** What was said of servers has the words of a report: "how are you?" after it asks for none. */
function isAboutReporting({ understood: [first, ...others] }: ReadMessage): boolean {
  return others.length === 0 && first?.ranked[0]?.intent === 'report-server';
}

/** What was done last as a question may lean on it: what was said of servers. Null for other acts, which a question goes past. */
function statedAs(lines: readonly string[]): LastQuestion | null {
  const isStated = lines.length > 0 && lines.every((line) => parseReport(line) !== null);
  return isStated ? leanOn(lines.join(', ')) : null;
}
