import { ACKNOWLEDGE, VIEW_REMINDER } from './acknowledge.ts';
import { ADVISE, OPEN_ADVISER } from './adviser.ts';
import { ASK_PERSON } from './ask-person.ts';
import type { CardActionHandler } from './card-action.ts';
import { CONFIRM_CLAIM } from './confirm-claim.ts';
import { APPROVE_IDENTITY_TEAM, DECLINE_IDENTITY_TEAM } from './decide-request.ts';
import { DO_IT } from './do-it.ts';
import { EXAMPLES } from './examples.ts';
import { HELPFUL, UNHELPFUL } from './feedback.ts';
import { OPEN_REPORT, REPORT_SERVER } from './report-server.ts';
import { REMINDER_SETTINGS, SAVE_REMINDER_SETTINGS, STOP_REMINDERS } from './reminder-settings.ts';
import { ANSWER_HANDOFF, CLOSE_HANDOFF } from './settle-handoff.ts';
import { SNOOZE } from './snooze.ts';
import { CHOOSE, TOPIC } from './topic.ts';
import { UNDO } from './undo.ts';
import { WHY_THIS } from './why-this.ts';

/** Every verb that a card may have. */
export const ALL_CARD_ACTIONS: readonly CardActionHandler[] = [
  TOPIC,
  CHOOSE,
  HELPFUL,
  UNHELPFUL,
  ASK_PERSON,
  DO_IT,
  ANSWER_HANDOFF,
  CLOSE_HANDOFF,
  OPEN_ADVISER,
  ADVISE,
  OPEN_REPORT,
  REPORT_SERVER,
  ACKNOWLEDGE,
  CONFIRM_CLAIM,
  APPROVE_IDENTITY_TEAM,
  DECLINE_IDENTITY_TEAM,
  VIEW_REMINDER,
  SNOOZE,
  WHY_THIS,
  REMINDER_SETTINGS,
  SAVE_REMINDER_SETTINGS,
  STOP_REMINDERS,
  UNDO,
  ...EXAMPLES,
];

const byVerb = new Map(ALL_CARD_ACTIONS.map((handler) => [handler.verb, handler]));

/** Undefined for a verb that no card has (any more). */
export function findCardAction(verb: string): CardActionHandler | undefined {
  return byVerb.get(verb);
}
