import type { ReadAct } from './read-act.ts';
import { listed } from './read-statement.ts';
import { describeUnreadName } from './unread-names.ts';
import type { ActContext, Utterance } from './utterance.ts';
import { isOfWholeList, MOST_REMOVED } from './write-list-change.ts';

/** Acts that name servers, by their labels. */
const OF_SERVERS = new Set(['forget-server', 'rename-server', 'server', 'report-form']);

/** Why an order can't be carried out as it stands, as the end of a sentence; undefined where something is only missing. */
export function whyNot(label: string, utterance: Utterance, context: ActContext): string | undefined {
  const [name] = OF_SERVERS.has(label) ? utterance.unreadNames : [];
  if (name) return describeUnreadName(name.word);
  const isTooLong = listed(context).length > MOST_REMOVED;
  return label === 'forget-server' && isOfWholeList(utterance) && isTooLong
    ? `I remove at most ${MOST_REMOVED} servers at once, so name the ones to remove`
    : undefined;
}

/** What is said of a server right after its name. */
const SAID_OF_ONE = /^ (?:now |still |also )?(?:runs?|is|was|has|uses|signs|got|went)\b/;

/** "Server 1 runs 2.5.79.0". */
const NUMBERED = /^(?:the |our )?(?:server|box|machine|host|node|vm) (?:no\.? ?|number |#)?\d{1,4}(?= )/i;

/** "AADC#1 runs 2.5.79.0": something is stated of a server whose name can't be read; null where that isn't so. */
export function readUnreadName({ text, mood, doubts, servers, unreadNames }: Utterance): ReadAct | null {
  const isSo = doubts.length === 0 && (mood === 'statement' || mood === 'order');
  const name = unreadNames[0]?.word ?? NUMBERED.exec(text)?.[0];
  if (!isSo || name === undefined || servers.length > 0) return null;
  if (!SAID_OF_ONE.test(text.slice(text.indexOf(name) + name.length))) return null;
  return { kind: 'explain', act: 'report-form', said: text, why: describeUnreadName(name) };
}
