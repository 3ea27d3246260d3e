/** Turns of one person that may wait in one conversation. Nobody types more before the first answer comes. */
const MAX_WAITING_PER_PERSON = 20;

/** The same of everybody in a conversation, which bounds what a big channel can hold. */
const MAX_WAITING = 100;

/** Where a turn belongs, and how it is treated. */
export interface QueuedTurn {
  /** Turns of one conversation are worked on one at a time. */
  conversation: string;
  /** Turns of one person in one conversation keep their order. */
  person: string;
  /** Somebody waits for the response of an invoke, which Teams gives up after some seconds: it goes before others. */
  isUrgent: boolean;
  /** Events, such as that the bot was removed, are never refused. */
  canBeRefused: boolean;
}

/** What became of a turn. `refused-again`: not the first one of this person since they had too many waiting. */
export type QueueOutcome = 'done' | 'refused' | 'refused-again';

/**
 * Lets one conversation take as long as it needs without holding up the others: its turns are worked on one at a
 * time. Each person in it has their turns in order; people alternate, and a person with an urgent turn is next.
 */
export interface TurnQueue {
  /** Resolves when `work` has ended, or at once when too many turns wait. Rejects as `work` does. */
  run(turn: QueuedTurn, work: () => Promise<void>): Promise<QueueOutcome>;
  /** Turns that are worked on or wait. */
  size(): number;
}

interface Waiting {
  turn: QueuedTurn;
  start: () => void;
}

interface Conversation {
  waiting: Waiting[];
  /** People whose last turn was refused. */
  refused: Set<string>;
  /** People in the order in which they had their last turn. */
  served: Set<string>;
}

export function createTurnQueue(): TurnQueue {
  const conversations = new Map<string, Conversation>();
  let size = 0;

  function leave({ conversation: key }: QueuedTurn): void {
    const conversation = conversations.get(key);
    const next = conversation && takeNext(conversation);
    // Other conversations' requests are read in between.
    if (next) setImmediate(next.start);
    else conversations.delete(key);
  }

  return {
    async run(turn, work) {
      const conversation = conversations.get(turn.conversation);
      const outcome = conversation && refuse(turn, conversation);
      if (outcome) return outcome;
      size++;
      if (conversation) await new Promise<void>((start) => conversation.waiting.push({ turn, start }));
      else conversations.set(turn.conversation, begin(turn));
      try {
        await work();
        return 'done';
      } finally {
        size--;
        leave(turn);
      }
    },
    size: () => size,
  };
}

function begin({ person }: QueuedTurn): Conversation {
  return { waiting: [], refused: new Set(), served: new Set([person]) };
}

/** Null for a turn that may wait. */
function refuse(turn: QueuedTurn, conversation: Conversation): QueueOutcome | null {
  if (!turn.canBeRefused) return null;
  const { waiting, refused } = conversation;
  const own = waiting.filter(({ turn: { person } }) => person === turn.person).length;
  if (own < MAX_WAITING_PER_PERSON && waiting.length < MAX_WAITING) return null;
  if (refused.has(turn.person)) return 'refused-again';
  refused.add(turn.person);
  return 'refused';
}

/** The first turn of whoever is next; undefined when nobody waits. */
function takeNext({ waiting, served, refused }: Conversation): Waiting | undefined {
  const urgent = waiting.find(({ turn }) => turn.isUrgent);
  const people = [...served];
  const lastTurnOf = ({ turn }: Waiting) => people.indexOf(turn.person);
  const [longestAgo] = waiting.toSorted((a, b) => lastTurnOf(a) - lastTurnOf(b));
  const person = (urgent ?? longestAgo)?.turn.person;
  const index = waiting.findIndex(({ turn }) => turn.person === person);
  if (person === undefined) return undefined;
  const [next] = waiting.splice(index, 1);
  served.delete(person);
  served.add(person);
  if (!waiting.some(({ turn }) => turn.person === person)) refused.delete(person);
  return next;
}
