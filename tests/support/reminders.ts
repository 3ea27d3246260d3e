import type { Place } from './activities.ts';
import type { Connector, ConnectorRequest } from './connector.ts';
import { cardOf, textOf } from './official-card-check.ts';

/** Requests that post a new reminder into a conversation itself, not into a thread; refused ones included. */
export function remindersIn(connector: Connector, { conversationId }: Place): ConnectorRequest[] {
  return connector.requestsIn(conversationId).filter(({ method, activity }) => {
    return method === 'POST' && /Reminders are set up in/.test(textOf(cardOf(activity)));
  });
}
