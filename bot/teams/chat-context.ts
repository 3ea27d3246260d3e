import type { Act } from '../access/acts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Option, ThreadMemory } from '../questions/thread-memory.ts';
import { readTakeBack } from '../understanding/acts/take-back.ts';
import { addUndo } from '../rendering/undo-button.ts';
import type { Access } from './access.ts';
import type { CardActionContext, CardActionServices } from './card-actions/card-action.ts';
import { carryOut } from './carry-out.ts';
import { createContexts } from './turn-context.ts';
import type { Inbound } from './turn/activity.ts';
import type { Reaction } from './turn/reaction.ts';
import { watchChanges } from './watch-changes.ts';

/** What a turn works with, and the thread's memory. */
export interface ChatContext extends CardActionContext {
  /** Keeps what was spoken of and done, and what was asked back; `isAsked`, if that isn't answered by an option. */
  remember: (options?: readonly Option[], isAsked?: boolean) => void;
}

/** Opens what a turn works with: what it speaks of and does is remembered in the thread once it is answered. */
export function createChatContexts(
  services: CardActionServices,
  { clock, access }: { clock: Clock; access: Access },
): (inbound: Inbound, notice?: unknown) => Promise<ChatContext> {
  const openCommandContext = createContexts(services, clock);
  const { threadMemories } = services;

  return async (inbound, notice) => {
    const place = { tenantId: inbound.conversation.tenantId, threadId: inbound.threadId };
    const now = clock.now();
    const memory = await threadMemories.recall(place, now);
    let servers: readonly string[] = [];
    let done: { lines: readonly string[]; changes: readonly string[] } = { lines: [], changes: [] };
    const speakOf = (names: readonly string[]) => (servers = [...servers, ...names]);
    let offered: readonly Option[] = [];
    const offer = (options: readonly Option[]) => (offered = options);
    const lastChanges = memory.last?.changes ?? [];
    const opened = await openCommandContext(inbound, { notice, speakOf, offer, lastChanges });
    const context: ChatContext = {
      ...opened,
      memory,
      async carryOut(lines) {
        const { replies, changes } = await carryOut(lines, context, access);
        done = {
          lines: [...done.lines, ...lines.filter((line) => readTakeBack(line) === null)],
          changes: [...done.changes, ...changes],
        };
        return replies;
      },
      remember(options = offered, isAsked = options.length > 0) {
        const kept: ThreadMemory = {
          servers: servers.length > 0 ? [...new Set(servers)] : memory.servers,
          options,
          last: done.lines.length > 0 || isAsked ? { activityId: inbound.activityId, ...done } : null,
        };
        const hasAny = servers.length + options.length > 0 || kept.last !== null;
        const isNews = hasAny || memory.options.length > 0 || memory.last !== null;
        if (isNews) threadMemories.keep(place, kept, now);
      },
    };
    return context;
  };
}

/** What a card action says, with a button that takes back what it has changed: on the card that it changes, else on the first that it posts. */
export async function reactWithUndo(
  act: Act,
  context: ChatContext,
  handle: () => Promise<Reaction> | Reaction,
): Promise<Reaction> {
  const changes = await watchChanges(act, context);
  const reaction = await handle();
  const { card, posts: [first, ...others] = [] } = reaction;
  if (card) return { ...reaction, card: addUndo(card, await changes()) };
  if (!first) return reaction;
  return { ...reaction, posts: [{ ...first, message: addUndo(first.message, await changes()) }, ...others] };
}
