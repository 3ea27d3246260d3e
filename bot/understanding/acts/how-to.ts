import type { Recogniser } from '../recogniser.ts';
import { QUESTION } from './act-examples.ts';
import { SLOT_WORDS, type Utterance } from './utterance.ts';

/** Acts that change nothing: a question asks for them as well as an order does. */
export const LOOK_UPS = new Set([
  ...['next-reminder', 'why', 'who-gets-alerts', 'status', 'notices', 'servers', 'server', 'adviser'],
  ...[
    'export',
    'dashboard',
    'settings',
    'history',
    'language',
    'thanks',
    'report-form',
    'ask-person',
    'asked-questions',
  ],
]);

/** How these are seen is asked of the bot; how servers or a status are, may be asked of the documents. */
const EXPLAINED_LOOK_UPS = new Set(['export', 'dashboard', 'settings', 'history', 'report-form']);

export function isExplained(label: string): boolean {
  return (label !== QUESTION && !LOOK_UPS.has(label)) || EXPLAINED_LOOK_UPS.has(label);
}

const HOW_TO =
  /^(?:(?:and|so|hi|hello|ok|tell me|explain|show me),? )?how (?:do|does|can|could|would|should|to)(?: (?:i|we|one|you|somebody))? /i;

/** What Cutover does, and no product: how that is done is asked of the bot. */
const OWN_TASKS =
  /\b(?:remind|alert|snooze|quiet hours|weekend|weekly|undo|take .{1,30} back|export|dashboard|settings|(?:forget|rename|report|list|add) (?:a|the|my|our|another) server|from the list|who gets)/i;
const EXPLAIN_FROM = 0.7;

/** "See the servers": a look-up of Cutover's own, and nothing else. */
const VIEW = /^(?:see|show|list|view|display|get|open|find|check|look (?:at|up)|ask for|know)(?: me| us)?\b/i;
const OWN_VIEW = new RegExp(
  `${VIEW.source} (?:(?:the|our|all|my|your|a|current|whole|full|list|overview|of) )*(?:servers?|server list|status|reminders?|next reminder|alerts?|deadlines?|notices?|retirements?|changes?|last change|history|audit trail|settings?|export|csv|report|dashboard|tab|form)$`,
  'i',
);

/** The act of "how do I rename a server?", whose rest is read as an order: the label; null where none is asked about. */
export function readHowTo({ text, mood }: Utterance, recognise: Recogniser): string | null {
  if (mood !== 'how-to' || !HOW_TO.test(text)) return null;
  const order = text.replace(HOW_TO, '').replace(/[?!. ]{1,5}$/, '');
  const isView = OWN_VIEW.test(order);
  if (!isView && !OWN_TASKS.test(text)) return null;
  const [best] = recognise(
    isView
      ? order.replace(VIEW, 'show')
      : order.replace(/\b(?:a|the|my|our|another) server\b/i, SLOT_WORDS.server),
  );
  if (!best || best.confidence < EXPLAIN_FROM || best.intent === QUESTION) return null;
  return isView || isExplained(best.intent) ? best.intent : null;
}
